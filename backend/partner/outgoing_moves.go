package partner

import (
	"slices"
	"time"

	"tenantry/backend/fault"
)

// How long is waited.
const (
	firstWait = 5 * time.Second // before the second try; doubles
	longWait  = 10 * time.Minute
	dailyWait = 24 * time.Hour // for what only a person can mend, who may not tell us (architecture: "daily")
	// settleWait lets a request that is still on its way arrive before its absence is believed.
	settleWait = 10 * time.Second
)

// move is what an event does, and when it makes sense.
type move struct {
	from []OutState
	only func(Outgoing, Outcome) bool // nil: always
	do   func(*Outgoing, Outcome, time.Time)
}

// moves says it of every event. What is not here is refused.
var moves = map[OutEvent]move{
	WasQueued:      {from: []OutState{Drafted}, do: queue},
	WasTakenBack:   {from: []OutState{Queued, Blocked, Rejected, HandedOff}, do: takeBack},
	WasStarted:     {from: []OutState{Queued}, do: begin},
	WasDelivered:   {from: []OutState{Sending}, do: arrive},
	WasHandedOff:   {from: []OutState{Sending}, only: byPortal, do: handOff},
	WasFound:       {from: []OutState{Uncertain, HandedOff, Queued, Sent}, only: findable, do: arrive},
	WasNotFound:    {from: []OutState{Uncertain}, do: sendAgain},
	WasFailed:      {from: []OutState{Sending}, only: withProblem, do: refused},
	WasLost:        {from: []OutState{Sending}, do: lose},
	WasInterrupted: {from: []OutState{Sending}, do: lose},
	WasNotSettled:  {from: []OutState{Uncertain}, do: lookAgain},
	WasHeld:        {from: []OutState{Queued, Blocked}, only: withProblem, do: hold},
	WasReleased:    {from: []OutState{Blocked, Queued, Uncertain}, only: heldUp, do: release},
	WasSeen:        {from: []OutState{Sent}, only: unseen, do: func(o *Outgoing, _ Outcome, _ time.Time) { o.Unseen = false }},
}

func (m move) fits(o Outgoing, e Outcome) bool {
	return slices.Contains(m.from, o.State) && (m.only == nil || m.only(o, e))
}

func byPortal(o Outgoing, _ Outcome) bool    { return !o.Channel.Way().ByItself }
func withProblem(_ Outgoing, e Outcome) bool { return e.Problem != nil }

// findable says that it may be there: what is queued for a repeat is seen by the reading before it when it was late,
// and a number that no list shows may have been mistyped.
func findable(o Outgoing, _ Outcome) bool {
	switch o.State {
	case Queued:
		return o.Attempts > 0
	case Sent:
		return o.Unseen
	}
	return true
}

func unseen(o Outgoing, _ Outcome) bool { return o.Unseen }

// heldUp says that there is something to release: what is queued without a time goes out anyway.
func heldUp(o Outgoing, _ Outcome) bool { return o.State != Queued || !o.NextTry.IsZero() }

func queue(o *Outgoing, e Outcome, _ time.Time) {
	o.State, o.Place = Queued, e.Place
	o.Reads, o.NextTry, o.Problem = 0, time.Time{}, nil
	// What was tried under a name keeps it, also when it is taken back, or goes over the portal for a while:
	// the first try may arrive late.
	if !o.named() && !o.Channel.Way().Request || o.Key == "" {
		o.Key, o.Baseline, o.Attempts = "", 0, 0
	}
}

func takeBack(o *Outgoing, _ Outcome, _ time.Time) {
	o.State, o.NextTry, o.Problem = Drafted, time.Time{}, nil
}

func begin(o *Outgoing, e Outcome, _ time.Time) {
	if o.Key == "" {
		o.Key = e.Key
	}
	if o.Attempts == 0 {
		o.Baseline = e.Baseline
	}
	o.State, o.Reads, o.NextTry, o.Problem = Sending, 0, time.Time{}, nil
	o.Attempts++
}

func handOff(o *Outgoing, _ Outcome, _ time.Time) { o.State = HandedOff }

// sendAgain follows a reading that did not find it. What was refused as a conflict, and not because it is there,
// would be refused again.
func sendAgain(o *Outgoing, _ Outcome, now time.Time) {
	if o.Problem != nil && o.Problem.Kind == fault.Conflict {
		o.State, o.Reads, o.NextTry = Rejected, 0, time.Time{}
		return
	}
	o.State, o.Reads, o.NextTry = Queued, 0, now.Add(backoff(o.Attempts))
}

// lose leaves open whether it arrived. Over the portal nothing was called: a person files it.
func lose(o *Outgoing, e Outcome, now time.Time) {
	if !o.Channel.Way().ByItself {
		o.State = Queued
		return
	}
	o.State, o.Reads, o.NextTry, o.Problem = Uncertain, 0, now.Add(settleWait), e.Problem
}

func lookAgain(o *Outgoing, e Outcome, now time.Time) {
	o.Reads++
	o.NextTry, o.Problem = now.Add(waitFor(e, o.Reads, now)), e.Problem
}

// refused takes over that nothing was done. An answer ends the id (api/facts.md 2.0); at Azure it is a name, which
// the next try may take again.
func refused(o *Outgoing, e Outcome, now time.Time) {
	if !o.named() {
		o.Key = ""
	}
	fail(o, e, o.Attempts, now)
}

func hold(o *Outgoing, e Outcome, now time.Time) {
	o.Reads++
	fail(o, e, o.Attempts+o.Reads, now)
}

// release tries it at once; Problem stays as the last known reason. What is uncertain is given its time to arrive
// before the first reading, anew.
func release(o *Outgoing, _ Outcome, now time.Time) {
	switch {
	case o.State != Uncertain:
		o.State, o.Reads, o.NextTry = Queued, 0, time.Time{}
	case o.Reads == 0:
		o.NextTry = now.Add(settleWait)
	default:
		o.NextTry = time.Time{}
	}
}

// arrive ends the way of what Microsoft has.
func arrive(o *Outgoing, e Outcome, now time.Time) {
	o.State, o.SentAt, o.NextTry, o.Problem = Sent, now, time.Time{}, nil
	o.Number, o.Resource, o.Unseen = e.Number, e.Resource, e.Unseen
}

// fail takes the n-th refusal over: what time mends waits in the queue, what an event mends is blocked, what
// only another text mends is rejected.
func fail(o *Outgoing, e Outcome, n int, now time.Time) {
	o.Problem, o.NextTry = e.Problem, now.Add(waitFor(e, n, now))
	switch e.Problem.Kind {
	case fault.Throttled, fault.Upstream:
		o.State = Queued
	case fault.Invalid, fault.Missing, fault.Retired, fault.Conflict:
		o.State, o.NextTry = Rejected, time.Time{}
	default: // offline, signin, consent, denied, corrupt, internal
		o.State = Blocked
	}
}

// waitFor is how long to wait after the n-th failure: as the service says, else longer each time, and
// a day where only a person can help.
func waitFor(e Outcome, n int, now time.Time) time.Duration {
	if e.RetryAt.After(now) {
		return min(e.RetryAt.Sub(now), dailyWait) // no slip of a clock puts it off for ever
	}
	if e.Problem != nil && e.Problem.Kind.NeedsPerson() {
		return dailyWait
	}
	return backoff(n)
}

func backoff(n int) time.Duration {
	wait := firstWait
	for ; n > 1 && wait < longWait; n-- {
		wait *= 2
	}
	return min(wait, longWait)
}
