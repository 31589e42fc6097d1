package partner

import (
	"time"

	"tenantry/backend/fault"
)

// Part names a group of values that is refreshed together and kept under one key.
type Part string

// PartOf describes a part whose value is a T. What a part must obey stands here and beside its type, and
// nowhere else: storage, freshness, the taking over of what was read, and the contract's freshness map
// derive from it.
type PartOf[T any] struct {
	name     Part
	number   byte // on disk; never gets another meaning
	optional bool
	at       func(*Customer) *Observed[T]
	settle   func(*T)                    // what holds of every value, also of one that an older version kept; nil: nothing
	absorb   func(*Customer, telling[T]) // takes over what was told; nil: the fresh replaces the old
}

// AnyPart is a part, whatever its value.
type AnyPart interface {
	Name() Part
	// Number is the part's number on disk.
	Number() byte
	// Optional says that most customers never gave access to it: that it can't be read is no problem of
	// the customer's.
	Optional() bool
	Freshness(c *Customer) Freshness
	// Value is what is known; nil when it was never seen.
	Value(c *Customer) any
	// Restore puts back what is kept. decode fills a pointer to the value, and is called only where there
	// is one.
	Restore(c *Customer, f Freshness, decode func(into any) error) error
}

// The parts of a customer. A new one is a descriptor beside its type and a line here.
var parts = []AnyPart{DetailsPart, HealthPart, SubscriptionsPart, DelegationsPart, RequestsPart, LinksPart, AzurePart, AnnouncementsPart,
	ProfilePart, TenantInformationPart}

// Parts lists every part.
func Parts() []AnyPart { return parts }

// Name is the part's name.
func (p *PartOf[T]) Name() Part { return p.name }

// Number is the part's number on disk.
func (p *PartOf[T]) Number() byte { return p.number }

// Optional says that most customers never gave access to it.
func (p *PartOf[T]) Optional() bool { return p.optional }

// Freshness says since when the customer's part is known.
func (p *PartOf[T]) Freshness(c *Customer) Freshness { return p.at(c).Freshness() }

// Value is what is known; nil when it was never seen.
func (p *PartOf[T]) Value(c *Customer) any {
	if o := p.at(c); o.Known() {
		return o.Value
	}
	return nil
}

// Restore puts back what is kept.
func (p *PartOf[T]) Restore(c *Customer, f Freshness, decode func(into any) error) error {
	o := p.at(c)
	o.AsOf, o.Problem = f.AsOf, f.Problem
	if !o.Known() {
		return nil
	}
	if err := decode(&o.Value); err != nil {
		return err
	}
	if p.settle != nil {
		p.settle(&o.Value)
	}
	return nil
}

// Told is what one source told of one part, or why it told nothing. Make one with [PartOf.Tell].
type Told interface {
	takeOver(c *Customer, asked, now time.Time)
}

// Reading is what one round of reads found of one customer. What was not tried is not in it.
type Reading []Told

// telling is a Told with its type.
type telling[T any] struct {
	Observed[T]
	part       *PartOf[T]
	from       Source    // empty: the part's usual source
	asked, now time.Time // when the source was asked, and when it is taken over
}

// Tell makes what the part's usual source told.
func (p *PartOf[T]) Tell(o Observed[T]) Told { return p.TellFrom("", o) }

// TellFrom makes what one of several sources told: it speaks of its own values only. It takes the value over, and
// writes to it: two tellings never share one.
func (p *PartOf[T]) TellFrom(from Source, o Observed[T]) Told {
	if p.settle != nil && o.Known() {
		p.settle(&o.Value)
	}
	return telling[T]{Observed: o, part: p, from: from}
}

// Heard adds to a reading what became of asking one source at a time: what it told, or why it told nothing.
// What was told in part comes with its problem. What was cancelled was not tried, and adds nothing.
func (p *PartOf[T]) Heard(r Reading, from Source, v T, err error, at time.Time) Reading {
	problem := fault.ProblemOf(err, at)
	switch {
	case err == nil || fault.IsPartial(err):
		return append(r, p.TellFrom(from, Observed[T]{Value: v, AsOf: at, Problem: problem}))
	case problem != nil:
		return append(r, p.TellFrom(from, Failed[T](problem)))
	}
	return r
}

// In finds what a reading says of the part, the first source's word; nil: it was not tried.
func (p *PartOf[T]) In(r Reading) *Observed[T] {
	for _, t := range r {
		if t, ok := t.(telling[T]); ok && t.part == p {
			return &t.Observed
		}
	}
	return nil
}

func (t telling[T]) takeOver(c *Customer, asked, now time.Time) {
	if t.part.absorb == nil {
		t.part.at(c).Update(t.Observed)
		return
	}
	t.asked, t.now = asked, now
	t.part.absorb(c, t)
}

// Absorb takes a reading over that began at "asked": fresh values replace old ones, failed reads keep the
// old value and record the problem.
func (c *Customer) Absorb(r Reading, asked, now time.Time) {
	for _, t := range r {
		t.takeOver(c, asked, now)
	}
	c.hearEntry(r)
}

// Freshness says, of every part that was ever tried, since when it is known.
func (c *Customer) Freshness() Ages {
	ages := make(Ages, 0, len(parts))
	for _, p := range parts {
		if f := p.Freshness(c); !f.AsOf.IsZero() || f.Problem != nil {
			ages = append(ages, ageOf(p, f))
		}
	}
	return append(Ages(nil), ages...) // without the room that is left
}
