package partner

import (
	"slices"
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

// Ages are the [Freshness] of every part of a customer that was ever tried, in the order of the parts. A list of all
// customers holds one for each: a map of the same takes three times the memory, and ten times as long to read.
type Ages []Age

// Age is the Freshness of one part, in less.
type Age struct {
	Problem *fault.Problem
	Seconds int64 // of the Unix time since when it is known, the zero time's included
	Nanos   int32
	Part    byte // the part's number
}

// numbered are the parts by their numbers.
var numbered = func() (all [256]AnyPart) {
	for _, p := range parts {
		all[p.Number()] = p
	}
	return all
}()

// AgesOf are those that a map tells. Parts that this version doesn't know are left out.
func AgesOf(told map[Part]Freshness) Ages {
	if len(told) == 0 {
		return nil
	}
	ages := make(Ages, 0, len(told))
	for _, p := range parts {
		if f, known := told[p.Name()]; known {
			ages = append(ages, ageOf(p, f))
		}
	}
	return ages
}

func ageOf(p AnyPart, f Freshness) Age {
	return Age{Problem: f.Problem, Seconds: f.AsOf.Unix(), Nanos: int32(f.AsOf.Nanosecond()), Part: p.Number()}
}

// Of is a part's Freshness; of one that was never tried the zero one.
func (a Ages) Of(p Part) Freshness {
	if i := slices.IndexFunc(a, func(one Age) bool { return one.name() == p }); i >= 0 {
		return a[i].freshness()
	}
	return Freshness{}
}

// Map is what they say, by the names of the parts.
func (a Ages) Map() map[Part]Freshness {
	told := make(map[Part]Freshness, len(a))
	for _, one := range a {
		if name := one.name(); name != "" {
			told[name] = one.freshness()
		}
	}
	return told
}

// name is the part's; empty: this version doesn't know it.
func (a Age) name() Part {
	if p := numbered[a.Part]; p != nil {
		return p.Name()
	}
	return ""
}

func (a Age) freshness() Freshness {
	return Freshness{AsOf: time.Unix(a.Seconds, int64(a.Nanos)).UTC(), Problem: a.Problem}
}
