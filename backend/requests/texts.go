package requests

import (
	"cmp"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/template"
)

// Texts fills templates with what is known of a customer, and composes what goes out.
type Texts struct {
	customers Customers
	templates *Templates
	contact   *contact
	now       func() time.Time
}

// Prepare is a draft for a customer, filled from a template and an incident (either may be empty). Without
// a customer the placeholders that speak of one stay.
func (t *Texts) Prepare(id partner.TenantID, templateName, incidentID, language string) (partner.Outgoing, error) {
	from := template.Template{Severity: partner.Minimal, Language: language}
	if incidentID != "" {
		head, ok := t.issue(incidentID, id)
		if !ok {
			return partner.Outgoing{}, fault.New(fault.Missing, "outgoing_no_issue", "id", incidentID).With(fault.CorrectInput)
		}
		incidentID, from = head.ID, template.ForIncident(language)
	}
	if templateName != "" {
		var err error
		if from, err = t.templates.find(templateName); err != nil {
			return partner.Outgoing{}, err
		}
	}
	contact := t.contact.last()
	d := partner.Draft{IncidentID: incidentID, Language: cmp.Or(from.Language, language), Severity: cmp.Or(from.Severity, partner.Minimal),
		Contact: contact.Name, ContactMail: contact.Mail, ContactPhone: contact.Phone}
	from = from.Fill(t.values(id, d)) // the product is one of its texts
	d.Title, d.Description, d.StepsTried, d.Product = from.Title, from.Description, from.StepsTried, from.Product
	return partner.Outgoing{Tenant: id, Channel: partner.ByPortal, Draft: d}, nil
}

// issue finds an open issue, at the customer if one is named.
func (t *Texts) issue(id string, tenant partner.TenantID) (partner.IssueHead, bool) {
	if id == "" {
		return partner.IssueHead{}, false
	}
	if entry, ok := t.customers.Get(tenant); ok {
		for _, h := range entry.OpenIssues {
			if strings.EqualFold(h.ID, id) {
				return h, true
			}
		}
	}
	for _, i := range t.customers.Incidents() {
		if strings.EqualFold(i.ID, id) {
			return i.IssueHead, true
		}
	}
	return partner.IssueHead{}, false
}

// values are what the placeholders of a text stand for at one customer; without one they stay.
func (t *Texts) values(id partner.TenantID, d partner.Draft) template.Values {
	v := template.Values{TenantID: id, Contact: d.Contact, Mail: d.ContactMail, Incident: d.IncidentID, Service: d.Product,
		Today: template.Day(t.now(), d.Language)}
	if entry, ok := t.customers.Get(id); ok {
		v.Customer, v.Domain = entry.Name, partner.DisplayDomain(entry.PrimaryDomain)
	}
	if h, ok := t.issue(d.IncidentID, id); ok {
		v = v.WithIncident(h, d.Language)
	}
	return v
}

// fill fills the placeholders of a draft with what is known of one customer.
func (t *Texts) fill(id partner.TenantID, d partner.Draft) partner.Draft {
	v := t.values(id, d)
	f := template.Template{Title: d.Title, Description: d.Description, StepsTried: d.StepsTried, Product: d.Product}.Fill(v)
	d.Title, d.Description, d.StepsTried, d.Product = f.Title, f.Description, f.StepsTried, f.Product
	d.AffectedUsers = template.Fill(d.AffectedUsers, v)
	return d
}

// Compose is the complete text that Microsoft gets.
func (t *Texts) Compose(o partner.Outgoing) string {
	v := t.values(o.Tenant, o.Draft)
	v.Customer = cmp.Or(v.Customer, o.Customer)
	return template.Compose(o, v)
}
