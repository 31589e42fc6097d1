package template

import (
	"cmp"
	"strings"

	"tenantry/backend/partner"
)

// Compose is the complete text for Microsoft: what the user described, then a headed section for each
// further thing that is known, in the draft's language (English where it is not known). Of v it takes the
// customer's name and the incident's title; it fills no placeholder, for what was queued is what goes
// out. For a note it is the note's text alone.
func Compose(o partner.Outgoing, v Values) string {
	if o.Channel == partner.ByNote {
		return o.Note
	}
	d := o.Draft
	l := in(d.Language)
	w := l.Headings
	var b strings.Builder
	b.WriteString(d.Description)
	paragraph := func(heading, text string) {
		if text != "" {
			b.WriteString("\n\n" + heading + w.Colon + "\n" + text)
		}
	}
	paragraph(w.Affected, d.AffectedUsers)
	paragraph(w.Steps, d.StepsTried)

	gap := "\n\n"
	line := func(heading, separator string, parts ...string) {
		var known []string
		for _, p := range parts {
			if p != "" {
				known = append(known, p)
			}
		}
		if len(known) > 0 {
			b.WriteString(gap + heading + w.Colon + " " + strings.Join(known, separator))
			gap = "\n"
		}
	}
	if o.Channel == partner.ByAzure { // Azure's ticket carries its severity itself
		line(w.Product, "", d.ServiceName)
		line(w.Problem, "", d.ClassificationName)
	} else {
		if line(w.Product, "", cmp.Or(d.Product, d.ServiceName)); d.Product == "" { // it was written for Azure
			line(w.Problem, "", d.ClassificationName)
		}
		line(w.Severity, "", l.Severities[d.Severity])
	}
	title := ""
	if d.IncidentID != "" && d.IncidentID == v.Incident {
		title = v.IncidentTitle
	}
	line(w.Incident, ", ", d.IncidentID, title)
	line(w.Contact, ", ", d.Contact, d.ContactMail, d.ContactPhone)
	line(w.Customer, "", v.Customer)
	line(w.Tenant, "", string(o.Tenant))
	line(w.Reference, "", o.ID)
	return strings.TrimLeft(b.String(), "\n")
}

// Page is what goes onto the clipboard for a request that a person files: the title with its reference, an
// empty line, and the text.
func Page(o partner.Outgoing, v Values) string {
	return o.TitleWithReference() + "\n\n" + Compose(o, v)
}
