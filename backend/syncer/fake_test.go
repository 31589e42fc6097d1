package syncer_test

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
	"tenantry/backend/syncer"
)

// world is a partner's clouds as the engine sees them, and what the engine did and said.
type world struct {
	cache   store.Cache
	commits *syncer.Commits
	engine  *syncer.Syncer

	mu                sync.Mutex
	lists             map[partner.Source][]partner.Listed
	listErr           map[partner.Source]error
	keepOnErr         bool // a list that fails tells what it has all the same
	journal           store.Journal
	health            map[partner.TenantID]partner.Health // nil: that of the samples
	listLag           time.Duration
	readErr           map[partner.TenantID]error
	latency           time.Duration
	requests          map[partner.TenantID][]partner.ServiceRequest
	reqErr            error
	graphSubs, pcSubs []partner.Subscription
	customerRequests  *partner.Observed[[]partner.ServiceRequest] // of Partner Center, when a customer is opened
	tickets           *partner.Observed[[]partner.ServiceRequest] // of Azure
	moreLatency       time.Duration                               // of the extras
	listHook          func()                                      // called while the requests are listed
	order             []partner.TenantID
	reads             []partner.TenantID // in the order in which they began
	flying            int
	widest            int
	readHook          func(id partner.TenantID) // called, unlocked, while a read is under way
	catalog           map[partner.TenantID]partner.Summary
	progress          []syncer.Progress
}

var optional = []partner.Source{partner.SourcePartnerCenter, partner.SourceContract}

// newWorld has a GDAP list, contracts and Partner Center; the GDAP list names customers 0 to n-1.
func newWorld(n int) *world { return newWorldOn(memstore.NewCache(), n) }

func newWorldOn(cache store.Cache, n int) *world {
	w := &world{cache: cache, journal: memstore.NewJournal(), lists: map[partner.Source][]partner.Listed{}, listErr: map[partner.Source]error{},
		readErr: map[partner.TenantID]error{}, latency: 50 * time.Millisecond, catalog: map[partner.TenantID]partner.Summary{}}
	for i := range n {
		w.lists[partner.SourceGDAP] = append(w.lists[partner.SourceGDAP], listed(i))
	}
	w.open()
	return w
}

// open begins a process on what is kept.
func (w *world) open() {
	w.commits = syncer.NewCommits(syncer.CommitsOptions{Cache: w.cache, Log: w.journal.Events(), Publish: w.publish, Progress: w.progressed})
	o := syncer.Options{Commits: w.commits, Reader: w, Requests: w, Extras: w,
		Order: func() []partner.TenantID { return w.order }}
	for _, s := range []partner.Source{partner.SourceGDAP, partner.SourceContract, partner.SourcePartnerCenter} {
		o.Lists = append(o.Lists, syncer.List{Source: s, Optional: slices.Contains(optional, s), Fetch: func(context.Context) ([]partner.Listed, error) {
			time.Sleep(w.listLag)
			w.mu.Lock()
			defer w.mu.Unlock()
			if err := w.listErr[s]; err != nil && !w.keepOnErr {
				return nil, err
			}
			return slices.Clone(w.lists[s]), w.listErr[s]
		}})
	}
	w.engine = syncer.New(o)
}

func id(n int) partner.TenantID { return storetest.ID(n) }

func listed(n int) partner.Listed {
	return partner.Listed{ID: id(n), Name: "List name", Delegations: []partner.Delegation{{ID: "d", Kind: "gdap", Status: "active"}}}
}

// Read implements syncer.Reader: a sample customer, as of now.
func (w *world) Read(ctx context.Context, id partner.TenantID) partner.Reading {
	w.mu.Lock()
	w.reads = append(w.reads, id)
	w.flying++
	w.widest = max(w.widest, w.flying)
	err, hook, latency := w.readErr[id], w.readHook, w.latency
	w.mu.Unlock()
	defer func() { w.mu.Lock(); w.flying--; w.mu.Unlock() }()
	if hook != nil {
		hook(id)
	}
	if latency > 0 {
		select {
		case <-ctx.Done():
			return partner.Reading{}
		case <-time.After(latency):
		}
	}
	now := time.Now().UTC()
	if err != nil {
		p := fault.ProblemOf(err, now)
		d, h, s := partner.Failed[partner.Details](p), partner.Failed[partner.Health](p), partner.Failed[[]partner.Subscription](p)
		return partner.Reading{partner.DetailsPart.Tell(d), partner.HealthPart.Tell(h), partner.SubscriptionsPart.Tell(s)}
	}
	c := storetest.Customer(number(id))
	if w.health != nil {
		c.Health.Value = w.health[id]
	}
	d, h, s := partner.Seen(c.Details.Value, now), partner.Seen(c.Health.Value, now), partner.Seen(slices.Clone(w.graphSubs), now)
	return partner.Reading{partner.DetailsPart.Tell(d), partner.HealthPart.Tell(h), partner.SubscriptionsPart.Tell(s)}
}

// number is n of id(n).
func number(tenant partner.TenantID) int {
	n, err := strconv.ParseUint(string(tenant[:8]), 16, 32)
	if err != nil {
		panic(err)
	}
	return int(n)
}

// ReadMore implements syncer.Extras.
func (w *world) ReadMore(ctx context.Context, _ partner.TenantID) partner.Reading {
	select {
	case <-ctx.Done():
		return partner.Reading{}
	case <-time.After(w.moreLatency):
	}
	now := time.Now().UTC()
	l := partner.Seen([]partner.Link{{Portal: "admin", URL: "https://admin.cloud.microsoft/"}}, now)
	s := partner.Seen(slices.Clone(w.pcSubs), now)
	out := partner.Reading{partner.LinksPart.Tell(l), partner.SubscriptionsPart.TellFrom(partner.SourcePartnerCenter, s)}
	if w.customerRequests != nil {
		out = append(out, partner.RequestsPart.Tell(*w.customerRequests))
	}
	if w.tickets != nil {
		out = append(out, partner.RequestsPart.TellFrom(partner.SourceAzure, *w.tickets))
	}
	return out
}

// Requests implements syncer.RequestList.
func (w *world) Requests(context.Context) (map[partner.TenantID][]partner.ServiceRequest, error) {
	w.mu.Lock()
	found, err, hook := maps.Clone(w.requests), w.reqErr, w.listHook
	w.mu.Unlock()
	if hook != nil {
		hook()
	}
	return found, err
}

func (w *world) publish(changed []partner.Summary, removed []partner.TenantID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range changed {
		w.catalog[s.ID] = s
	}
	for _, id := range removed {
		delete(w.catalog, id)
	}
}

func (w *world) progressed(p syncer.Progress) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.progress = append(w.progress, p)
}

// sync runs a sync that must not fail as a whole.
func (w *world) sync(t *testing.T, scope syncer.Scope) syncer.Report {
	t.Helper()
	w.reads = nil
	r, err := w.engine.SyncNow(t.Context(), scope)
	if err != nil {
		t.Fatalf("SyncNow: %v", err)
	}
	w.agrees(t)
	return r
}

// agrees checks that what was published is what is kept.
func (w *world) agrees(t *testing.T) {
	t.Helper()
	kept := map[partner.TenantID]bool{}
	for s, err := range w.cache.Summaries() {
		if err != nil {
			t.Fatal(err)
		}
		kept[s.ID] = true
		if got, ok := w.catalog[s.ID]; !ok || !got.AsOf().Equal(s.AsOf()) || got.Name != s.Name {
			t.Errorf("kept is %v, published was %v", s, got)
		}
	}
	for id := range w.catalog {
		if !kept[id] {
			t.Errorf("%s was published and is not kept", id)
		}
	}
}

func (w *world) load(t *testing.T, id partner.TenantID) partner.Customer {
	t.Helper()
	c, err := w.cache.Context(id).Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (w *world) has(id partner.TenantID) bool {
	_, err := w.cache.Context(id).Load()
	return err == nil
}

// numbers is the part of a report that most tests look at.
type numbers struct{ Listed, Synced, Failed, Removed int }

func of(r syncer.Report) numbers { return numbers{r.Listed, r.Synced, r.Failed, r.Removed} }
