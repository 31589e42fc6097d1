package partner

import (
	"cmp"
	"slices"
	"time"

	"tenantry/backend/fault"
)

// OutEvent names what happened to something outgoing. The words are kept on disk.
type OutEvent string

// The events.
const (
	WasQueued      OutEvent = "queued"      // the user let it go
	WasTakenBack   OutEvent = "taken-back"  // the user wants it back: it is a draft again
	WasStarted     OutEvent = "started"     // the call is about to be made
	WasDelivered   OutEvent = "delivered"   // Microsoft confirmed it
	WasHandedOff   OutEvent = "handed-off"  // a person got the text and the page
	WasFound       OutEvent = "found"       // reading, or a person, found it at Microsoft
	WasNotFound    OutEvent = "not-found"   // reading says that it is not there
	WasFailed      OutEvent = "failed"      // it is certain that nothing was done; Problem says why
	WasLost        OutEvent = "lost"        // the answer is missing: it may have been done
	WasInterrupted OutEvent = "interrupted" // the program ended during the call
	WasNotSettled  OutEvent = "not-settled" // the reading that was to settle it failed
	WasHeld        OutEvent = "held"        // it may not be sent now; Problem says why
	WasReleased    OutEvent = "released"    // what held it up may be gone: it is tried at once
)

// OutEvents lists them in the order of this file.
func OutEvents() []OutEvent {
	return []OutEvent{WasQueued, WasTakenBack, WasStarted, WasDelivered, WasHandedOff, WasFound, WasNotFound, WasFailed,
		WasLost, WasInterrupted, WasNotSettled, WasHeld, WasReleased}
}

// Outcome is an event with what it brings.
type Outcome struct {
	Event    OutEvent
	Problem  *fault.Problem // WasFailed, WasLost, WasNotSettled, WasHeld
	RetryAt  time.Time      // WasFailed: the service named a time
	Number   string         // WasDelivered, WasFound
	Resource string         // WasDelivered, WasFound: of an Azure ticket
	Place    int64          // WasQueued
	Key      string         // WasStarted: a fresh GUID, taken when none is carried over
	Baseline int            // WasStarted, the first time: how many equal notes were there
}

// How long is waited.
const (
	firstWait = 5 * time.Second // before the second try; doubles
	longWait  = 10 * time.Minute
	dailyWait = 24 * time.Hour // for what only a person can mend, who may not tell us (architecture: "daily")
	// settleWait lets a request that is still on its way arrive before its absence is believed.
	settleWait = 10 * time.Second
	maxHistory = 100
)

// Next is the only way a state changes. It is pure. An event that makes no sense in o's state is an
// error of kind Conflict, and o is returned unchanged.
//
//	draft ──queued──▸ queued ──started──▸ sending ──delivered──▸ sent
//	  ▴                 ▴ ▾ failed           │ lost, interrupted
//	  └── taken back ── blocked              ▾
//	        rejected ◂──failed──         uncertain ──found──▸ sent
//	                                         └──not found──▸ queued (the same Key; a reading before the
//	                                                         repeat may still find it: sent); after
//	                                                         a conflict: rejected
//	over the portal: sending ──handed off──▸ handed-off ──found──▸ sent
//	                                             └──taken back──▸ draft
func (o Outgoing) Next(e Outcome, now time.Time) (Outgoing, error) {
	n := o
	if !n.apply(e, now) {
		return o, o.refuse(e.Event)
	}
	n.UpdatedAt = now
	n.History = o.History
	if e.Event == WasReleased { // the next line says what came of it
		return n, nil
	}
	if step := (OutStep{At: now, Event: e.Event, State: n.State, Problem: e.Problem}); !step.repeats(o.History) {
		n.History = append(append([]OutStep(nil), o.History...), step)
	}
	if extra := len(n.History) - maxHistory; extra > 0 {
		n.History = n.History[extra:]
	}
	return n, nil
}

// refusals say why an event makes no sense now.
var refusals = map[OutEvent]string{WasQueued: "outgoing_no_queue", WasTakenBack: "outgoing_no_take_back", WasHandedOff: "outgoing_no_hand_off",
	WasStarted: "outgoing_no_send", WasFound: "outgoing_no_find", WasNotFound: "outgoing_no_send_again"}

// refuse says why an event makes no sense now.
func (o Outgoing) refuse(e OutEvent) error {
	key := cmp.Or(refusals[e], "outgoing_no_change")
	return fault.New(fault.Conflict, key, "id", o.ID, "state", o.State.Words()).With("")
}

// repeats says that the step only says once more what the history ends with: a day without a network
// would otherwise push out the lines that matter.
func (s OutStep) repeats(history []OutStep) bool {
	if len(history) == 0 || s.Problem == nil {
		return false
	}
	last := history[len(history)-1]
	return last.Event == s.Event && last.State == s.State && last.Problem != nil && last.Problem.Kind == s.Problem.Kind
}

func (o *Outgoing) apply(e Outcome, now time.Time) bool {
	switch e.Event {
	case WasQueued:
		if o.State != Drafted {
			return false
		}
		o.State, o.Place = Queued, e.Place
		o.Reads, o.NextTry, o.Problem = 0, time.Time{}, nil
		// What was tried under a name keeps it, also when it is taken back, or goes over the portal for a while:
		// the first try may arrive late.
		if o.Channel == ByNote && !o.named() || o.Key == "" {
			o.Key, o.Baseline, o.Attempts = "", 0, 0
		}
	case WasTakenBack:
		if !o.Editable() && o.State != HandedOff || o.State == Drafted {
			return false
		}
		o.State, o.NextTry, o.Problem = Drafted, time.Time{}, nil
	case WasStarted:
		if o.State != Queued {
			return false
		}
		if o.Key == "" {
			o.Key = e.Key
		}
		if o.Attempts == 0 {
			o.Baseline = e.Baseline
		}
		o.State, o.Reads, o.NextTry, o.Problem = Sending, 0, time.Time{}, nil
		o.Attempts++
	case WasDelivered:
		if o.State != Sending {
			return false
		}
		o.arrive(e, now)
	case WasHandedOff:
		if o.State != Sending || o.Channel.Way().ByItself {
			return false
		}
		o.State = HandedOff
	case WasFound:
		repeat := o.State == Queued && o.Attempts > 0 // seen by the reading before a repeat: it was late
		if o.State != Uncertain && o.State != HandedOff && !repeat {
			return false
		}
		o.arrive(e, now)
	case WasNotFound:
		if o.State != Uncertain {
			return false
		}
		if o.Problem != nil && o.Problem.Kind == fault.Conflict { // refused, and not because it is there
			o.State, o.Reads, o.NextTry = Rejected, 0, time.Time{}
			break
		}
		o.State, o.Reads, o.NextTry = Queued, 0, now.Add(backoff(o.Attempts))
	case WasLost, WasInterrupted:
		if o.State != Sending {
			return false
		}
		if !o.Channel.Way().ByItself { // nothing was called: a person files it
			o.State = Queued
			break
		}
		o.State, o.Reads, o.NextTry, o.Problem = Uncertain, 0, now.Add(settleWait), e.Problem
	case WasNotSettled:
		if o.State != Uncertain {
			return false
		}
		o.Reads++
		o.NextTry, o.Problem = now.Add(waitFor(e, o.Reads, now)), e.Problem
	case WasFailed:
		if o.State != Sending || e.Problem == nil {
			return false
		}
		if !o.named() {
			o.Key = "" // an answer ends the id (api/facts.md 2.0); at Azure it is a name, which the next try may take again
		}
		o.fail(e, o.Attempts, now)
	case WasHeld:
		if o.State != Queued && o.State != Blocked || e.Problem == nil {
			return false
		}
		o.Reads++
		o.fail(e, o.Attempts+o.Reads, now)
	case WasReleased: // Problem stays as the last known reason
		switch {
		case o.State == Blocked, o.State == Queued && !o.NextTry.IsZero():
			o.State, o.Reads, o.NextTry = Queued, 0, time.Time{}
		case o.State == Uncertain && o.Reads == 0: // before the first reading it is given its time to arrive, anew
			o.NextTry = now.Add(settleWait)
		case o.State == Uncertain:
			o.NextTry = time.Time{}
		default:
			return false
		}
	default:
		return false
	}
	return true
}

// named says that what is sent carries a name of ours, under which it is made once only: Azure's tickets
// and the messages on them.
func (o *Outgoing) named() bool { return o.Channel.Way().Named || o.RequestResource != "" }

// MayArrive says that a send under o's name was lost: though it was not found since, it may still be made,
// where it was sent to.
func (o Outgoing) MayArrive() bool {
	return o.named() && o.Key != "" && slices.ContainsFunc(o.History, func(s OutStep) bool {
		return s.Event == WasLost || s.Event == WasInterrupted
	})
}

func (o *Outgoing) arrive(e Outcome, now time.Time) {
	o.State, o.SentAt, o.NextTry, o.Problem = Sent, now, time.Time{}, nil
	o.Number, o.Resource = e.Number, e.Resource
}

// fail takes the n-th refusal over: what time mends waits in the queue, what an event mends is blocked, what
// only another text mends is rejected.
func (o *Outgoing) fail(e Outcome, n int, now time.Time) {
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
