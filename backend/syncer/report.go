package syncer

import (
	"cmp"
	"slices"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Phase says what a sync is doing.
type Phase string

// The phases, in order; the empty one is the end.
const (
	Listing Phase = "listing"
	Reading Phase = "reading"
)

// Phases lists them.
func Phases() []Phase { return []Phase{Listing, Reading} }

// Progress is how far a sync is. Within one sync no number ever falls.
type Progress struct {
	Phase     Phase
	Listed    int // customers that the lists name
	Done      int // customers dealt with, the failed ones among them
	Failed    int
	Total     int // customers that are to be read
	StartedAt time.Time
}

// Report says what a sync did. Of the listed customers each is either synced (read now, or so lately
// that it was not read again) or failed (now, or lately with a cause that only time or a person ends),
// unless the sync was cut short. Customers without delegated access are counted apart: that they refuse is
// no failure.
type Report struct {
	StartedAt, FinishedAt           time.Time
	Listed, Synced, Failed, Removed int
	WithoutAccess                   int
	HealthRead                      int // customers whose service health was read now
	Failures                        []Failure
	Lists                           []ListState
}

// Failure is what failed at one customer, or, with an empty TenantID, at a whole list. A customer whose
// kept values could not be read is named with a problem of kind Corrupt, beside what became of reading it.
type Failure struct {
	TenantID partner.TenantID
	Name     string
	Problem  *fault.Problem
	Optional bool // of a list that never named anybody: nothing that was known is missing
}

// ListState is what became of one list.
type ListState struct {
	Source      partner.Source
	Count       int
	Problem     *fault.Problem
	Unavailable bool // this partner does not have the list; no failure
}

func (r *Report) fail(id partner.TenantID, name string, p *fault.Problem) {
	r.Failures = append(r.Failures, Failure{TenantID: id, Name: name, Problem: p})
}

// name counts a customer that the lists name.
func (r *Report) name(a partner.Access, by int) {
	if a.Delegated() {
		r.Listed += by
	} else {
		r.WithoutAccess += by
	}
}

// settle notes what became of a customer, with the problem that it has, if any.
func (r *Report) settle(id partner.TenantID, name string, a partner.Access, p *fault.Problem) {
	switch {
	case !a.Delegated():
	case p == nil:
		r.Synced++
	default:
		r.Failed++
		r.fail(id, name, p)
	}
}

// finish stamps the report and puts the lists' failures first, then the customers' by name.
func (r *Report) finish(now time.Time) {
	r.FinishedAt = now
	slices.SortStableFunc(r.Failures, func(a, b Failure) int {
		return cmp.Or(cmp.Compare(min(len(a.TenantID), 1), min(len(b.TenantID), 1)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.TenantID, b.TenantID))
	})
}
