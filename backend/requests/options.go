package requests

import (
	"context"
	"log/slog"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Customers are those in memory; *catalog.Catalog is one.
type Customers interface {
	Get(partner.TenantID) (catalog.Entry, bool)
	Incidents() []catalog.Incident
	Desk() catalog.Desk
}

// Account is the partner account as which the user works.
type Account interface {
	// Owner is its tenant id; empty when nobody ever signed in.
	Owner() string
	// Person is who is signed in; empty when nobody is.
	Person() (name, mail string)
	// MayAct is nil, or what keeps the account from sending o.
	MayAct(o partner.Outgoing) error
}

// Reader reads at Microsoft. What it reads of a customer is in the cache when it returns.
type Reader interface {
	// Request reads one service request with its notes; resource is that of an Azure ticket, or empty.
	Request(ctx context.Context, id partner.TenantID, number, resource string) (partner.ServiceRequest, error)
	// Refresh reads the customer with all that an opened customer shows.
	Refresh(ctx context.Context, id partner.TenantID) error
	// Services and Classifications are Azure's support catalogue, read with the customer's token.
	Services(ctx context.Context, id partner.TenantID) ([]partner.SupportService, error)
	Classifications(ctx context.Context, id partner.TenantID, service string) ([]partner.ProblemClassification, error)
}

// Reach lets f read at Microsoft; the context that f gets ends with the sign-in. Without one it is a fault
// of kind SignIn, and f is not called.
type Reach func(ctx context.Context, f func(context.Context, Reader) error) error

// Options are the needs of the rules. All but Background, Changed, Log and Now are required.
type Options struct {
	Customers Customers
	Cache     store.Cache
	Outbox    *outbox.Outbox
	Settings  store.Settings // the journal's
	Account   Account
	Reach     Reach
	// SupportPage is where a person files a request for a customer, or one about Azure; empty where it is not known yet.
	SupportPage func(c partner.Customer, azure bool) string
	// Background runs what nobody waits for, until the program ends. nil: nothing is read unasked.
	Background func(func(context.Context))
	Changed    func() // hints that choices or templates are to be read again
	Log        *slog.Logger
	Now        func() time.Time // time.Now if nil
}

// Rules are the rules, each part with what it needs.
type Rules struct {
	List       *List
	Details    *Details
	Choices    *Choices
	Texts      *Texts
	Templates  *Templates
	Preflight  *Preflight
	Writing    *Writing
	Unfinished *Unfinished

	written written
	log     *slog.Logger
}

// New makes the rules. It reads nothing.
func New(o Options) *Rules {
	if o.Changed == nil {
		o.Changed = func() {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	known, mine := known{o.Customers, o.Cache}, written{o.Outbox, o.Account}
	contact := &contact{o.Settings, o.Account, o.Log}
	r := &Rules{written: mine, log: o.Log, Unfinished: &Unfinished{settings: o.Settings}}
	r.Templates = &Templates{settings: o.Settings, changed: o.Changed}
	r.Texts = &Texts{customers: o.Customers, templates: r.Templates, contact: contact, now: o.Now}
	r.List = &List{known, mine, o.Now}
	r.Details = &Details{known, mine, r.Texts, o.Reach}
	r.Choices = &Choices{known: known, contact: contact, values: o.Cache.Values(), reach: o.Reach, background: o.Background,
		changed: o.Changed, log: o.Log, now: o.Now}
	r.Preflight = &Preflight{known, mine, o.Now}
	r.Writing = &Writing{known: known, written: mine, texts: r.Texts, preflight: r.Preflight, contact: contact, reach: o.Reach,
		supportPage: o.SupportPage}
	return r
}
