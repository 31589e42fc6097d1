package world

import (
	"strings"
	"sync"
	"time"
)

// World is one partner's simulated customers. It never changes; use it from anywhere.
type World struct {
	dice

	Scenario   Scenario
	Start      time.Time // when the story starts; static dates are relative to its day
	stride     uint64
	issues     []Issue
	byDomain   func() map[string]int
	requesters func() []int32
	script     *script    // nil: the usual story
	alone      func() int // the customer with a fault of its own
}

// strides are primes that share no factor with the number of names.
var strides = []uint64{15485863, 32452843, 49979687, 67867967, 86028121, 104395301}

// New makes the world of a scenario.
func New(s Scenario, seed uint64, start time.Time) *World {
	w := &World{Scenario: s, Start: start.UTC(), dice: dice{mix(seed)}}
	w.stride = strides[w.seed%uint64(len(strides))]
	w.issues = w.openingIssues()
	w.byDomain = sync.OnceValue(func() map[string]int { return indexDomains(w) })
	w.requesters = sync.OnceValue(func() []int32 { return indexRequests(w) })
	w.script = scripts()[s.Script]
	w.alone = sync.OnceValue(w.findAlone)
	return w
}

// Len is the number of customers.
func (w *World) Len() int { return w.Scenario.Customers }

// day is the start of the day on which the world started: dates relative to it stay put all day.
func (w *World) day() time.Time { return w.Start.Truncate(24 * time.Hour) }

// ID is the tenant id of customer i, or of the partner.
func (w *World) ID(i int) string {
	if i == Partner {
		return PartnerID
	}
	return w.guid(forTenantID, i)
}

// Object is the id of the n-th directory object that customer i owns.
func (w *World) Object(i, n int) string { return w.guid(forObjectID, i<<8|n) }

// Owner reads back which customer's which object an id names.
func (w *World) Owner(object string) (i, n int, ok bool) {
	x, ok := w.unguid(forObjectID, object)
	return x >> 8, x & 0xff, ok && x>>8 < w.Len()
}

// Lookup finds a customer by tenant id or by domain, in any case.
func (w *World) Lookup(name string) (int, bool) {
	if i, ok := w.unguid(forTenantID, name); ok {
		return i, i < w.Len()
	}
	i, ok := w.byDomain()[strings.ToLower(name)]
	return i, ok
}

func indexDomains(w *World) map[string]int {
	m := make(map[string]int, 2*w.Len())
	for i := range w.Len() {
		c := w.company(i)
		m[c.initial] = i
		m[c.primary] = i
	}
	return m
}
