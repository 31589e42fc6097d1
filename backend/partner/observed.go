package partner

import (
	"time"

	"tenantry/backend/fault"
)

// Observed is a value with the time at which it was last seen and, if the last try to refresh it
// failed, why. A zero AsOf means that it was never seen: Value is then the zero value and says
// nothing. A Problem beside a non-zero AsOf means that Value is old, or not all there is.
type Observed[T any] struct {
	Value   T
	AsOf    time.Time
	Problem *fault.Problem
}

// Seen makes a fresh observation.
func Seen[T any](v T, at time.Time) Observed[T] { return Observed[T]{Value: v, AsOf: at} }

// Failed makes the observation that a read failed. Taken over by [Observed.Update] it keeps the old value.
func Failed[T any](p *fault.Problem) Observed[T] { return Observed[T]{Problem: p} }

// Known says whether a value was ever seen.
func (o Observed[T]) Known() bool { return !o.AsOf.IsZero() }

// Freshness is o without its value.
func (o Observed[T]) Freshness() Freshness { return Freshness{AsOf: o.AsOf, Problem: o.Problem} }

// Update takes over what a later read found. A failed read keeps the old value and its age and
// records the problem; a success clears it. Where nobody was asked (no network, a sign-in that is over) what was
// wrong before still stands.
func (o *Observed[T]) Update(n Observed[T]) {
	switch {
	case n.Known():
		*o = n
	case n.Problem == nil, n.Problem.Unasked() && o.Problem != nil:
	default:
		o.Problem = n.Problem
	}
}

// Freshness says since when a part is known and what kept it from being fresher.
type Freshness struct {
	AsOf    time.Time      `cbor:"1,keyasint"`
	Problem *fault.Problem `cbor:"2,keyasint,omitempty"`
}
