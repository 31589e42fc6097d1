package template

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tenantry/backend/partner"
)

// Template is a text to start a request from. Its texts may hold placeholders such as {customer}, and
// gaps. Those that come with the program are labels, placeholders and gaps alone: they state nothing that the
// user did not write or the cache does not hold. The CBOR tags are the shape in which the user's own templates are kept.
type Template struct {
	ID          string `cbor:"1,keyasint" json:"id"`
	Name        string `cbor:"2,keyasint" json:"name"`
	Language    string `cbor:"3,keyasint" json:"language" ts:"Language"` // one of Languages
	Title       string `cbor:"4,keyasint" json:"title"`
	Description string `cbor:"5,keyasint" json:"description"`
	StepsTried  string `cbor:"6,keyasint,omitempty" json:"stepsTried"`
	Severity    string `cbor:"7,keyasint" json:"severity"` // one of partner.Severities
	Product     string `cbor:"8,keyasint,omitempty" json:"product"`
}

// incidentTemplate begins the id of the built-in template for incidents; the language follows.
const incidentTemplate = "builtin-incident-"

// BuiltIn lists the templates that come with the program, English ones first. Their ids never change;
// the slice is the caller's.
func BuiltIn() []Template {
	var all []Template
	for _, name := range Languages() {
		for _, t := range in(name).Templates {
			all = append(all, Template{ID: t.ID, Name: t.Name, Language: name, Title: t.Title, Description: strings.Join(t.Description, "\n"),
				StepsTried: strings.Join(t.StepsTried, "\n"), Severity: t.Severity, Product: t.Product})
		}
	}
	return all
}

// ForIncident is the built-in template for the follow-up of an incident, to be filled with
// [Values.WithIncident]; a language that is not known gets the English one.
func ForIncident(language string) Template {
	if !slices.Contains(Languages(), language) {
		language = English
	}
	for _, t := range BuiltIn() {
		if t.ID == incidentTemplate+language {
			return t
		}
	}
	return Template{} // a test holds that there is one
}

// Fill fills every text of the template. A title that gets longer than a request's may be is cut and
// ends in "…".
func (t Template) Fill(v Values) Template {
	t.Title = shorten(Fill(t.Title, v), partner.MaxTitle)
	t.Description = Fill(t.Description, v)
	t.StepsTried = Fill(t.StepsTried, v)
	t.Product = Fill(t.Product, v)
	return t
}

// shorten cuts a text to at most so many characters.
func shorten(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
