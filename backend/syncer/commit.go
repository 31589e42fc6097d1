package syncer

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// listedAgain is how old "when a list last named it" may get before it alone is worth a write.
const listedAgain = time.Hour

// change is the one way in which a customer that is kept changes: load, change, save, publish. A
// customer that is not kept is a fault of kind Missing: what was dropped does not come back.
func (s *Syncer) change(id partner.TenantID, f func(*partner.Customer)) (anew bool, err error) {
	s.commits.Lock()
	defer s.commits.Unlock()
	c, anew, err := s.load(id)
	if err != nil {
		return anew, err
	}
	f(&c)
	return anew, s.save(c)
}

// load reads a customer that is kept. One whose values can't be read is wiped and begun anew from its
// summary: one bad value must not end the sync of all. The caller holds commits, and saves.
func (s *Syncer) load(id partner.TenantID) (c partner.Customer, anew bool, err error) {
	c, err = s.o.Cache.Context(id).Load()
	if fault.KindOf(err) != fault.Corrupt {
		return c, false, err
	}
	for old, err := range s.o.Cache.Summaries() {
		if err != nil {
			return c, false, err // the summaries too: the store sets itself aside
		}
		if old.ID != id {
			continue
		}
		if err := s.o.Cache.Context(id).Drop(); err != nil {
			return c, false, err
		}
		return partner.Customer{ID: id, Name: old.Name, PrimaryDomain: old.PrimaryDomain, InitialDomain: old.InitialDomain,
			Sources: old.Sources, ListedAt: old.ListedAt}, true, nil
	}
	return c, false, err
}

// wasAnew is what the report says of a customer that was begun anew.
func (r *Report) wasAnew(id partner.TenantID, name string, at time.Time) {
	r.fail(id, name, fault.ProblemOf(fault.New(fault.Corrupt, "sync_anew").With(fault.WaitAndRetry), at))
}

// save writes and publishes; the caller holds commits.
func (s *Syncer) save(c partner.Customer) error {
	written, err := s.o.Cache.Context(c.ID).Save(c)
	if err == nil && written > 0 {
		s.news.add(c.Summary())
	}
	return err
}

// commitListing brings the cache in line with the lists and returns the customers that are listed
// now: new ones are there at once, those that left are wiped.
func (s *Syncer) commitListing(ctx context.Context, l *listing, r *Report) ([]partner.Summary, error) {
	var known []partner.Summary
	seen := map[partner.TenantID]bool{}
	for old, err := range s.o.Cache.Summaries() {
		if err != nil {
			return nil, fmt.Errorf("sync: %w", err)
		}
		seen[old.ID] = true
		known = append(known, old)
	}
	if len(known) > 0 && len(l.named) == 0 && len(l.failed) == 0 && !l.none() {
		r.fail("", "customer lists", fault.ProblemOf(fault.New(fault.Upstream, "sync_no_customers").With(fault.CheckDelegation), l.at))
	}
	var listed []partner.Summary
	for _, old := range known {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if l.named[old.ID] == nil {
			if kept, _ := l.keeps(old.Sources); !kept {
				if err := s.drop(old.ID); err != nil {
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
		listed = append(listed, now)
	}
	for id := range l.named {
		if seen[id] {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c := partner.Customer{ID: id}
		l.tell(&c)
		s.commits.Lock()
		err := s.save(c)
		s.commits.Unlock()
		if err != nil {
			return nil, err
		}
		listed = append(listed, c.Summary())
	}
	slices.SortFunc(listed, func(a, b partner.Summary) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return listed, nil
}

// relist writes what the lists say of a known customer, if that is news. What is not is written
// together with the next reading, or once an hour.
func (s *Syncer) relist(l *listing, old partner.Summary) (now partner.Summary, anew bool, err error) {
	s.commits.Lock()
	defer s.commits.Unlock()
	c, anew, err := s.load(old.ID)
	if err != nil {
		return old, anew, err
	}
	before := c
	l.tell(&c)
	if !anew && !differ(before, c) {
		return before.Summary(), false, nil
	}
	return c.Summary(), anew, s.save(c)
}

func differ(a, b partner.Customer) bool {
	return b.ListedAt.Sub(a.ListedAt) >= listedAgain ||
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

func (s *Syncer) drop(id partner.TenantID) error {
	s.commits.Lock()
	defer s.commits.Unlock()
	if err := s.o.Cache.Context(id).Drop(); err != nil {
		return err
	}
	s.news.remove(id)
	return nil
}
