package outbox

import (
	"context"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// callLimit ends a call that nobody answers; what it was to do is then uncertain.
const callLimit = 3 * time.Minute

// lateReads is how often a name that is taken is looked for: ten minutes in all, less and less often. After
// its 202 Azure may need minutes until a ticket can be read (from memory, not in the facts).
//
// It can't be shorter: neither 409 nor 412 says whose try has the name, which may be a copy of our own call that a proxy
// made, and no fact says that checkNameAvailability knows of a ticket that is only accepted (api/facts.md 5b). To say
// "it is not there" too early is to open it twice. Who does not want to wait can look, and say so after the first reading.
const lateReads = 7

// work makes the one thing that is due for o.
func (b *Outbox) work(ctx context.Context, o *partner.Outgoing) error {
	switch {
	case o.State == partner.Sending:
		// No call is under way: what became of it could not be written down. As after a restart, it is read.
		_, err := b.advance(o, partner.Outcome{Event: partner.WasInterrupted})
		return err
	case o.State == partner.Uncertain && o.Reads == 0 && ahead(o, b.now()):
		// How long ago it was lost, this clock can't tell: it gets its time to arrive once more.
		_, err := b.advance(o, partner.Outcome{Event: partner.WasReleased})
		return err
	case o.Channel == partner.ByPortal: // was blocked; the rest is a person's
		_, err := b.advance(o, partner.Outcome{Event: partner.WasReleased})
		return err
	}
	s, err := b.sender(*o)
	if err != nil {
		_, err = b.hold(o, err)
		return err
	}
	limited, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	if o.State == partner.Uncertain {
		return b.settle(ctx, limited, s, o)
	}
	return b.deliver(ctx, limited, s, o)
}

// sender is who may act for o now.
func (b *Outbox) sender(o partner.Outgoing) (Sender, error) {
	if err := b.o.Allowed(o); err != nil {
		return nil, err
	}
	s := b.o.Sender(o.Channel)
	if s == nil {
		return nil, fault.New(fault.SignIn, "signin_nobody")
	}
	return s, nil
}

// hold puts o off: we do not let it go, nobody else was asked.
func (b *Outbox) hold(o *partner.Outgoing, why error) (*partner.Outgoing, error) {
	e := partner.WasHeld
	if o.State == partner.Uncertain {
		e = partner.WasNotSettled
	}
	held, err := b.advance(o, b.failure(e, why))
	if err == nil {
		b.mu.Lock()
		b.ours[held.ID] = held
		b.mu.Unlock()
	}
	return held, err
}

// settle finds out by reading whether an uncertain one is there.
func (b *Outbox) settle(ctx, limited context.Context, s Sender, o *partner.Outgoing) error {
	r, found, err := s.Settle(limited, *o)
	out := partner.Outcome{Event: partner.WasNotFound}
	switch {
	case ctx.Err() != nil:
		return nil // it stays uncertain
	case err != nil:
		out = b.failure(partner.WasNotSettled, err)
	case found:
		out = partner.Outcome{Event: partner.WasFound, Number: r.Number, Resource: r.Resource}
	case nameTaken(o) && o.Reads < lateReads: // by whom, if not by a try of ours that can't be read yet?
		out = partner.Outcome{Event: partner.WasNotSettled, Problem: o.Problem}
	}
	_, err = b.advance(o, out)
	return err
}

// nameTaken says that the send which made o uncertain was refused by a conflict.
func nameTaken(o *partner.Outgoing) bool {
	return o.Problem != nil && o.Problem.Kind == fault.Conflict
}

// deliver sends o: the first time after preparing, later only after a look whether it is there.
func (b *Outbox) deliver(ctx, limited context.Context, s Sender, o *partner.Outgoing) error {
	var r Receipt
	var found bool
	var baseline int
	var err error
	if o.Attempts == 0 {
		baseline, err = s.Prepare(limited, *o)
	} else {
		r, found, err = s.Settle(limited, *o)
	}
	if ctx.Err() != nil {
		return nil // nothing was begun
	}
	if err != nil {
		_, err = b.advance(o, b.failure(partner.WasHeld, err))
		return err
	}
	var steps []partner.Outcome
	if o.State == partner.Blocked {
		steps = append(steps, partner.Outcome{Event: partner.WasReleased})
	}
	if found {
		_, err = b.advance(o, append(steps, partner.Outcome{Event: partner.WasFound, Number: r.Number, Resource: r.Resource})...)
		return err
	}
	o, err = b.advance(o, append(steps, partner.Outcome{Event: partner.WasStarted, Key: b.o.NewKey(), Baseline: baseline})...)
	if err != nil {
		return err // not on disk as sending: not sent
	}
	r, err = s.Send(limited, *o)
	_, err = b.advance(o, b.outcome(ctx, r, err))
	return err
}

// outcome says what became of a call. Only an error that somebody classified as sure is one.
func (b *Outbox) outcome(ctx context.Context, r Receipt, err error) partner.Outcome {
	if err == nil {
		return partner.Outcome{Event: partner.WasDelivered, Number: r.Number, Resource: r.Resource}
	}
	f, classified := fault.As(err)
	switch {
	case classified && !f.Unsure:
		return b.failure(partner.WasFailed, err)
	case ctx.Err() != nil:
		return partner.Outcome{Event: partner.WasInterrupted}
	}
	return b.failure(partner.WasLost, err)
}

// failure is an event with err as its problem, which is never nil.
func (b *Outbox) failure(e partner.OutEvent, err error) partner.Outcome {
	out := partner.Outcome{Event: e, Problem: fault.ProblemOf(err, b.now())}
	if out.Problem == nil {
		out.Problem = fault.ProblemOf(fault.Wrap(fault.Offline, err, "outgoing_broken_off"), b.now())
	}
	if f, ok := fault.As(err); ok {
		out.RetryAt = f.RetryAt
	}
	return out
}
