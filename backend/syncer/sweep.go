package syncer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// workers is the number of customers that are read at a time. How many requests of theirs are in flight is for
// the HTTP client's pacer to say: it alone hears that a service has enough.
const workers = 16

// offlineStop is after how many customers in a row without an answer the network counts as gone.
const offlineStop = 8

// sweep is one sync of all customers.
func (s *Syncer) sweep(ctx context.Context, scope Scope) (r Report, err error) {
	r.StartedAt = s.o.Now().UTC()
	progress := Progress{Phase: Listing, StartedAt: r.StartedAt}
	s.kept.news.tell(progress)
	defer func() {
		r.finish(s.o.Now().UTC())
		progress.Phase = ""
		s.kept.news.tell(progress)
		s.kept.news.flush()
	}()

	l := s.list(ctx, scope)
	if err := ctx.Err(); err != nil {
		return r, err
	}
	if err := s.tellLists(&r, l); err != nil {
		return r, err
	}
	if l.none() && (fault.KindOf(l.err) == fault.Offline || fault.EndsSignIn(l.err)) { // nothing else would be answered either
		return r, l.err
	}

	known, spreads, err := s.commitListing(ctx, l, &r)
	if err != nil {
		return r, err
	}
	todo, skipped := plan(known, s.o.Order(), scope, s.o.Pace(), spreads, s.o.Now())
	type named struct {
		name   string
		access partner.Access
	}
	was := make(map[partner.TenantID]named, len(known)) // all that is asked again of a sync that takes minutes
	for _, c := range known {
		was[c.ID] = named{c.Name, c.Access}
		r.name(c.Access, 1)
		if p, skip := skipped[c.ID]; skip {
			r.settle(c.ID, c.Name, c.Access, p)
		}
	}
	progress.Phase, progress.Listed, progress.Total = Reading, len(known), len(todo)
	s.kept.news.tell(progress)

	before := r.Failed
	err = s.readAll(ctx, l, todo, func(o outcome) {
		progress.Done++
		name := was[o.id].name
		if o.health {
			r.HealthRead++
		}
		if o.anew {
			r.wasAnew(o.id, name, s.o.Now().UTC())
		}
		r.name(was[o.id].access, -1) // reading it may have shown what it is
		r.name(o.access, 1)
		r.settle(o.id, name, o.access, o.problem)
		progress.Failed = r.Failed - before
		s.kept.news.tell(progress)
	})
	if err == nil {
		err = s.supplement(ctx, scope.Full)
	}
	if err == nil && l.none() {
		err = l.err
	}
	return r, err
}

// outcome is what became of reading one customer.
type outcome struct {
	id      partner.TenantID
	problem *fault.Problem // the one that most needs a person
	access  partner.Access
	tried   bool  // false: ctx ended before anything was read
	err     error // the disk
	anew    bool  // what was kept could not be read
	health  bool  // its service health was read
}

// readAll begins the customers in order, [workers] at a time, and calls each once per customer that was
// read, from this goroutine, which owns all that changes.
func (s *Syncer) readAll(ctx context.Context, l *listing, todo []partner.TenantID, each func(outcome)) error {
	outcomes := make(chan outcome)
	flying, offline := 0, 0
	var stop error
	for len(todo) > 0 && stop == nil || flying > 0 {
		for ; len(todo) > 0 && flying < workers && stop == nil; todo = todo[1:] {
			flying++
			id := todo[0]
			go func() { outcomes <- s.read(ctx, l, id) }()
		}
		o := <-outcomes
		flying--
		if o.err != nil {
			stop = errors.Join(stop, o.err)
		} else if o.tried {
			each(o)
		}
		if o.problem != nil && o.problem.Kind == fault.Offline {
			offline++
		} else {
			offline = 0
		}
		if o.problem.EndsSignIn() && stop == nil {
			stop = o.problem.Fault()
		}
		if offline >= offlineStop && stop == nil {
			stop = fault.New(fault.Offline, "sync_network_gone")
		}
		if stop == nil {
			stop = ctx.Err()
		}
	}
	return stop
}

// read reads one customer and commits what was found, with what the lists said.
func (s *Syncer) read(ctx context.Context, l *listing, id partner.TenantID) outcome {
	asked := s.o.Now()
	reading := s.o.Reader.Read(ctx, id)
	o := outcome{id: id, tried: len(reading) > 0, health: heardHealth(reading)}
	if !o.tried {
		return o
	}
	o.problem = judge(reading)
	o.anew, o.err = s.kept.change(id, func(c *partner.Customer) {
		l.tell(c)
		c.Absorb(reading, asked, s.o.Now())
		o.access = c.Access()
	})
	if fault.KindOf(o.err) == fault.Missing {
		o.err = nil // dropped meanwhile
	}
	return o
}

// one reads a single customer with all that an opened customer shows.
func (s *Syncer) one(ctx context.Context, id partner.TenantID) (r Report, err error) {
	r.StartedAt = s.o.Now().UTC()
	defer func() {
		r.finish(s.o.Now().UTC())
		s.kept.news.flush()
	}()
	asked, name := s.o.Now(), ""
	anew, err := s.kept.change(id, func(c *partner.Customer) { name = c.Name })
	if err != nil {
		return r, fmt.Errorf("refresh: %w", err)
	}
	if anew {
		r.wasAnew(id, name, r.StartedAt)
	}
	extrasCtx, giveUp := context.WithCancel(ctx)
	defer giveUp()
	more := make(chan partner.Reading, 1)
	go func() {
		if s.o.Extras == nil {
			more <- partner.Reading{}
			return
		}
		more <- s.o.Extras.ReadMore(extrasCtx, id)
	}()
	reading := s.o.Reader.Read(ctx, id)
	if silent(reading) {
		giveUp() // without a network the others would only fail one after another
	}
	extra := <-more
	var access partner.Access
	_, err = s.kept.change(id, func(c *partner.Customer) {
		c.Absorb(reading, asked, s.o.Now())
		c.Absorb(extra, asked, s.o.Now())
		access = c.Access()
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return r, err
	}
	r.name(access, 1)
	r.settle(id, name, access, judge(reading, extra))
	if heardHealth(reading) {
		r.HealthRead++
	}
	return r, nil
}

// heardHealth says whether the customer's service health was read.
func heardHealth(r partner.Reading) bool {
	h := partner.HealthPart.In(r)
	return h != nil && h.Known()
}

// silent says that something was asked and nobody answered.
func silent(r partner.Reading) bool {
	var c partner.Customer
	c.Absorb(r, time.Time{}, time.Time{})
	parts := c.Freshness()
	for _, f := range parts {
		if f.Problem == nil || f.Problem.Kind != fault.Offline {
			return false
		}
	}
	return len(parts) > 0
}

// judge picks, of the problems of the readings, the one that most needs a person.
func judge(readings ...partner.Reading) *fault.Problem {
	var c partner.Customer
	for _, r := range readings {
		c.Absorb(r, time.Time{}, time.Time{})
	}
	s := c.Summary()
	return s.Failure()
}
