package template

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"tenantry/backend/partner"
)

// Values are what placeholders stand for. An empty one is not known.
type Values struct {
	Customer      string
	Domain        string // the customer's primary domain
	TenantID      partner.TenantID
	Contact       string // whom Microsoft calls
	Mail          string // the contact's address
	Incident      string // the number of the incident
	IncidentTitle string
	Service       string // the service that the incident is about
	Started       string // when the incident started, as people write it; see Moment
	Today         string // see Day
}

// placeholders are the names and what each stands for.
var placeholders = []struct {
	name  string
	value func(Values) string
}{
	{"customer", func(v Values) string { return v.Customer }},
	{"domain", func(v Values) string { return v.Domain }},
	{"tenantId", func(v Values) string { return string(v.TenantID) }},
	{"contact", func(v Values) string { return v.Contact }},
	{"mail", func(v Values) string { return v.Mail }},
	{"incident", func(v Values) string { return v.Incident }},
	{"incidentTitle", func(v Values) string { return v.IncidentTitle }},
	{"service", func(v Values) string { return v.Service }},
	{"started", func(v Values) string { return v.Started }},
	{"today", func(v Values) string { return v.Today }},
}

// Placeholders lists the names that texts may hold in braces.
func Placeholders() []string {
	names := make([]string, len(placeholders))
	for i, p := range placeholders {
		names[i] = p.name
	}
	return names
}

var braces = regexp.MustCompile(`\{[A-Za-z]+\}`)

// find says which placeholder a name in braces is; case does not matter, since people type them.
func find(braced string) (index int) {
	for i, p := range placeholders {
		if strings.EqualFold(p.name, braced[1:len(braced)-1]) {
			return i
		}
	}
	return -1
}

// Fill puts the values in the place of the placeholders. What is no placeholder stays as it is, and so
// does one whose value is not known: it shall be seen. A value that looks like a placeholder is not
// filled in turn.
func Fill(text string, v Values) string {
	return braces.ReplaceAllStringFunc(text, func(braced string) string {
		if i := find(braced); i >= 0 {
			if value := placeholders[i].value(v); value != "" {
				return value
			}
		}
		return braced
	})
}

// Left lists the placeholders that a text still holds, each once, in the text's order, without braces.
func Left(text string) []string {
	var left []string
	for _, braced := range braces.FindAllString(text, -1) {
		if i := find(braced); i >= 0 && !slices.Contains(left, placeholders[i].name) {
			left = append(left, placeholders[i].name)
		}
	}
	return left
}

// Gap stands in a template for what only the user knows. Nothing fills it but the user, and nothing goes out
// that holds it.
const Gap = "{…}"

// Gaps names what a text still asks of the user, in the text's order: what stands before each gap on its
// line, or the gap itself where nothing does.
func Gaps(text string) []string {
	var asked []string
	for line := range strings.Lines(text) {
		for before, rest, found := strings.Cut(line, Gap); found; before, rest, found = strings.Cut(rest, Gap) {
			label := strings.TrimFunc(before, func(r rune) bool { return unicode.IsSpace(r) || r == ':' || r == ',' })
			asked = append(asked, cmp.Or(label, Gap))
		}
	}
	return asked
}

// WithIncident adds what an incident gives to the placeholders. Fill once with all values rather than
// twice with some: a title that holds braces is then no placeholder.
func (v Values) WithIncident(h partner.IssueHead, language string) Values {
	v.Incident, v.IncidentTitle, v.Service = h.ID, h.Title, h.Service
	v.Started = Moment(h.StartsAt, language)
	return v
}

// Day writes a date as people do: "3 March 2026", "3 mars 2026". The zero time gives "".
func Day(t time.Time, language string) string {
	if t.IsZero() {
		return ""
	}
	l := in(language)
	form := l.Day
	if t.Day() == 1 {
		form = l.FirstDay
	}
	return strings.NewReplacer("{day}", strconv.Itoa(t.Day()), "{month}", l.Months[t.Month()-1], "{year}", strconv.Itoa(t.Year())).Replace(form)
}

// Moment writes a time as people do, in UTC, which both sides of a support case understand. The zero
// time gives "".
func Moment(t time.Time, language string) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	return strings.NewReplacer("{day}", Day(t, language), "{time}", t.Format("15:04")).Replace(in(language).Moment)
}
