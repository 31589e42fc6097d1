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
	WasSeen        OutEvent = "seen"        // a list of Microsoft's shows the number that a person gave
)

// OutEvents lists them in the order of this file.
func OutEvents() []OutEvent {
	return []OutEvent{WasQueued, WasTakenBack, WasStarted, WasDelivered, WasHandedOff, WasFound, WasNotFound, WasFailed,
		WasLost, WasInterrupted, WasNotSettled, WasHeld, WasReleased, WasSeen}
}

// Outcome is an event with what it brings.
type Outcome struct {
	Event    OutEvent
	Problem  *fault.Problem // WasFailed, WasLost, WasNotSettled, WasHeld
	RetryAt  time.Time      // WasFailed: the service named a time
	Number   string         // WasDelivered, WasFound
	Resource string         // WasDelivered, WasFound: of an Azure ticket
	Unseen   bool           // WasFound: a person says so, and no list shows it
	Place    int64          // WasQueued
	Key      string         // WasStarted: a fresh GUID, taken when none is carried over
	Baseline int            // WasStarted, the first time: how many equal notes were there
}

// maxHistory is how many lines of what happened are kept.
const maxHistory = 100

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
	move, known := moves[e.Event]
	if !known || !move.fits(o, e) {
		return o, o.refuse(e.Event)
	}
	n := o
	move.do(&n, e, now)
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

// named says that what is sent carries a name of ours, under which it is made once only: Azure's tickets
// and the messages on them.
func (o *Outgoing) named() bool {
	return o.Channel.Way().Named || o.Channel == ByNote && o.RequestResource != ""
}

// MayArrive says that a send under o's name was lost: though it was not found since, it may still be made,
// where it was sent to.
func (o Outgoing) MayArrive() bool {
	return o.named() && o.Key != "" && slices.ContainsFunc(o.History, func(s OutStep) bool {
		return s.Event == WasLost || s.Event == WasInterrupted
	})
}
