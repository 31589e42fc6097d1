package letter

import (
	"strings"

	"tenantry/backend/partner"
)

// words are the headings that are added to what the user wrote.
type words struct {
	affected, steps, product, problem, contact, incident, customer, tenant, reference, severity string

	colon      string // French sets a space before it
	severities map[string]string
}

var headings = map[string]words{
	English: {affected: "Affected users", steps: "Steps already tried", product: "Product", problem: "Kind of problem",
		contact: "Contact", incident: "Related incident", customer: "Customer", tenant: "Tenant ID", reference: "Our reference",
		severity: "Severity", colon: ":",
		severities: map[string]string{partner.Minimal: "minimal", partner.Moderate: "moderate", partner.Critical: "critical"}},
	French: {affected: "Utilisateurs concernés", steps: "Vérifications déjà effectuées", product: "Produit", problem: "Type de problème",
		contact: "Contact", incident: "Incident associé", customer: "Client", tenant: "ID de locataire", reference: "Notre référence",
		severity: "Gravité", colon: "\u00a0:",
		severities: map[string]string{partner.Minimal: "minimale", partner.Moderate: "modérée", partner.Critical: "critique"}},
}

// Compose is the complete text for Microsoft: what the user described, then a headed section for each
// further thing that is known, in the draft's language (English unless it is French). Of v it takes the
// customer's name and the incident's title; it fills no placeholder, for what was queued is what goes
// out. For a note it is the note's text alone.
func Compose(o partner.Outgoing, v Values) string {
	if o.Channel == partner.ByNote {
		return o.Note
	}
	d := o.Draft
	w, ok := headings[d.Language]
	if !ok {
		w = headings[English]
	}
	var b strings.Builder
	b.WriteString(d.Description)
	paragraph := func(heading, text string) {
		if text != "" {
			b.WriteString("\n\n" + heading + w.colon + "\n" + text)
		}
	}
	paragraph(w.affected, d.AffectedUsers)
	paragraph(w.steps, d.StepsTried)

	gap := "\n\n"
	line := func(heading, separator string, parts ...string) {
		var known []string
		for _, p := range parts {
			if p != "" {
				known = append(known, p)
			}
		}
		if len(known) > 0 {
			b.WriteString(gap + heading + w.colon + " " + strings.Join(known, separator))
			gap = "\n"
		}
	}
	if o.Channel == partner.ByAzure { // Azure's ticket carries its severity itself
		line(w.product, "", d.ServiceName)
		line(w.problem, "", d.ClassificationName)
	} else {
		line(w.product, "", d.Product)
		line(w.severity, "", w.severities[d.Severity])
	}
	title := ""
	if d.IncidentID != "" && d.IncidentID == v.Incident {
		title = v.IncidentTitle
	}
	line(w.incident, ", ", d.IncidentID, title)
	line(w.contact, ", ", d.Contact, d.ContactMail, d.ContactPhone)
	line(w.customer, "", v.Customer)
	line(w.tenant, "", string(o.Tenant))
	line(w.reference, "", o.ID)
	return strings.TrimLeft(b.String(), "\n")
}

// Page is what goes onto the clipboard for a request that a person files: the title with its mark, an
// empty line, and the text.
func Page(o partner.Outgoing, v Values) string { return o.MarkedTitle() + "\n\n" + Compose(o, v) }
