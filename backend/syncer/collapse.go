package syncer

import (
	"fmt"
	"slices"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// A list that names far fewer customers than before is more often a fault than a fact: it is not believed when
// more than so many of its customers, and more than one in so many, are missing at once.
const (
	collapseCount = 5
	collapseShare = 3
	// doubtTTL is how much later a listing that nobody asked for must say the same: what makes a list collapse
	// often lasts a while, and nobody may have read of it yet.
	doubtTTL = time.Hour
)

// doubtsKey is where the cache keeps since when which list is doubted.
const doubtsKey = "doubted lists"

// disbelieve takes a list that collapsed for one that failed, so that nobody leaves, until a later listing says
// the same or the user confirms it. That all lists together name nobody any more only the user confirms.
func (s *Syncer) disbelieve(l *listing, known []partner.Summary, r *Report) error {
	var doubts map[partner.Source]time.Time
	values := s.kept.cache.Values()
	if _, err := values.Get(doubtsKey, &doubts); err != nil {
		return fmt.Errorf("read which lists are doubted: %w", err)
	}
	after := map[partner.Source]time.Time{}
	for source, named := range l.whole {
		before, lost := 0, 0
		for _, c := range known {
			if slices.Contains(c.Sources, source) {
				before++
				if !named[c.ID] {
					lost++
				}
			}
		}
		since, again := doubts[source]
		if lost <= collapseCount || lost*collapseShare <= before || l.scope.Confirmed || again && l.confirms(since) {
			continue
		}
		after[source] = l.asked
		if again {
			after[source] = since
		}
		doubt := fault.ProblemOf(fault.New(fault.Upstream, "sync_collapse", "lost", lost, "before", before).With(fault.ConfirmRemovals), l.at)
		l.failed[source], l.doubted[source] = doubt, true
		r.fail("", string(source), doubt)
	}
	for source, since := range doubts {
		if l.whole[source] == nil { // it told nothing: what was doubted stays so
			after[source] = since
		}
	}
	if len(doubts)+len(after) == 0 {
		return nil
	}
	if err := values.Put(doubtsKey, after); err != nil {
		return fmt.Errorf("keep which lists are doubted: %w", err)
	}
	return nil
}

// confirms says that the listing is later than the one at "since" by enough to be believed: a person who asks for
// it was told.
func (l *listing) confirms(since time.Time) bool {
	return l.scope.Asked && since.Before(l.asked) || l.asked.Sub(since) >= doubtTTL
}

// missing says that a customer whom no list names is kept only because a list is doubted.
func (l *listing) missing(known []partner.Source) bool {
	if len(l.named) == 0 && len(l.failed) == 0 {
		return true
	}
	doubted := false
	for _, source := range known {
		switch {
		case l.doubted[source]:
			doubted = true
		case l.failed[source] != nil:
			return false
		}
	}
	return doubted
}
