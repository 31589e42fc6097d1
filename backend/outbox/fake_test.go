package outbox

import (
	"context"
	"iter"
	"sync"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
)

// fake is a Sender whose answers a test chooses, and what it was asked.
type fake struct {
	mu      sync.Mutex
	sent    []string    // ids, in order
	at      []time.Time // when
	prepare func(ctx context.Context, o partner.Outgoing) (int, error)
	send    func(ctx context.Context, o partner.Outgoing) error
	settle  func(ctx context.Context, o partner.Outgoing) (bool, error)
	under   int // sends under way
}

func (f *fake) Prepare(ctx context.Context, o partner.Outgoing) (int, error) {
	if f.prepare != nil {
		return f.prepare(ctx, o)
	}
	return 0, nil
}

func (f *fake) Send(ctx context.Context, o partner.Outgoing) (Receipt, error) {
	f.mu.Lock()
	f.sent, f.at = append(f.sent, o.ID), append(f.at, time.Now())
	f.under++
	if f.under > 1 {
		panic("two sends at once")
	}
	f.mu.Unlock()
	defer func() { f.mu.Lock(); f.under--; f.mu.Unlock() }()
	if f.send != nil {
		if err := f.send(ctx, o); err != nil {
			return Receipt{}, err
		}
	}
	return Receipt{Number: "n-" + o.ID, Resource: "/r"}, nil
}

func (f *fake) Settle(ctx context.Context, o partner.Outgoing) (Receipt, bool, error) {
	if f.settle == nil {
		return Receipt{}, false, nil
	}
	found, err := f.settle(ctx, o)
	return Receipt{Number: "n-" + o.ID, Resource: "/r"}, found, err
}

func (f *fake) calls() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.sent...)
}

// after is when each send was, counted from start.
func (f *fake) after(start time.Time) (out []time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, at := range f.at {
		out = append(out, at.Sub(start))
	}
	return out
}

func open(t testing.TB, f *fake, change ...func(*Options)) *Outbox {
	t.Helper()
	o := Options{Journal: memstore.NewJournal().Outbox(), Sender: func(partner.Channel) Sender { return f }}
	for _, c := range change {
		c(&o)
	}
	b, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func on(j store.Outbox) func(*Options) { return func(o *Options) { o.Journal = j } }

// note adds a note on a request of the tenant and queues it.
func note(t testing.TB, b *Outbox, tenant partner.TenantID) string {
	t.Helper()
	return queued(t, b, partner.Outgoing{Tenant: tenant, Channel: partner.ByNote, RequestID: "r", Note: "text"})
}

func queued(t testing.TB, b *Outbox, o partner.Outgoing) string {
	t.Helper()
	o, err := b.Add(o)
	if err == nil {
		o, err = b.Queue(o.ID, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return o.ID
}

func want(t testing.TB, b *Outbox, id string, s partner.OutState) {
	t.Helper()
	if o, _ := b.Get(id); o.State != s {
		t.Errorf("%s is %s, want %s; its problem: %+v", id, o.State, s, o.Problem)
	}
}

func kept(t testing.TB, j store.Outbox, id string) partner.Outgoing {
	t.Helper()
	for o, err := range j.All() {
		if err == nil && o.ID == id {
			return o
		}
	}
	t.Fatalf("%s is not on disk", id)
	return partner.Outgoing{}
}

func unsure(k fault.Kind) error {
	e := fault.New(k, "the answer was lost")
	e.Unsure = true
	return e
}

// countingDisk counts the writes.
type countingDisk struct {
	store.Outbox
	puts int
}

func (d *countingDisk) Put(o partner.Outgoing) error { d.puts++; return d.Outbox.Put(o) }

// deletions remembers what was deleted.
type deletions struct {
	store.Outbox
	deleted []string
}

func (d *deletions) Delete(id string) error {
	d.deleted = append(d.deleted, id)
	return d.Outbox.Delete(id)
}

// damagedDisk has an entry that can't be read; without an id nothing can.
type damagedDisk struct {
	store.Outbox
	id string
}

func (d damagedDisk) All() iter.Seq2[partner.Outgoing, error] {
	return func(yield func(partner.Outgoing, error) bool) {
		if !yield(partner.Outgoing{ID: d.id}, fault.New(fault.Corrupt, d.id+" can't be read")) || d.id == "" {
			return
		}
		d.Outbox.All()(yield)
	}
}

// onTheirWay counts what is not yet at Microsoft.
func onTheirWay(b *Outbox) (n int) {
	for _, o := range b.List() {
		if o.OnTheirWay() {
			n++
		}
	}
	return n
}
