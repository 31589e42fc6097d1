package partner

import (
	"slices"
	"time"
	"unique"

	"tenantry/backend/fault"
)

// Summary is the small part of a customer that lists, sorting and searching need, so that a start
// reads one small value per customer and no report.
type Summary struct {
	ID             TenantID      `cbor:"1,keyasint"`
	Name           string        `cbor:"2,keyasint"`
	PrimaryDomain  string        `cbor:"3,keyasint"`
	InitialDomain  string        `cbor:"4,keyasint,omitempty"`
	Domains        []string      `cbor:"5,keyasint,omitempty"` // all of them, primary first
	Sources        []Source      `cbor:"6,keyasint"`
	ListedAt       time.Time     `cbor:"7,keyasint"`
	Health         HealthState   `cbor:"8,keyasint"`
	OpenIssues     []IssueHead   `cbor:"9,keyasint,omitempty"`
	OpenRequests   int           `cbor:"10,keyasint"`           // -1: never read
	DelegationEnds time.Time     `cbor:"11,keyasint"`           // the last end of an active delegation; zero: none known, or no end
	Freshness      Ages          `cbor:"-"`                     // kept as a map of its own (12)
	Requests       []RequestHead `cbor:"13,keyasint,omitempty"` // the newest maxHeads, open ones first
	Access         Access        `cbor:"20,keyasint,omitzero"`
	Entry          Entry         `cbor:"21,keyasint,omitzero"`
	UnlistedAt     time.Time     `cbor:"22,keyasint,omitzero"`
	LatelyOver     []IssueHead   `cbor:"14,keyasint,omitempty"` // issues that were open within the day before health was read
	FoundBy        FoundBy       `cbor:"23,keyasint,omitempty"` // what else a search finds it by; empty also where an older version kept it
	Dues           []Due         `cbor:"24,keyasint,omitempty"` // what ends by itself; empty also where an older version kept it
	Bare           []Bare        `cbor:"25,keyasint,omitempty"` // likewise
	Seats          Seats         `cbor:"26,keyasint,omitzero"`  // not told also where an older version kept it
}

// Summary derives the customer's summary.
func (c Customer) Summary() Summary {
	s := Summary{ID: c.ID, Name: c.Name, PrimaryDomain: c.PrimaryDomain, InitialDomain: c.InitialDomain,
		Domains: c.Domains(), Sources: slices.Clone(c.Sources), ListedAt: c.ListedAt, OpenRequests: -1,
		Access: c.Access(), Entry: c.Entry, UnlistedAt: c.UnlistedAt}
	if c.Health.Known() {
		s.Health = c.Health.Value.State()
		s.OpenIssues = c.Health.Value.OpenIssues()
		s.LatelyOver = c.Health.Value.LatelyOver(c.Health.AsOf)
		s.Bare = c.Health.Value.bare()
	}
	if c.Requests.Known() {
		s.OpenRequests = 0
		for _, r := range c.Requests.Value {
			if r.Open() {
				s.OpenRequests++
			}
		}
		s.Requests = heads(c.Requests.Value)
	}
	for _, d := range c.Delegations.Value {
		if d.granted() && d.EndsAt.After(s.DelegationEnds) {
			s.DelegationEnds = d.EndsAt
		}
	}
	s.Dues = c.dues()
	s.Seats = c.seats()
	s.Freshness = c.Freshness()
	s.FoundBy = c.foundBy()
	s.Share()
	return s
}

// Share has the texts that many customers have in common lie in memory once: each was read with its customer.
func (s *Summary) Share() {
	for i := range s.Sources {
		s.Sources[i] = Source(Once(string(s.Sources[i])))
	}
	for _, issues := range [][]IssueHead{s.OpenIssues, s.LatelyOver} {
		for i := range issues {
			h := &issues[i]
			h.ID, h.Title, h.Service = Once(h.ID), Once(h.Title), Once(h.Service)
			h.Classification, h.Status = Once(h.Classification), Once(h.Status)
		}
	}
	for i := range s.Requests {
		h := &s.Requests[i]
		h.Severity, h.Status, h.Product = Once(h.Severity), Once(h.Status), Once(h.Product)
	}
	for i := range s.Dues {
		s.Dues[i].Title, s.Dues[i].Next = Once(s.Dues[i].Title), NextStep(Once(string(s.Dues[i].Next)))
	}
	for i := range s.Bare {
		s.Bare[i].ID, s.Bare[i].Name = Once(s.Bare[i].ID), Once(s.Bare[i].Name)
	}
	for i, d := range s.Domains {
		switch d {
		case s.PrimaryDomain:
			s.Domains[i] = s.PrimaryDomain
		case s.InitialDomain:
			s.Domains[i] = s.InitialDomain
		}
	}
}

// Once is the text as it lies in memory for all that have it.
func Once(text string) string { return unique.Make(text).Value() }

// Standing is the summary without what only lists and searches ask for: a sync holds the standing of all customers beside
// the catalog, which has the rest.
func (s Summary) Standing() Summary {
	s.Domains, s.OpenIssues, s.LatelyOver, s.Requests, s.FoundBy, s.Dues, s.Bare = nil, nil, nil, nil, "", nil, nil
	s.Seats = Seats{}
	return s
}

// maxHeads bounds what one customer adds to every start; the customer's own view shows all.
const maxHeads = 50

// heads are the requests in small: open ones first, then the newest.
func heads(requests []ServiceRequest) []RequestHead {
	out := make([]RequestHead, len(requests))
	for i, r := range requests {
		out[i] = r.Head()
	}
	slices.SortStableFunc(out, func(a, b RequestHead) int {
		if a.Open() != b.Open() {
			return map[bool]int{true: -1, false: 1}[a.Open()]
		}
		return b.CreatedAt.Compare(a.CreatedAt)
	})
	return out[:min(len(out), maxHeads)]
}

// urgency orders problems: those that need a person first. A kind that nobody knows comes after them, and a
// network that was missing after all.
var urgency = []fault.Kind{fault.SignIn, fault.Consent, fault.Denied, fault.Invalid, fault.Missing, fault.Retired,
	fault.Conflict, fault.Corrupt, fault.Internal, fault.Upstream, fault.Throttled}

// Problem is, of the problems of all parts, the one that most needs a person; nil when none has one.
// Optional parts do not count, nor does what is no customer's, a missing network or a sign-in that is over: it makes
// what is known older, and its age says so.
func (s Summary) Problem() *fault.Problem { return s.worst((*fault.Problem).Unasked) }

// Failure is Problem, but that a part about which nobody could be asked counts too.
func (s Summary) Failure() *fault.Problem { return s.worst(func(*fault.Problem) bool { return false }) }

func (s Summary) worst(but func(*fault.Problem) bool) *fault.Problem {
	var worst *fault.Problem
	last := len(urgency) + 2
	for _, a := range s.Freshness {
		if p := numbered[a.Part]; a.Problem == nil || p == nil || p.Optional() || but(a.Problem) {
			continue
		}
		if r := rank(a.Problem.Kind); r < last {
			worst, last = a.Problem, r
		}
	}
	return worst
}

func rank(k fault.Kind) int {
	if i := slices.Index(urgency, k); i >= 0 {
		return i
	}
	if k == fault.Offline {
		return len(urgency) + 1
	}
	return len(urgency)
}

// AsOf is the age of the oldest of the parts that every sync reads; zero when one was never read.
func (s Summary) AsOf() time.Time {
	d, h := s.Freshness.Of(PartDetails).AsOf, s.Freshness.Of(PartHealth).AsOf
	if d.Before(h) {
		return d
	}
	return h
}

// Due is something of a customer's that ends by itself: what lists need of it.
type Due struct {
	ID    string    `cbor:"1,keyasint"`
	Title string    `cbor:"2,keyasint"`
	At    time.Time `cbor:"3,keyasint"`
	// Next is what happens to a subscription then; empty: it is a delegation, which ends.
	Next NextStep `cbor:"4,keyasint,omitempty"`
}

// Bare is a service that is degraded or out, and no incident says why.
type Bare struct {
	ID    string      `cbor:"1,keyasint"`
	Name  string      `cbor:"2,keyasint"`
	State HealthState `cbor:"3,keyasint"`
}

// dues are the delegations that let the partner in and end without being extended, and the subscriptions of which is
// told that they end, work only for a while yet, or are about to be deleted. What renews itself is none, nor what may:
// month-to-month subscriptions do so all the time.
func (c Customer) dues() (out []Due) {
	for _, d := range c.Delegations.Value {
		if d.granted() && !d.EndsAt.IsZero() && !d.AutoExtend {
			out = append(out, Due{ID: d.ID, Title: d.Name, At: d.EndsAt})
		}
	}
	for _, s := range c.Bought() {
		if !s.RenewsAt.IsZero() && slices.Contains([]NextStep{NextEnds, NextGrace, NextDeleted}, s.Next) {
			out = append(out, Due{ID: s.ID, Title: s.Name, At: s.RenewsAt, Next: s.Next})
		}
	}
	return slices.Clone(out)
}

// bare are the services in trouble that no open incident explains.
func (h Health) bare() (out []Bare) {
	for _, s := range h.Services {
		explained := slices.ContainsFunc(s.Issues, func(i Issue) bool { return i.Head().Open() && !i.Advisory() })
		if s.State >= Degraded && !explained {
			out = append(out, Bare{s.ID, s.Name, s.State})
		}
	}
	return slices.Clone(out)
}
