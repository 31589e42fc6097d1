package syncer

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// strength orders the sources: the first that knows a name or a domain wins.
var strength = []partner.Source{partner.SourceGDAP, partner.SourceGDAPCustomer, partner.SourceContract,
	partner.SourcePartnerCenter, partner.SourceImport}

// listing is what the lists said at one moment.
type listing struct {
	asked, at   time.Time // when the lists were asked for, and when all had answered
	now         func() time.Time
	named       map[partner.TenantID]*naming
	states      []ListState
	unavailable []partner.Source
	failed      map[partner.Source]*fault.Problem            // what of them was read counts; nobody leaves for what was not
	mute        bool                                         // no list told anything
	whole       map[partner.Source]map[partner.TenantID]bool // whom the lists name that were read to their end
	doubted     map[partner.Source]bool                      // lists that are whole, and not believed
	scope       Scope
	err         error                                                            // of a list, rather one that failed than one that this partner can't have
	requests    *partner.Observed[map[partner.TenantID][]partner.ServiceRequest] // nil: left to Extras
}

// naming is what the lists say of one customer.
type naming struct {
	sources      []partner.Source // strongest first
	name, domain string
	delegations  []partner.Delegation
}

// list fetches all lists at once. A list that fails keeps no other from being read.
func (s *Syncer) list(ctx context.Context, scope Scope) *listing {
	found := make([][]partner.Listed, len(s.o.Lists))
	errs := make([]error, len(s.o.Lists))
	var requests map[partner.TenantID][]partner.ServiceRequest
	var requestsErr error
	asked := s.o.Now().UTC()
	var wg sync.WaitGroup
	for i, l := range s.o.Lists {
		wg.Go(func() { found[i], errs[i] = l.Fetch(ctx) })
	}
	if s.o.Requests != nil {
		wg.Go(func() { requests, requestsErr = s.o.Requests.Requests(ctx) })
	}
	wg.Wait()

	l := &listing{asked: asked, at: s.o.Now().UTC(), now: s.o.Now, failed: map[partner.Source]*fault.Problem{},
		whole: map[partner.Source]map[partner.TenantID]bool{}, doubted: map[partner.Source]bool{}, scope: scope}
	told := map[partner.Source][]partner.Listed{}
	for i, list := range s.o.Lists {
		state := ListState{Source: list.Source, Count: len(found[i])}
		if errs[i] == nil || len(found[i]) > 0 {
			told[list.Source] = found[i]
		}
		switch err := errs[i]; {
		case err == nil:
			l.whole[list.Source] = map[partner.TenantID]bool{}
			for _, item := range found[i] {
				l.whole[list.Source][item.ID] = true
			}
		case list.Optional && structural(err):
			state.Unavailable, state.Problem = true, fault.ProblemOf(err, l.at)
			l.unavailable = append(l.unavailable, list.Source)
			l.err = cmp.Or(l.err, err)
		default:
			if fault.KindOf(err) == "" { // cancelled, but not by us
				err = fault.Wrap(fault.Internal, err, "sync_cut_short")
			}
			state.Problem = fault.ProblemOf(err, l.at)
			if len(l.failed) == 0 {
				l.err = err
			}
			l.failed[list.Source] = state.Problem
		}
		l.states = append(l.states, state)
	}
	l.mute = len(told) == 0
	l.named = join(told)
	if s.o.Requests != nil && !structural(requestsErr) {
		o := partner.Observed[map[partner.TenantID][]partner.ServiceRequest]{Value: requests, AsOf: l.at,
			Problem: fault.ProblemOf(requestsErr, l.at)}
		if requestsErr != nil && !fault.IsPartial(requestsErr) {
			o = partner.Failed[map[partner.TenantID][]partner.ServiceRequest](fault.ProblemOf(requestsErr, l.at))
		}
		l.requests = &o
	}
	return l
}

// structural: the partner does not have it, and trying again changes nothing.
func structural(err error) bool {
	switch fault.KindOf(err) {
	case fault.Denied, fault.Missing, fault.Retired, fault.Consent:
		return true
	}
	return false
}

// none says that not one list told anything.
func (l *listing) none() bool { return l.mute && len(l.states) > 0 }

// join makes one naming per customer. A customer of whom the GDAP list says only that the delegation
// is over, and whom no other list names, is not named; one that has yet to approve a delegation is.
func join(lists map[partner.Source][]partner.Listed) map[partner.TenantID]*naming {
	named := map[partner.TenantID]*naming{}
	var over []partner.Listed
	take := func(source partner.Source, item partner.Listed) {
		n := named[item.ID]
		if n == nil {
			n = &naming{}
			named[item.ID] = n
		}
		if !slices.Contains(n.sources, source) {
			n.sources = append(n.sources, source)
		}
		n.delegations = append(n.delegations, item.Delegations...)
		if n.name == "" {
			n.name = item.Name
		}
		if n.domain == "" {
			n.domain = item.PrimaryDomain
		}
	}
	for _, source := range strength {
		for _, item := range lists[source] {
			if source == partner.SourceGDAP && ended(item.Delegations) {
				over = append(over, item)
			} else {
				take(source, item)
			}
		}
	}
	for _, item := range over {
		if n := named[item.ID]; n != nil { // another list names it: its old delegations are worth showing
			n.delegations = append(n.delegations, item.Delegations...)
		}
	}
	return named
}

// ended says that every delegation is over. It goes by the service's word alone: a wrong clock must not wipe
// customers.
func ended(delegations []partner.Delegation) bool {
	return len(delegations) > 0 && !slices.ContainsFunc(delegations, func(d partner.Delegation) bool { return !d.Over() })
}

// keeps says whether a customer that no list names any more stays, and with which sources.
func (l *listing) keeps(known []partner.Source) (bool, []partner.Source) {
	if len(l.failed) > 0 || len(l.named) == 0 && !l.scope.Confirmed {
		return true, known
	}
	if len(l.unavailable) == 0 {
		return false, nil
	}
	var left []partner.Source
	for _, s := range known {
		// An import usually came from the very list that is not available here.
		if s == partner.SourceImport || slices.Contains(l.unavailable, s) {
			left = append(left, s)
		}
	}
	return len(left) > 0, left
}

// tell writes into c what the lists say of it. A new c has an ID and nothing else.
func (l *listing) tell(c *partner.Customer) {
	n := l.named[c.ID]
	if n == nil {
		if c.UnlistedAt.IsZero() && l.missing(c.Sources) {
			c.UnlistedAt = l.at
		}
		if kept, sources := l.keeps(c.Sources); kept {
			c.Sources = sources
		}
		return
	}
	c.UnlistedAt = time.Time{}
	var blind *fault.Problem // why its delegations are not wholly known
	for source, p := range l.failed {
		if slices.Contains(n.sources, source) { // as far as it was read it names this one
			continue
		}
		if source == partner.SourceGDAP || slices.Contains(c.Sources, source) {
			blind = p.OfOwnSide()
		}
	}
	var sources []partner.Source
	for _, s := range strength {
		kept := slices.Contains(c.Sources, s) && (l.failed[s] != nil || slices.Contains(l.unavailable, s))
		if kept || slices.Contains(n.sources, s) {
			sources = append(sources, s)
		}
	}
	c.Sources, c.ListedAt = sources, l.at
	if n.name != "" {
		c.Name = n.name
	}
	if n.domain != "" {
		c.PrimaryDomain = n.domain
	}
	switch {
	case blind == nil && len(l.failed) > 0:
		c.Delegations = inPart(c.Delegations, n.delegations, l.at, nil)
		c.Delegations.AsOf, c.Delegations.Problem = l.at, nil
	case blind != nil:
		c.Delegations = inPart(c.Delegations, n.delegations, l.at, blind)
	case len(n.delegations) > 0 || !slices.Contains(l.unavailable, partner.SourceGDAP):
		c.Delegations = partner.Seen(n.delegations, l.at)
	}
	c.AdoptDetails() // what the directory says of itself wins again
	if c.Name == "" {
		c.Name = c.PrimaryDomain
	}
	if c.Name == "" {
		c.Name = string(c.ID)
	}
	l.tellRequests(c)
}

// inPart adds what is told of delegations by lists of which some failed: none that is known ends by that.
func inPart(known partner.Observed[[]partner.Delegation], told []partner.Delegation, at time.Time, why *fault.Problem) partner.Observed[[]partner.Delegation] {
	if len(told) == 0 {
		known.Update(partner.Failed[[]partner.Delegation](why))
		return known
	}
	all := slices.Clone(told)
	for _, d := range known.Value {
		if !slices.ContainsFunc(told, func(t partner.Delegation) bool { return t.ID == d.ID }) {
			all = append(all, d)
		}
	}
	if !known.Known() {
		known.AsOf = at
	}
	return partner.Observed[[]partner.Delegation]{Value: all, AsOf: known.AsOf, Problem: why}
}

// tellRequests takes over what the list says of c's requests.
func (l *listing) tellRequests(c *partner.Customer) {
	if l.requests == nil {
		return
	}
	problem := l.requests.Problem.OfOwnSide()
	of := partner.Failed[[]partner.ServiceRequest](problem)
	if l.requests.Known() {
		of = partner.Seen(l.requests.Value[c.ID], l.at)
		of.Problem = problem
	}
	c.TellRequests(of, l.asked, l.now())
}
