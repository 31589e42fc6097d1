package syncer

import (
	"context"
	"sync"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// List is one of the lists that name customers.
type List struct {
	Source partner.Source
	Fetch  func(context.Context) ([]partner.Listed, error)
	// Optional: a partner may well not have it. Then denied, missing, retired and consent mean "there
	// is none" and not that the sync failed.
	Optional bool
}

// Reader reads what every sync reads of a customer. A part that it did not try is nil; it returns
// when ctx ends. It is called from several goroutines.
type Reader interface {
	Read(ctx context.Context, id partner.TenantID) partner.Reading
}

// Extras reads what only an opened customer shows: Partner Center's requests of that customer as
// Requests, Azure's as AzureTickets.
type Extras interface {
	ReadMore(ctx context.Context, id partner.TenantID) partner.Reading
}

// RequestList lists Partner Center's service requests of all customers at once. Where it is not
// available (denied, missing, retired, consent) requests are left to Extras.
type RequestList interface {
	Requests(ctx context.Context) (map[partner.TenantID][]partner.ServiceRequest, error)
}

// Options are a Syncer's needs. Commits, Lists and Reader are required.
type Options struct {
	Commits     *Commits // where what is read goes
	Lists       []List
	Reader      Reader
	Extras      Extras
	Requests    RequestList
	Now         func() time.Time // time.Now if nil
	Supplements []Supplement
	// Order names the customers to read first, the most wanted first: those on screen, favourites.
	Order func() []partner.TenantID
	// Pace says how old what was read may get; nil: as old as the TTLs say.
	Pace func() Pace
}

// Scope says what to sync.
type Scope struct {
	Customer partner.TenantID // this one alone; empty: all
	Full     bool             // what is fresh, too
	// Asked says that a person wants to know now: whom Options.Order names and who has trouble are read
	// however fresh they are, as long as that is not a matter of seconds.
	Asked bool
	// Confirmed says that a person knows that the customers left whom the lists name no more, however many.
	Confirmed bool
}

// Syncer is the engine. All methods may be called at any time from any goroutine.
type Syncer struct {
	o    Options
	kept *Commits

	mu      sync.Mutex
	current *run
}

// run is a sync under way; report and err are set before done is closed.
type run struct {
	scope  Scope
	done   chan struct{}
	report Report
	err    error
}

// New makes a Syncer. It starts nothing.
func New(o Options) *Syncer {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Order == nil {
		o.Order = func() []partner.TenantID { return nil }
	}
	if o.Pace == nil {
		o.Pace = usual
	}
	return &Syncer{o: o, kept: o.Commits}
}

// SyncNow runs a sync and waits for it. One runs at a time: who comes second waits for the first one
// and gets its report, unless it was cancelled or less thorough than asked for.
//
// What failed at single customers is in the report; the error says what ended the whole: ctx, the
// disk, no network, or lists that could not be read, none of them. The report is filled either way.
func (s *Syncer) SyncNow(ctx context.Context, scope Scope) (Report, error) {
	if scope.Customer != "" {
		return s.one(ctx, scope.Customer)
	}
	for {
		s.mu.Lock()
		r := s.current
		if r == nil {
			r = &run{scope: scope, done: make(chan struct{})}
			s.current = r
			s.mu.Unlock()
			return s.lead(ctx, r)
		}
		s.mu.Unlock()
		select {
		case <-ctx.Done():
			return Report{}, ctx.Err()
		case <-r.done:
		}
		cancelled := r.err != nil && fault.KindOf(r.err) == ""
		if !cancelled && (r.scope.Confirmed || !scope.Confirmed) && (r.scope.Full || !scope.Full && (r.scope.Asked || !scope.Asked)) {
			return r.report, r.err
		}
	}
}

// lead runs r and lets those who wait for it go on.
func (s *Syncer) lead(ctx context.Context, r *run) (Report, error) {
	defer func() {
		s.mu.Lock()
		s.current = nil
		s.mu.Unlock()
		close(r.done)
	}()
	r.report, r.err = s.sweep(ctx, r.scope)
	return r.report, r.err
}

// Refresh reads one customer at once, with all that an opened customer shows, beside a sync that may
// be under way. What could not be read is recorded at the customer and no error; a customer that is
// not in the cache is, of kind Missing.
func (s *Syncer) Refresh(ctx context.Context, id partner.TenantID) error {
	_, err := s.one(ctx, id)
	return err
}
