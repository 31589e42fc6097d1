package syncer

import (
	"cmp"
	"slices"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// How long what was read counts as fresh unless [Options.Pace] says otherwise, and how long a refusal that only the
// customer can lift is remembered. Details change seldom, but come with the same request as health.
const (
	HealthTTL  = 10 * time.Minute
	DetailsTTL = 24 * time.Hour
	RefusalTTL = 24 * time.Hour
)

// Pace is how old what was read may get before it is read again without anybody asking. Details are those of the
// supplements: a customer's own come with its health.
type Pace struct{ Health, Details time.Duration }

// usual is the pace that nobody chose.
func usual() Pace { return Pace{Health: HealthTTL, Details: DetailsTTL} }

const (
	// askedTTL is how young health must be not to be read for a person who asks: it bounds what impatience
	// costs, 240 reads an hour of the 800 that a tenant grants (api/facts.md 1, Throttling).
	askedTTL = 15 * time.Second
	// spreadTTL is the same for who was well when an incident is about: a person asks whom it has reached since.
	spreadTTL = time.Minute
	// about is for how long an incident that Microsoft wrote of may reach more customers.
	about = 2 * time.Hour
	// soon is what is read along because it would get old before long.
	soon = 2 * time.Minute
)

// plan orders the customers to read and says which of them are skipped and why: nil for a fresh one. spreads says that an
// incident may have reached those who were well.
func plan(known []partner.Summary, first []partner.TenantID, scope Scope, pace Pace, spreads bool, now time.Time) (read []partner.TenantID, skipped map[partner.TenantID]*fault.Problem) {
	skipped = map[partner.TenantID]*fault.Problem{}
	wanted := make(map[partner.TenantID]int, len(first))
	for i, id := range first {
		if _, ok := wanted[id]; !ok {
			wanted[id] = i
		}
	}
	health := pace.Health
	if scope.Asked { // who asks gets no less than at the usual pace
		health = min(health, HealthTTL)
	}
	others := health - soon
	if scope.Asked && spreads {
		others = min(others, spreadTTL)
	}
	var todo []*partner.Summary
	for i := range known {
		s := &known[i]
		_, looked := wanted[s.ID]
		ttl := others
		if scope.Asked && (looked || s.Health > partner.Healthy) {
			ttl = askedTTL
		}
		if !s.Access.Delegated() && asked(*s, now) && !scope.Full {
			skipped[s.ID] = nil
		} else if p := refused(*s, now); p != nil && !scope.Full && !(scope.Asked && looked && now.Sub(p.At) >= askedTTL) {
			skipped[s.ID] = p
		} else if fresh(*s, ttl, now) && !scope.Full {
			skipped[s.ID] = nil
		} else {
			todo = append(todo, s)
		}
	}
	place := func(s *partner.Summary) int {
		if i, ok := wanted[s.ID]; ok {
			return i
		}
		return len(first)
	}
	slices.SortStableFunc(todo, func(a, b *partner.Summary) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(trouble(b), trouble(a)), a.AsOf().Compare(b.AsOf()))
	})
	for _, s := range todo {
		read = append(read, s.ID)
	}
	return read, skipped
}

// spreading says that a customer is hit by an incident of which Microsoft wrote lately.
func spreading(s partner.Summary, now time.Time) bool {
	return slices.ContainsFunc(s.OpenIssues, func(h partner.IssueHead) bool {
		return !h.Advisory() && now.Sub(h.UpdatedAt) < about
	})
}

// trouble is the health that puts a customer before others: who was never read waits with the healthy
// ones, and is the oldest of them.
func trouble(s *partner.Summary) partner.HealthState { return max(s.Health, partner.Healthy) }

// HealthDue is when a customer's health gets too old at a pace: so long after it was read, or after the last try failed.
func HealthDue(s partner.Summary, pace Pace, now time.Time) time.Time {
	if p := refused(s, now); p != nil {
		return p.At.Add(RefusalTTL)
	}
	f := s.Freshness.Of(partner.PartHealth)
	tried := f.AsOf
	if f.Problem != nil && f.Problem.At.After(tried) {
		tried = f.Problem.At
	}
	return tried.Add(pace.Health)
}

// fresh: read lately, and without a problem.
func fresh(s partner.Summary, health time.Duration, now time.Time) bool {
	young := func(p partner.Part, ttl time.Duration) bool {
		f := s.Freshness.Of(p)
		age := now.Sub(f.AsOf)
		return f.Problem == nil && age >= 0 && age < ttl
	}
	return young(partner.PartHealth, health) && young(partner.PartDetails, DetailsTTL)
}

// asked says that a customer without delegated access was lately tried: once a day is enough to see whether it
// lets us in by now.
func asked(s partner.Summary, now time.Time) bool {
	age := now.Sub(s.Entry.At)
	return age >= 0 && age < RefusalTTL
}

// refused is the problem of a customer that lately let us read nothing and won't until somebody there
// or the partner acts; nil for any other.
func refused(s partner.Summary, now time.Time) *fault.Problem {
	for _, part := range []partner.Part{partner.PartHealth, partner.PartDetails} {
		p := s.Freshness.Of(part).Problem
		if p == nil {
			return nil
		}
		if p.Kind != fault.Consent && p.Kind != fault.Denied && p.Kind != fault.Missing {
			return nil
		}
		if age := now.Sub(p.At); age < 0 || age >= RefusalTTL {
			return nil
		}
	}
	return s.Problem()
}
