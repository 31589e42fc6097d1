package syncer

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// listedAgain is how old "when a list last named it" may get before it alone is worth a write.
const listedAgain = time.Hour

// Commits is the one way in which what is kept of customers changes: load, change, note what that changed, save,
// publish. Every Syncer of a cache, and what is imported into it, go through the same one.
type Commits struct {
	cache   store.Cache
	news    publisher
	noticed noticed
	now     func() time.Time
	mu      sync.Mutex // orders the changes: what the catalog gets last is what the disk has
}

// CommitsOptions say what a way into a cache stands between. All but Cache may be left out.
type CommitsOptions struct {
	Cache store.Cache
	// Log gets what changed at customers.
	Log store.Events
	// Publish takes over customers that were committed or removed, Progress how far a sync is. Both are called from
	// one goroutine at a time and at most every 100 ms, and a last time before a call returns. They must not call the
	// Syncer.
	Publish  func(changed []partner.Summary, removed []partner.TenantID)
	Progress func(Progress)
	// Happened hears of what is new in the log, as often as Publish and after it. Unlogged hears why something is not
	// in the log yet: it is kept, and goes there with what comes next.
	Happened func([]partner.Event)
	Unlogged func(error)
	Now      func() time.Time // time.Now if nil
}

// NewCommits makes the way into a cache.
func NewCommits(o CommitsOptions) *Commits {
	if o.Publish == nil {
		o.Publish = func([]partner.Summary, []partner.TenantID) {}
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	if o.Happened == nil {
		o.Happened = func([]partner.Event) {}
	}
	if o.Unlogged == nil {
		o.Unlogged = func(error) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	k := &Commits{cache: o.Cache, now: o.Now,
		noticed: noticed{cache: o.Cache, log: o.Log, happened: o.Happened, unlogged: o.Unlogged, waiting: true}}
	k.news = publisher{publish: o.Publish, progress: o.Progress, after: k.noticed.settle}
	return k
}

// Still runs f while nothing changes: what changed before was published.
func (k *Commits) Still(f func() error) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.news.flush()
	return f()
}

// change changes a customer that is kept. One that is not is a fault of kind Missing: what was dropped
// does not come back.
func (k *Commits) change(id partner.TenantID, f func(*partner.Customer)) (anew bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	before, anew, err := k.load(id)
	if err != nil {
		return anew, err
	}
	c := before
	f(&c)
	_, err = k.save(before, c)
	return anew, err
}

// add changes a customer, or begins one where none is kept. f says whether there is anything to save, and what that
// changes; one that was begun anew is saved all the same.
func (k *Commits) add(id partner.TenantID, f func(c *partner.Customer, isNew bool) (bool, []partner.Event)) (written int, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	before, anew, err := k.load(id)
	isNew := fault.KindOf(err) == fault.Missing
	if isNew {
		before, err = partner.Customer{ID: id}, nil
	}
	if err != nil {
		return 0, err
	}
	c := before
	worth, events := f(&c, isNew)
	if !worth && !anew {
		return 0, nil
	}
	return k.save(before, c, events...)
}

// load reads a customer that is kept. One whose values can't be read is wiped and begun anew from its
// summary: one bad value must not end the sync of all. The caller holds mu, and saves.
func (k *Commits) load(id partner.TenantID) (c partner.Customer, anew bool, err error) {
	c, err = k.cache.Context(id).Load()
	if fault.KindOf(err) != fault.Corrupt {
		return c, false, err
	}
	old, err := k.cache.Context(id).Summary()
	if err != nil {
		return c, false, err // the summaries too: the store sets itself aside
	}
	if err := k.cache.Context(id).Drop(); err != nil {
		return c, false, err
	}
	return partner.Customer{ID: id, Name: old.Name, PrimaryDomain: old.PrimaryDomain, InitialDomain: old.InitialDomain,
		Sources: old.Sources, ListedAt: old.ListedAt, UnlistedAt: old.UnlistedAt, Entry: old.Entry}, true, nil
}

// wasAnew is what the report says of a customer that was begun anew.
func (r *Report) wasAnew(id partner.TenantID, name string, at time.Time) {
	r.fail(id, name, fault.ProblemOf(fault.New(fault.Corrupt, "sync_anew").With(fault.WaitAndRetry), at))
}

// save writes and publishes, with what that changes; the caller holds mu.
func (k *Commits) save(before, c partner.Customer, more ...partner.Event) (written int, err error) {
	events := append(more, partner.News(before, c, k.now().UTC())...)
	written, err = k.cache.Context(c.ID).Save(c, k.noticed.of(events)...)
	if err == nil && written > 0 {
		k.news.add(c.Summary())
	}
	return written, err
}

// commitListing brings the cache in line with the lists and returns the customers that are listed
// now, their standing: new ones are there at once, those that left are wiped. spreads says that an incident may reach more
// of them.
func (s *Syncer) commitListing(ctx context.Context, l *listing, r *Report) (listed []partner.Summary, spreads bool, err error) {
	var known []partner.Summary
	seen := map[partner.TenantID]bool{}
	for old, err := range s.kept.cache.Summaries() {
		if err != nil {
			return nil, false, fmt.Errorf("sync: %w", err)
		}
		seen[old.ID] = true
		spreads = spreads || spreading(old, l.at)
		known = append(known, old.Standing())
	}
	if len(known) > 0 && len(l.named) == 0 && len(l.failed) == 0 && !l.none() && !l.scope.Confirmed {
		r.fail("", "customer lists", fault.ProblemOf(fault.New(fault.Upstream, "sync_no_customers").With(fault.ConfirmRemovals), l.at))
	} else if err := s.disbelieve(l, known, r); err != nil {
		return nil, false, err
	}
	listed = make([]partner.Summary, 0, max(len(known), len(l.named)))
	for _, old := range known {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		if l.named[old.ID] == nil {
			if kept, _ := l.keeps(old.Sources); !kept {
				if err := s.kept.drop(old); err != nil {
					return nil, false, err
				}
				r.Removed++
				continue
			}
		}
		now, anew, err := s.relist(l, old)
		if err != nil {
			return nil, false, err
		}
		if anew {
			r.wasAnew(old.ID, old.Name, l.at)
		}
		listed = append(listed, now.Standing())
	}
	for id := range l.named {
		if seen[id] {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		c := partner.Customer{ID: id}
		_, err := s.kept.add(id, func(known *partner.Customer, isNew bool) (bool, []partner.Event) { // an import may have come first
			l.tell(known)
			c = *known
			if isNew && len(seen) > 0 { // the first customers of all are no news
				return true, []partner.Event{partner.Came(c, l.at)}
			}
			return true, nil
		})
		if err != nil {
			return nil, false, err
		}
		listed = append(listed, c.Summary().Standing())
	}
	slices.SortFunc(listed, func(a, b partner.Summary) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return listed, spreads, nil
}

// relist writes what the lists say of a known customer, if that is news. What is not is written
// together with the next reading, or once an hour.
func (s *Syncer) relist(l *listing, old partner.Summary) (now partner.Summary, anew bool, err error) {
	s.kept.mu.Lock()
	defer s.kept.mu.Unlock()
	c, anew, err := s.kept.load(old.ID)
	if err != nil {
		return old, anew, err
	}
	before := c
	l.tell(&c)
	if !anew && !differ(before, c) && old.Access == c.Access() { // an older program kept no access
		return before.Summary(), false, nil
	}
	_, err = s.kept.save(before, c)
	return c.Summary(), anew, err
}

func differ(a, b partner.Customer) bool {
	return b.ListedAt.Sub(a.ListedAt) >= listedAgain || !a.UnlistedAt.Equal(b.UnlistedAt) ||
		a.Name != b.Name || a.PrimaryDomain != b.PrimaryDomain ||
		a.Requests.Known() != b.Requests.Known() || a.Delegations.Known() != b.Delegations.Known() ||
		kindOf(a.Requests.Problem) != kindOf(b.Requests.Problem) || kindOf(a.Delegations.Problem) != kindOf(b.Delegations.Problem) ||
		!slices.Equal(a.Sources, b.Sources) ||
		!same(a.Delegations.Value, b.Delegations.Value) || !same(a.Requests.Value, b.Requests.Value)
}

func kindOf(p *fault.Problem) fault.Kind {
	if p == nil {
		return ""
	}
	return p.Kind
}

func same[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || reflect.DeepEqual(a, b))
}

// drop wipes a customer that no list names any more.
func (k *Commits) drop(c partner.Summary) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	left := k.noticed.of([]partner.Event{partner.Left(c, k.now().UTC())})
	if err := k.cache.Context(c.ID).Drop(left...); err != nil {
		return err
	}
	k.news.remove(c.ID)
	return nil
}
