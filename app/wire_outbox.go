package app

import (
	"context"
	"strings"

	"tenantry/backend/azuresupport"
	"tenantry/backend/fault"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
)

// sender gives the outbox the way to Microsoft for a channel; nil while nobody is signed in.
func (a *App) sender(c partner.Channel) outbox.Sender {
	l := a.link.Load()
	if l == nil {
		return nil
	}
	switch c {
	case partner.ByAzure:
		return whileConnected{l, outbox.AzureSender{Tickets: tickets{a, l}}}
	case partner.ByNote:
		return whileConnected{l, outbox.NoteSender{Notes: notes{l}, Messages: messages{l}}}
	}
	return nil
}

// whileConnected lets a call end with the connection: after a sign-out nothing goes out any more, and
// nothing ever as another partner than the one as whom it was written.
type whileConnected struct {
	link *connection
	next outbox.Sender
}

func (w whileConnected) Prepare(ctx context.Context, o partner.Outgoing) (int, error) {
	if err := w.link.speaksFor(o); err != nil {
		return 0, err
	}
	ctx, done := w.link.run(ctx)
	defer done()
	return w.next.Prepare(ctx, o)
}

func (w whileConnected) Send(ctx context.Context, o partner.Outgoing) (outbox.Receipt, error) {
	if err := w.link.speaksFor(o); err != nil {
		return outbox.Receipt{}, err
	}
	ctx, done := w.link.run(ctx)
	defer done()
	return w.next.Send(ctx, o)
}

func (w whileConnected) Settle(ctx context.Context, o partner.Outgoing) (outbox.Receipt, bool, error) {
	if err := w.link.speaksFor(o); err != nil {
		return outbox.Receipt{}, false, err
	}
	ctx, done := w.link.run(ctx)
	defer done()
	return w.next.Settle(ctx, o)
}

// speaksFor says why the connection must not be used for something outgoing.
func (c *connection) speaksFor(o partner.Outgoing) error {
	acc, ok := c.session.Account()
	if !ok {
		return fault.New(fault.SignIn, "signin_nobody")
	}
	if o.Partner != "" && !strings.EqualFold(o.Partner, acc.Tenant) {
		return fault.New(fault.SignIn, "outgoing_other_account", "tenant", o.Partner)
	}
	return nil
}

// request reads one service request with its notes, where it is kept.
func (c *connection) request(ctx context.Context, tenant partner.TenantID, number, resource string) (partner.ServiceRequest, error) {
	if resource != "" {
		return c.azure.Request(ctx, tenant, resource)
	}
	return c.pc.Request(ctx, tenant, number)
}

// notes are those of Partner Center.
type notes struct{ link *connection }

func (n notes) Notes(ctx context.Context, tenant partner.TenantID, requestID string) ([]string, error) {
	r, err := n.link.pc.Request(ctx, tenant, requestID)
	var texts []string
	for _, note := range r.Notes {
		texts = append(texts, note.Text)
	}
	return texts, err
}

func (n notes) AddNote(ctx context.Context, requestID, text, key string) error {
	return n.link.pc.AddNote(ctx, requestID, text, key)
}

// messages are those on Azure tickets.
type messages struct{ link *connection }

func (m messages) Add(ctx context.Context, tenant partner.TenantID, resource, name, subject, text string) error {
	acc, _ := m.link.session.Account()
	return m.link.azure.AddCommunication(ctx, tenant, resource, name, subject, text, acc.Username)
}

func (m messages) Exists(ctx context.Context, tenant partner.TenantID, resource, name string) (bool, error) {
	return m.link.azure.Communication(ctx, tenant, resource, name)
}

// tickets are those of Azure Support.
type tickets struct {
	app  *App
	link *connection
}

func (t tickets) Create(ctx context.Context, o partner.Outgoing) (outbox.Receipt, error) {
	d := o.Draft
	first, last, _ := strings.Cut(d.Contact, " ")
	if last == "" {
		last = first // Azure demands both
	}
	country := ""
	if kept, err := t.app.cache.Context(o.Tenant).Load(); err == nil {
		country = kept.Details.Value.Address.Country
	}
	r, err := t.link.azure.CreateTicket(ctx, azuresupport.Ticket{Tenant: o.Tenant, Subscription: d.Subscription, Name: o.Key,
		ServiceID: d.Service, ClassificationID: d.Classification, Title: d.Title, Description: t.app.compose(o), Severity: d.Severity,
		FirstName: first, LastName: last, Mail: d.ContactMail, Phone: d.ContactPhone, Country: country, Language: d.Language})
	return outbox.Receipt(r), err
}

// azureTicket is the resource of a ticket of which only the name is known.
func azureTicket(o partner.Outgoing) string {
	return "/subscriptions/" + o.Draft.Subscription + "/providers/Microsoft.Support/supportTickets/" + o.Key
}

func (t tickets) Find(ctx context.Context, o partner.Outgoing) (outbox.Receipt, error) {
	r, err := t.link.azure.Ticket(ctx, o.Tenant, o.Draft.Subscription, o.Key)
	return outbox.Receipt{Number: r.ID, Resource: r.Resource}, err
}
