package support

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"tenantry/backend/simcloud/world"
)

// content is what the template needs.
type content struct {
	Title    string
	Customer string
	Alert    string
	Filed    string // the number of the request that was just filed
	Action   string
	Closed   bool // nothing can be filed
	In       form
	Choices  []string // severities
	Open     []world.Ticket
}

// form is what a person typed, and what is wrong with it.
type form struct {
	Title, Description, Severity, Product, Mail string
	Wrong                                       map[string]string // by the name of the field
}

func readForm(body []byte) form {
	v, err := url.ParseQuery(string(body))
	f := form{Title: strings.TrimSpace(v.Get("title")), Description: strings.TrimSpace(strings.ReplaceAll(v.Get("description"), "\r\n", "\n")),
		Severity: v.Get("severity"), Product: strings.TrimSpace(v.Get("product")), Mail: strings.TrimSpace(v.Get("mail")), Wrong: map[string]string{}}
	switch {
	case err != nil:
		f.Wrong["title"] = "The form could not be read."
	case f.Title == "":
		f.Wrong["title"] = "Enter a title."
	case utf8.RuneCountInString(f.Title) > maxTitle:
		f.Wrong["title"] = "Shorten the title to 255 characters."
	}
	if f.Severity == "" {
		f.Severity = "minimal"
	}
	if !slices.Contains(severities, f.Severity) {
		f.Wrong["severity"] = "Choose a severity."
	}
	if f.Mail != "" && !strings.Contains(f.Mail, "@") {
		f.Wrong["mail"] = "Enter a mail address."
	}
	return f
}
