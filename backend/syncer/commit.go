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

// Commits is the one way in which what is kept of customers changes: load, change, save, publish. Every
// Syncer of a cache, and what is imported into it, go through the same one.
type Commits struct {
	cache store.Cache
	news  publisher
	mu    sync.Mutex // orders the changes: what the catalog gets last is what the disk has
}

// NewCommits makes the way into a cache. publish takes over customers that were committed or removed,
// progress how far a sync is; each may be nil. Both are called from one goroutine at a time and at most
// every 100 ms, and a last time before a call returns. They must not call the Syncer.
func NewCommits(cache store.Cache, publish func(changed []partner.Summary, removed []partner.TenantID), progress func(Progress)) *Commits {
	if publish == nil {
		publish = func([]partner.Summary, []partner.TenantID) {}
	}
	if progress == nil {
		progress = func(Progress) {}
	}
	return &Commits{cache: cache, news: publisher{publish: publish, progress: progress}}
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
	c, anew, err := k.load(id)
	if err != nil {
		return anew, err
	}
	f(&c)
	_, err = k.save(c)
	return anew, err
}

// add changes a customer, or begins one where none is kept. f says whether there is anything to save; one
// that was begun anew is saved all the same.
func (k *Commits) add(id partner.TenantID, f func(c *partner.Customer, isNew bool) bool) (written int, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	c, anew, err := k.load(id)
	isNew := fault.KindOf(err) == fault.Missing
	if isNew {
		c, err = partner.Customer{ID: id}, nil
	}
	if err != nil {
		return 0, err
	}
	if !f(&c, isNew) && !anew {
		return 0, nil
	}
	return k.save(c)
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

// save writes and publishes; the caller holds mu.
func (k *Commits) save(c partner.Customer) (written int, err error) {
	written, err = k.cache.Context(c.ID).Save(c)
	if err == nil && written > 0 {
		k.news.add(c.Summary())
	}
	return written, err
}

// commitListing brings the cache in line with the lists and returns the customers that are listed
// now, their standing: new ones are there at once, those that left are wiped.
func (s *Syncer) commitListing(ctx context.Context, l *listing, r *Report) ([]partner.Summary, error) {
	var known []partner.Summary
	seen := map[partner.TenantID]bool{}
	for old, err := range s.kept.cache.Summaries() {
		if err != nil {
			return nil, fmt.Errorf("sync: %w", err)
		}
		seen[old.ID] = true
		known = append(known, old.Standing())
	}
	if len(known) > 0 && len(l.named) == 0 && len(l.failed) == 0 && !l.none() && !l.scope.Confirmed {
		r.fail("", "customer lists", fault.ProblemOf(fault.New(fault.Upstream, "sync_no_customers").With(fault.ConfirmRemovals), l.at))
	} else if err := s.disbelieve(l, known, r); err != nil {
		return nil, err
	}
	listed := make([]partner.Summary, 0, max(len(known), len(l.named)))
	for _, old := range known {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if l.named[old.ID] == nil {
			if kept, _ := l.keeps(old.Sources); !kept {
				if err := s.kept.drop(old.ID); err != nil {
					return nil, err
				}
				r.Removed++
				continue
			}
		}
		now, anew, err := s.relist(l, old)
		if err != nil {
			return nil, err
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
			return nil, err
		}
		c := partner.Customer{ID: id}
		_, err := s.kept.add(id, func(known *partner.Customer, _ bool) bool { // an import may have come first
			l.tell(known)
			c = *known
			return true
		})
		if err != nil {
			return nil, err
		}
		listed = append(listed, c.Summary().Standing())
	}
	slices.SortFunc(listed, func(a, b partner.Summary) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return listed, nil
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
	_, err = s.kept.save(c)
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

func (k *Commits) drop(id partner.TenantID) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.cache.Context(id).Drop(); err != nil {
		return err
	}
	k.news.remove(id)
	return nil
}
