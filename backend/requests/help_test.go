package requests

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

// office is the rules over stores in memory, a real catalog and a real outbox, in time that a test moves.
type office struct {
	*Rules
	journal store.Journal
	cache   store.Cache
	catalog *catalog.Catalog
	box     *outbox.Outbox
	account *account
	cloud   *cloud
	asked   int // how often something was read at Microsoft
	changed int
}

// inOffice runs a test at an office with customers 0 to n-1, in fake time.
func inOffice(t *testing.T, n int, f func(t *testing.T, o *office)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		o := (&office{journal: memstore.NewJournal(), cache: memstore.NewCache(), account: &account{owner: "p1", name: "Avery Morgan", mail: "avery@fabrikam.com"},
			cloud: &cloud{}}).opened(t)
		for i := range n {
			o.told(t, customer(i))
		}
		f(t, o)
		synctest.Wait()
	})
}

// opened is a start of the program over the office's stores.
func (o *office) opened(t *testing.T) *office {
	t.Helper()
	next := &office{journal: o.journal, cache: o.cache, account: o.account, cloud: o.cloud, catalog: catalog.New()}
	permit := Permit{next.catalog, o.cache, o.account, time.Now}
	var err error
	next.box, err = outbox.Open(outbox.Options{Journal: o.journal.Outbox(), Allowed: permit.Check,
		Sender: func(partner.Channel) outbox.Sender { return next.cloud }})
	if err != nil {
		t.Fatal(err)
	}
	next.Rules = New(Options{Customers: next.catalog, Cache: o.cache, Outbox: next.box, Settings: o.journal.Settings(), Account: o.account,
		Reach: func(ctx context.Context, f func(context.Context, Reader) error) error {
			if o.account.owner == "" {
				return fault.New(fault.SignIn, "signin_nobody")
			}
			return f(ctx, reader{next})
		},
		Background: func(f func(context.Context)) { go f(t.Context()) },
		SupportPage: func(c partner.Customer, azure bool) string { // known with the domain
			if azure && c.PrimaryDomain != "" {
				return "azure." + c.PrimaryDomain
			}
			return c.PrimaryDomain
		},
		Changed: func() { next.changed++ }})
	for s, err := range o.cache.Summaries() {
		if err != nil {
			t.Fatal(err)
		}
		next.catalog.Apply(catalog.Entry{Summary: s})
	}
	return next
}

// told is what a sync does with what it read.
func (o *office) told(t *testing.T, c partner.Customer) {
	t.Helper()
	if _, err := o.cache.Context(c.ID).Save(c); err != nil {
		t.Fatal(err)
	}
	o.catalog.Apply(catalog.Entry{Summary: c.Summary()})
	o.Match([]partner.Summary{c.Summary()})
}

// change changes a customer as a sync does.
func (o *office) change(t *testing.T, id partner.TenantID, f func(*partner.Customer)) {
	t.Helper()
	c, err := o.cache.Context(id).Load()
	if err != nil {
		t.Fatal(err)
	}
	f(&c)
	o.told(t, c)
}

var id = storetest.ID

// customer is one whose delegation lasts, with a subscription in Azure and no request.
func customer(n int) partner.Customer {
	now := time.Now().UTC()
	return partner.Customer{ID: id(n), Name: fmt.Sprintf("Customer %d", n), PrimaryDomain: fmt.Sprintf("c%d.example", n), ListedAt: now,
		Sources:     []partner.Source{partner.SourceGDAP},
		Delegations: partner.Seen([]partner.Delegation{{ID: "d", Kind: "gdap", Status: "active", EndsAt: now.AddDate(1, 0, 0)}}, now),
		Requests:    partner.Seen([]partner.ServiceRequest{}, now),
		Azure:       partner.Seen([]partner.AzureSubscription{{ID: "s1", Name: "Production", State: "enabled"}, {ID: "s2", State: "disabled"}}, now)}
}

func over(c *partner.Customer) {
	c.Delegations = partner.Seen([]partner.Delegation{{ID: "d", Kind: "gdap", Status: "expired"}}, time.Now())
}

// account is as whom the user works.
type account struct{ owner, name, mail string }

func (a *account) Owner() string         { return a.owner }
func (a *account) Person() (_, _ string) { return a.name, a.mail }
func (a *account) MayAct(o partner.Outgoing) error {
	if a.owner == "" || o.Partner != "" && o.Partner != a.owner {
		return fault.New(fault.SignIn, "not as this account")
	}
	return nil
}

// cloud takes what is sent, and gives numbers.
type cloud struct{ sent []partner.Outgoing }

func (c *cloud) Prepare(context.Context, partner.Outgoing) (int, error) { return 0, nil }
func (c *cloud) Send(_ context.Context, o partner.Outgoing) (outbox.Receipt, error) {
	c.sent = append(c.sent, o)
	if o.Channel == partner.ByNote {
		return outbox.Receipt{}, nil
	}
	return outbox.Receipt{Number: fmt.Sprint(9000 + len(c.sent)), Resource: "/r"}, nil
}
func (c *cloud) Settle(context.Context, partner.Outgoing) (outbox.Receipt, bool, error) {
	return outbox.Receipt{}, false, nil
}

// reader is Microsoft as it is read: what it says of a request, or of the catalogue, is made up from the id.
type reader struct{ o *office }

func (r reader) Request(_ context.Context, _ partner.TenantID, number, resource string) (partner.ServiceRequest, error) {
	r.o.asked++
	return partner.ServiceRequest{ID: number, Title: "Read " + number, Status: "open", Resource: resource, NotesAt: time.Now(),
		Notes: []partner.Note{{By: "Microsoft", Text: "Hello"}}}, nil
}

func (r reader) Refresh(context.Context, partner.TenantID) error {
	r.o.asked++
	return r.o.account.refuses()
}

func (r reader) Services(context.Context, partner.TenantID) ([]partner.SupportService, error) {
	r.o.asked++
	return []partner.SupportService{{ID: "vm", Name: "Virtual machine"}}, r.o.account.refuses()
}

func (r reader) Classifications(_ context.Context, _ partner.TenantID, service string) ([]partner.ProblemClassification, error) {
	r.o.asked++
	return []partner.ProblemClassification{{ID: service + "-1", Name: "It does not start"}}, r.o.account.refuses()
}

// refuses is Microsoft's refusal of an account without a mail address.
func (a *account) refuses() error {
	if a.mail == "" {
		return fault.New(fault.Upstream, "no")
	}
	return nil
}

// draft is complete, for the portal.
func draft(n int, title string) partner.Outgoing {
	return partner.Outgoing{Tenant: id(n), Channel: partner.ByPortal, Draft: partner.Draft{Title: title, Description: "It stopped on Monday.", Severity: partner.Minimal}}
}

// ticket is complete, for Azure.
func ticket(n int, title string) partner.Outgoing {
	o := draft(n, title)
	o.Channel = partner.ByAzure
	o.Draft.Subscription, o.Draft.Service, o.Draft.Classification = "s1", "vm", "vm-1"
	o.Draft.Contact, o.Draft.ContactMail = "Avery Morgan", "avery@fabrikam.com"
	return o
}

func (o *office) save(t *testing.T, d partner.Outgoing) partner.Outgoing {
	t.Helper()
	kept, err := o.Writing.Save(d)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func (o *office) queue(t *testing.T, d partner.Outgoing) partner.Outgoing {
	t.Helper()
	kept, err := o.Writing.Queue(o.save(t, d).ID)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// send sends what can go now.
func (o *office) send(t *testing.T) {
	t.Helper()
	if err := o.box.Drain(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

// now is something outgoing as it is kept.
func (o *office) now(t *testing.T, localID string) partner.Outgoing {
	t.Helper()
	got, err := o.Get(localID)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func (o *office) page(t *testing.T, q Query) Page {
	t.Helper()
	p, err := o.List.Page(q)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func kinds(fs []Finding) (out []string) {
	for _, f := range fs {
		out = append(out, strings.TrimSpace(string(f.Kind)+" "+f.ID))
	}
	slices.Sort(out)
	return out
}
