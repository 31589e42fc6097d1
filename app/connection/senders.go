package connection

import (
	"context"
	"strings"

	"tenantry/backend/azuresupport"
	"tenantry/backend/fault"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Sender gives the outbox the way to Microsoft for a channel; nil while nobody is signed in.
func (a *Account) Sender(by partner.Channel) outbox.Sender {
	c := a.now.Load()
	if c == nil {
		return nil
	}
	switch by {
	case partner.ByAzure:
		return whileConnected{c, outbox.AzureSender{Tickets: tickets{c, countries(a.o.Cache), a.o.Compose}}}
	case partner.ByNote:
		return whileConnected{c, outbox.NoteSender{Notes: notes{c}, Messages: messages{c}}}
	case partner.ByChange:
		return whileConnected{c, outbox.ChangeSender{Changes: changes{c}}}
	}
	return nil
}

// countries finds a customer's country, as far as it is known.
func countries(cache store.Cache) func(partner.TenantID) string {
	return func(id partner.TenantID) string {
		kept, err := cache.Context(id).Load()
		if err != nil {
			return ""
		}
		known, _ := kept.Described()
		return known.Address.Country
	}
}

// whileConnected lets a call end with the connection: after a sign-out nothing goes out any more, and
// nothing ever as another partner than the one as whom it was written.
type whileConnected struct {
	c    *Connection
	next outbox.Sender
}

func (w whileConnected) Prepare(ctx context.Context, o partner.Outgoing) (int, error) {
	if err := w.c.speaksFor(o); err != nil {
		return 0, err
	}
	ctx, done := w.c.run(ctx)
	defer done()
	return w.next.Prepare(ctx, o)
}

func (w whileConnected) Send(ctx context.Context, o partner.Outgoing) (outbox.Receipt, error) {
	if err := w.c.speaksFor(o); err != nil {
		return outbox.Receipt{}, err
	}
	ctx, done := w.c.run(ctx)
	defer done()
	return w.next.Send(ctx, o)
}

func (w whileConnected) Settle(ctx context.Context, o partner.Outgoing) (outbox.Receipt, bool, error) {
	if err := w.c.speaksFor(o); err != nil {
		return outbox.Receipt{}, false, err
	}
	ctx, done := w.c.run(ctx)
	defer done()
	return w.next.Settle(ctx, o)
}

// notes are those of Partner Center.
type notes struct{ c *Connection }

func (n notes) Notes(ctx context.Context, tenant partner.TenantID, requestID string) ([]string, error) {
	r, err := n.c.pc.Request(ctx, tenant, requestID)
	if err == nil && r.NotesIncomplete { // the one that is looked for may be among those
		err = fault.New(fault.Upstream, "service_notes_incomplete", "id", requestID)
	}
	var texts []string
	for _, note := range r.Notes {
		texts = append(texts, note.Text)
	}
	return texts, err
}

func (n notes) AddNote(ctx context.Context, requestID, text, key string) error {
	return n.c.pc.AddNote(ctx, requestID, text, key)
}

// messages are those on Azure tickets.
type messages struct{ c *Connection }

func (m messages) Add(ctx context.Context, tenant partner.TenantID, resource, name, subject, text string) error {
	acc, _ := m.c.credential.Account()
	return m.c.azure.AddCommunication(ctx, tenant, resource, name, subject, text, acc.Username)
}

func (m messages) Exists(ctx context.Context, tenant partner.TenantID, resource, name string) (bool, error) {
	return m.c.azure.Communication(ctx, tenant, resource, name)
}

// changes are those of requests at Partner Center and of Azure tickets.
type changes struct{ c *Connection }

// Read keeps what it reads: what is shown of the request is then as fresh as what was decided on.
func (x changes) Read(ctx context.Context, o partner.Outgoing) (partner.ServiceRequest, error) {
	return x.c.Request(ctx, o.Tenant, o.RequestID, o.RequestResource)
}

func (x changes) Change(ctx context.Context, o partner.Outgoing, key string) error {
	var err error
	if o.RequestResource != "" {
		err = x.c.azure.ChangeTicket(ctx, o.Tenant, o.RequestResource, azuresupport.Change{Status: o.ToStatus, Severity: o.ToSeverity})
	} else {
		err = x.c.pc.SetStatus(ctx, o.RequestID, o.ToStatus, key)
	}
	if err == nil { // it was made, whatever becomes of this reading
		_, _ = x.Read(ctx, o)
	}
	return err
}

// tickets are those of Azure Support.
type tickets struct {
	c       *Connection
	country func(partner.TenantID) string
	compose func(partner.Outgoing) string
}

func (t tickets) Create(ctx context.Context, o partner.Outgoing) (outbox.Receipt, error) {
	d := o.Draft
	first, last, _ := strings.Cut(d.Contact, " ")
	if last == "" {
		last = first // Azure demands both
	}
	r, err := t.c.azure.CreateTicket(ctx, azuresupport.Ticket{Tenant: o.Tenant, Subscription: d.Subscription, Name: o.Key,
		ServiceID: d.Service, ClassificationID: d.Classification, Title: d.Title, Description: t.compose(o), Severity: d.Severity,
		FirstName: first, LastName: last, Mail: d.ContactMail, Phone: d.ContactPhone, Country: t.country(o.Tenant), Language: d.Language})
	return outbox.Receipt(r), err
}

func (t tickets) Find(ctx context.Context, o partner.Outgoing) (outbox.Receipt, error) {
	r, err := t.c.azure.Ticket(ctx, o.Tenant, o.Draft.Subscription, o.Key)
	return outbox.Receipt{Number: r.ID, Resource: r.Resource}, err
}
