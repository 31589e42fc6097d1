package telling

import (
	"slices"
	"strings"
	"sync"

	"tenantry/app/contract"
	"tenantry/app/files"
	"tenantry/backend/fault"
	"tenantry/backend/mailing"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Options is what is needed of an App.
type Options struct {
	Told store.Told
	// About is what that log holds of an incident; nobody changes the answer.
	About func(incident string) (mailing.Told, error)
	// Await waits for the customers, and says why there are none.
	Await func() error
	// Affected are the customers of an incident, by name; Tagged says who has a tag now; Listed is what the list says of a
	// customer, and the user; Customer is all that is kept of one. Revision changes with what the first three say.
	Affected func(incident string) ([]partner.TenantID, error)
	Tagged   func(tag string) map[partner.TenantID]bool
	Listed   func(partner.TenantID) (partner.Summary, partner.Marks, bool)
	Customer func(tenantID string) (partner.Customer, error)
	Revision func() uint64
	// Mark changes the user's marks of a customer.
	Mark   func(tenantID string, change func(*partner.Marks) error) error
	Window Window
}

// Window is what is needed of one, as app.Shell has it.
type Window interface {
	files.Window
	OpenURL(url string) error
}

// Messages is the messages to customers.
type Messages struct {
	options Options
	held    held
	saved   sync.Map // the paths of the files that were written
}

// For makes the messages of an App.
func For(o Options) *Messages { return &Messages{options: o} }

// draft is what a query asks for.
type draft struct {
	rows   []mailing.Row
	told   mailing.Told
	issue  partner.Issue // as the first of the customers tells it
	untold int
}

// messages are those of all rows, with an address or without.
func (d draft) messages() (all []mailing.Message) {
	for _, r := range d.rows {
		all = append(all, r.Message)
	}
	return all
}

// Drafts answers with a message for each customer that is to be told. A template that is not named is each customer's
// next one. "Not you" is for customers that the query names, and that the incident does not affect.
func (m *Messages) Drafts(q contract.MailingQuery) (contract.Mailing, error) {
	d, err := m.draft(q)
	if err != nil {
		return contract.Mailing{}, err
	}
	out := contract.Mailing{Incident: d.issue.ID, Title: d.issue.Title, Open: d.issue.Head().Open(), Messages: []contract.MailingMessage{}, Untold: d.untold}
	for _, r := range d.rows {
		if len(r.To) == 0 {
			out.NoAddress++
		}
		if q.Brief {
			r.Text = ""
		}
		out.Messages = append(out.Messages, contract.MailingMessageOf(r, d.told))
	}
	return out, nil
}

func (m *Messages) draft(q contract.MailingQuery) (d draft, err error) {
	if err := m.options.Await(); err != nil {
		return d, err
	}
	if q.Template != "" && !slices.Contains(mailing.Templates(), q.Template) {
		return d, fault.New(fault.Invalid, "mailing_template", "name", q.Template, "names", strings.Join(mailing.Templates(), ", "))
	}
	m.held.mu.Lock()
	defer m.held.mu.Unlock()
	m.held.about(q.Incident)
	affected, err := m.affectedBy(q.Incident)
	if err != nil {
		return d, err
	}
	if len(affected) == 0 {
		return d, fault.New(fault.Invalid, "mailing_no_incident", "id", q.Incident)
	}
	first, _, err := m.know(affected[0])
	if err != nil {
		return d, err
	}
	d.issue = first.issue
	if d.told, err = m.options.About(d.issue.ID); err != nil {
		return d, err
	}
	who, err := m.recipients(q, affected)
	for _, id := range who {
		if err = m.add(&d, q, id); err != nil {
			return d, err
		}
	}
	return d, err
}

// recipients are the customers that a query means.
func (m *Messages) recipients(q contract.MailingQuery, affected []partner.TenantID) ([]partner.TenantID, error) {
	named := map[partner.TenantID]bool{}
	for _, text := range q.TenantIDs {
		id, err := partner.ParseTenantID(text)
		if err != nil {
			return nil, err
		}
		named[id] = true
	}
	if q.Tag != "" {
		tagged := m.options.Tagged(q.Tag)
		for id := range tagged {
			if len(q.TenantIDs) == 0 {
				named[id] = true
			}
		}
		for id := range named {
			if !tagged[id] {
				delete(named, id)
			}
		}
	}
	switch all := q.Tag == "" && len(q.TenantIDs) == 0; {
	case q.Template != mailing.NotYou:
		return slices.DeleteFunc(slices.Clone(affected), func(id partner.TenantID) bool { return !all && !named[id] }), nil
	case all:
		return nil, fault.New(fault.Invalid, "mailing_not_you_whom")
	}
	var out []partner.TenantID
	for id := range named {
		if !slices.Contains(affected, id) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out, nil
}

// add merges one customer's message, if the template concerns it.
func (m *Messages) add(d *draft, q contract.MailingQuery, id partner.TenantID) error {
	k, marks, err := m.know(id)
	if err != nil {
		return err
	}
	about := mailing.Subject{Issue: d.issue, ReadAt: k.health}
	if k.own {
		about.Issue = k.issue
	}
	name := q.Template
	if name == "" {
		name = d.told.Next(id, about.Issue.Resolved)
	}
	if !d.told.Concerns(name, id) {
		d.untold++
		return nil
	}
	whom, bad := recipient(id, k, marks, q.Language, q.Program)
	message, err := mailing.Merge(name, about, whom, q.Sender)
	if err == nil {
		d.rows = append(d.rows, mailing.Row{Message: message, Name: k.name, Domain: k.domain, Tags: marks.Tags, BadTo: bad, OwnTo: len(marks.Mails) > 0})
	}
	return err
}
