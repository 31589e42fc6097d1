package app

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/letter"
	"tenantry/backend/partner"
)

// Keys of the journal's book.
const (
	templatesKey = "templates" // []letter.Template
	contactKey   = "contact"   // RequestContact: whom Microsoft called last time
)

// Prepare answers with a draft for a customer, filled from a template and an incident (either may be
// empty). Without a customer the placeholders that speak of one stay.
func (r *Requests) Prepare(tenantID, template, incidentID, language string) (contract.RequestDraft, error) {
	a := r.a
	if err := a.await(); err != nil {
		return contract.RequestDraft{}, err
	}
	var id partner.TenantID
	var err error
	if tenantID != "" {
		if id, err = partner.ParseTenantID(tenantID); err != nil {
			return contract.RequestDraft{}, err
		}
	}
	t := letter.Template{Severity: partner.Minimal, Language: language}
	if incidentID != "" {
		head, ok := a.issueHead(incidentID, id)
		if !ok {
			return contract.RequestDraft{}, fault.New(fault.Missing, "outgoing_no_issue", "id", incidentID).With(fault.CorrectInput)
		}
		incidentID, t = head.ID, letter.ForIncident(language)
	}
	if template != "" {
		if t, err = a.template(template); err != nil {
			return contract.RequestDraft{}, err
		}
	}
	contact := a.contact()
	d := partner.Draft{IncidentID: incidentID, Language: cmp.Or(t.Language, language), Severity: cmp.Or(t.Severity, partner.Minimal),
		Contact: contact.Name, ContactMail: contact.Mail, ContactPhone: contact.Phone}
	t = t.Fill(a.values(id, d)) // the product is one of its texts
	d.Title, d.Description, d.StepsTried, d.Product = t.Title, t.Description, t.StepsTried, t.Product
	return contract.RequestDraftOf(partner.Outgoing{Tenant: id, Channel: partner.ByPortal, Draft: d}), nil
}

// issueHead finds an open issue, at the customer if one is named.
func (a *App) issueHead(id string, tenant partner.TenantID) (partner.IssueHead, bool) {
	if id == "" {
		return partner.IssueHead{}, false
	}
	if entry, ok := a.catalog.Get(tenant); ok {
		for _, h := range entry.OpenIssues {
			if strings.EqualFold(h.ID, id) {
				return h, true
			}
		}
	}
	for _, i := range a.catalog.Incidents() {
		if strings.EqualFold(i.ID, id) {
			return i.IssueHead, true
		}
	}
	return partner.IssueHead{}, false
}

// contact is whom Microsoft called last time, else who is signed in.
func (a *App) contact() contract.RequestContact {
	var c contract.RequestContact
	if known, err := a.journal.Book().Get(contactKey, &c); known && err == nil {
		return c
	}
	if l := a.link.Load(); l != nil {
		if acc, ok := l.session.Account(); ok {
			c.Name, c.Mail = acc.Name, acc.Username
		}
	}
	return c
}

func (a *App) rememberContact(d partner.Draft) {
	c := contract.RequestContact{Name: d.Contact, Mail: d.ContactMail, Phone: d.ContactPhone}
	if c.Name == "" || c == a.contact() {
		return
	}
	if err := a.journal.Book().Put(contactKey, c); err != nil {
		a.log.Warn("remember the contact", "error", err) // a convenience: it is typed once more
	}
}

// ownTemplates are the user's.
func (a *App) ownTemplates() ([]letter.Template, error) {
	var own []letter.Template
	_, err := a.journal.Book().Get(templatesKey, &own)
	return own, err
}

// Templates answers with the user's templates, then those that come with the program.
func (r *Requests) Templates() (contract.RequestTemplates, error) {
	if err := r.a.await(); err != nil {
		return contract.RequestTemplates{}, err
	}
	own, err := r.a.ownTemplates()
	if err != nil {
		return contract.RequestTemplates{}, err
	}
	out := contract.RequestTemplates{Templates: []contract.RequestTemplate{}, Placeholders: letter.Placeholders()}
	for _, t := range own {
		out.Templates = append(out.Templates, toTemplate(t, false))
	}
	for _, t := range letter.BuiltIn() {
		out.Templates = append(out.Templates, toTemplate(t, true))
	}
	return out, nil
}

// template finds one by its id, or by a name that only one has.
func (a *App) template(text string) (letter.Template, error) {
	own, err := a.ownTemplates()
	if err != nil {
		return letter.Template{}, err
	}
	all := append(own, letter.BuiltIn()...)
	if i := slices.IndexFunc(all, func(t letter.Template) bool { return t.ID == text }); i >= 0 {
		return all[i], nil
	}
	for _, t := range all {
		if strings.EqualFold(t.Name, text) {
			return t, nil
		}
	}
	return letter.Template{}, fault.New(fault.Invalid, "outgoing_no_template", "name", text)
}

// SaveTemplate adds or replaces one of the user's templates.
func (r *Requests) SaveTemplate(t contract.RequestTemplate) (contract.RequestTemplate, error) {
	a := r.a
	if err := a.await(); err != nil {
		return t, err
	}
	t.Name = strings.Join(strings.Fields(t.Name), " ")
	if t.Name == "" || len([]rune(t.Name)) > partner.MaxTitle {
		f := fault.New(fault.Invalid, "outgoing_template_name")
		f.Fields = fault.Fields{"name": f.Message}
		return t, f
	}
	a.marking.Lock() // over reading and writing
	defer a.marking.Unlock()
	own, err := a.ownTemplates()
	if err != nil {
		return t, err
	}
	builtIn := slices.ContainsFunc(letter.BuiltIn(), func(b letter.Template) bool { return b.ID == t.ID })
	if t.ID == "" || builtIn { // one that comes with the program is copied
		t.ID = uuid.NewString()
	}
	kept := letter.Template{ID: t.ID, Name: t.Name, Language: t.Language, Title: t.Title, Description: t.Description,
		StepsTried: t.StepsTried, Severity: t.Severity, Product: t.Product}
	if i := slices.IndexFunc(own, func(o letter.Template) bool { return o.ID == t.ID }); i >= 0 {
		own[i] = kept
	} else {
		own = append(own, kept)
	}
	slices.SortFunc(own, func(x, y letter.Template) int {
		return strings.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name))
	})
	if err := a.journal.Book().Put(templatesKey, own); err != nil {
		return t, err
	}
	a.emit(contract.EventOutbox)
	return toTemplate(kept, false), nil
}

// DeleteTemplate removes one of the user's templates. Twice is no error.
func (r *Requests) DeleteTemplate(id string) error {
	a := r.a
	if err := a.await(); err != nil {
		return err
	}
	a.marking.Lock()
	defer a.marking.Unlock()
	own, err := a.ownTemplates()
	if err != nil {
		return err
	}
	own = slices.DeleteFunc(own, func(t letter.Template) bool { return t.ID == id })
	if err := a.journal.Book().Put(templatesKey, own); err != nil {
		return err
	}
	a.emit(contract.EventOutbox)
	return nil
}

func toTemplate(t letter.Template, builtIn bool) contract.RequestTemplate {
	return contract.RequestTemplate{ID: t.ID, Name: t.Name, Language: t.Language, Title: t.Title, Description: t.Description,
		StepsTried: t.StepsTried, Severity: t.Severity, Product: t.Product, BuiltIn: builtIn}
}
