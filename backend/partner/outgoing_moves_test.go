package partner_test

import (
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// What each event leaves of the waiting: whether it is tried again by itself, when, after how many readings, and
// what people are told meanwhile.
func TestEachEventSaysWhenItGoesOnAndWhy(t *testing.T) {
	const never = -1
	old, told := &fault.Problem{Kind: fault.Upstream}, &fault.Problem{Kind: fault.Offline}
	for name, c := range map[string]struct {
		from    partner.OutState
		event   partner.Outcome
		wait    time.Duration // never: at no named time
		reads   int
		problem *fault.Problem
	}{
		"queued":                    {partner.Drafted, partner.Outcome{Event: partner.WasQueued}, never, 0, nil},
		"taken back from the queue": {partner.Queued, partner.Outcome{Event: partner.WasTakenBack}, never, 2, nil},
		"taken back when rejected":  {partner.Rejected, partner.Outcome{Event: partner.WasTakenBack}, never, 2, nil},
		"started":                   {partner.Queued, partner.Outcome{Event: partner.WasStarted}, never, 0, nil},
		"delivered":                 {partner.Sending, partner.Outcome{Event: partner.WasDelivered}, never, 2, nil},
		"found":                     {partner.Uncertain, partner.Outcome{Event: partner.WasFound}, never, 2, nil},
		"not found":                 {partner.Uncertain, partner.Outcome{Event: partner.WasNotFound}, 20 * time.Second, 0, old},
		"lost":                      {partner.Sending, partner.Outcome{Event: partner.WasLost, Problem: told}, 10 * time.Second, 0, told},
		"interrupted":               {partner.Sending, partner.Outcome{Event: partner.WasInterrupted}, 10 * time.Second, 0, nil},
		"not settled":               {partner.Uncertain, partner.Outcome{Event: partner.WasNotSettled, Problem: told}, 20 * time.Second, 3, told},
		"failed":                    {partner.Sending, partner.Outcome{Event: partner.WasFailed, Problem: told}, 20 * time.Second, 2, told},
		"held":                      {partner.Queued, partner.Outcome{Event: partner.WasHeld, Problem: told}, 160 * time.Second, 3, told},
		"released from the queue":   {partner.Queued, partner.Outcome{Event: partner.WasReleased}, never, 0, old},
		"released when blocked":     {partner.Blocked, partner.Outcome{Event: partner.WasReleased}, never, 0, old},
		"released when uncertain":   {partner.Uncertain, partner.Outcome{Event: partner.WasReleased}, never, 2, old},
	} {
		o := partner.Outgoing{Channel: partner.ByAzure, State: c.from, Key: "k", Attempts: 3, Reads: 2, NextTry: morning.Add(time.Hour), Problem: old}
		n, err := o.Next(c.event, morning)
		wait := n.NextTry.Sub(morning)
		if n.NextTry.IsZero() {
			wait = never
		}
		if err != nil || wait != c.wait || n.Reads != c.reads || n.Problem != c.problem {
			t.Errorf("%s: %v; goes on after %s and %d readings, problem %v", name, err, wait, n.Reads, n.Problem)
		}
	}
}

func TestWhatArrivedHasWhatMicrosoftCallsIt(t *testing.T) {
	for from, event := range map[partner.OutState]partner.OutEvent{partner.Sending: partner.WasDelivered, partner.HandedOff: partner.WasFound} {
		o, err := partner.Outgoing{State: from}.Next(partner.Outcome{Event: event, Number: "42", Resource: "/ticket"}, morning)
		if err != nil || o.State != partner.Sent || o.Number != "42" || o.Resource != "/ticket" || !o.SentAt.Equal(morning) || !o.UpdatedAt.Equal(morning) {
			t.Errorf("%s: %v, %+v", event, err, o)
		}
	}
}

// The reading before a repeat may find what is late; what was never sent can't be there.
func TestWhatIsQueuedIsFoundOnlyAfterATry(t *testing.T) {
	for attempts, want := range map[int]bool{0: false, 1: true} {
		_, err := partner.Outgoing{State: partner.Queued, Attempts: attempts}.Next(partner.Outcome{Event: partner.WasFound}, morning)
		if (err == nil) != want {
			t.Errorf("after %d tries: %v", attempts, err)
		}
	}
}

func TestOverThePortalNothingIsCalledSoNothingIsLost(t *testing.T) {
	for _, event := range []partner.OutEvent{partner.WasLost, partner.WasInterrupted} {
		o, err := partner.Outgoing{Channel: partner.ByPortal, State: partner.Sending}.Next(partner.Outcome{Event: event}, morning)
		if err != nil || o.State != partner.Queued || !o.NextTry.IsZero() {
			t.Errorf("%s: %v, %s until %s", event, err, o.State, o.NextTry)
		}
	}
	for _, channel := range []partner.Channel{partner.ByAzure, partner.ByNote} {
		if _, err := (partner.Outgoing{Channel: channel, State: partner.Sending}).Next(partner.Outcome{Event: partner.WasHandedOff}, morning); err == nil {
			t.Errorf("what goes by itself over %s was handed off", channel)
		}
	}
}

func TestARefusalWithoutAReasonIsNone(t *testing.T) {
	for from, event := range map[partner.OutState]partner.OutEvent{partner.Sending: partner.WasFailed, partner.Queued: partner.WasHeld} {
		if _, err := (partner.Outgoing{State: from}).Next(partner.Outcome{Event: event}, morning); fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s: %v", event, err)
		}
	}
}

func TestWhatGoesOutAtOnceNeedsNoRelease(t *testing.T) {
	if _, err := (partner.Outgoing{State: partner.Queued}).Next(partner.Outcome{Event: partner.WasReleased}, morning); fault.KindOf(err) != fault.Conflict {
		t.Errorf("%v", err)
	}
}

func TestARefusedEventSaysInWordsWhatCantBeDone(t *testing.T) {
	for event, key := range map[partner.OutEvent]string{
		partner.WasQueued: "outgoing_no_queue", partner.WasTakenBack: "outgoing_no_take_back", partner.WasHandedOff: "outgoing_no_hand_off",
		partner.WasStarted: "outgoing_no_send", partner.WasFound: "outgoing_no_find", partner.WasNotFound: "outgoing_no_send_again",
		partner.WasReleased: "outgoing_no_change", "nonsense": "outgoing_no_change",
	} {
		_, err := partner.Outgoing{ID: "TNT-A", State: partner.Sent}.Next(partner.Outcome{Event: event}, morning)
		if f, ok := fault.As(err); !ok || f.Kind != fault.Conflict || f.Message.Key != key || f.Remedy != "" {
			t.Errorf("%s: %+v", event, err)
		}
	}
}

func TestOnlyWhatThePersonCanMendWaitsForThem(t *testing.T) {
	why := func(k fault.Kind) *fault.Problem { return &fault.Problem{Kind: k} }
	for _, c := range []struct {
		what string
		o    partner.Outgoing
		want bool
	}{
		{"a draft", partner.Outgoing{State: partner.Drafted}, false},
		{"sent", partner.Outgoing{State: partner.Sent}, false},
		{"being sent", partner.Outgoing{State: partner.Sending}, false},
		{"rejected", partner.Outgoing{State: partner.Rejected}, true},
		{"handed off", partner.Outgoing{State: partner.HandedOff}, true},
		{"queued, and goes by itself", partner.Outgoing{State: partner.Queued, Channel: partner.ByAzure}, false},
		{"queued over the portal", partner.Outgoing{State: partner.Queued, Channel: partner.ByPortal}, true},
		{"blocked without a network", partner.Outgoing{State: partner.Blocked, Problem: why(fault.Offline)}, false},
		{"blocked without a sign-in", partner.Outgoing{State: partner.Blocked, Problem: why(fault.SignIn)}, true},
		{"blocked, and nobody knows why", partner.Outgoing{State: partner.Blocked}, true},
		{"uncertain, not looked for yet", partner.Outgoing{State: partner.Uncertain, Problem: why(fault.SignIn)}, false},
		{"uncertain, and can't be looked for", partner.Outgoing{State: partner.Uncertain, Problem: why(fault.SignIn), Reads: 1}, true},
		{"uncertain without a network", partner.Outgoing{State: partner.Uncertain, Problem: why(fault.Offline), Reads: 1}, false},
		{"uncertain, and nothing speaks against looking", partner.Outgoing{State: partner.Uncertain, Reads: 1}, false},
	} {
		if got := c.o.NeedsYou(); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

func TestWhatWasSentCountsUntilMicrosoftsListShowsItForThirtyDays(t *testing.T) {
	heads := []partner.RequestHead{{ID: "41"}}
	sent := partner.Outgoing{State: partner.Sent, Number: "42", SentAt: morning}
	shown, queued := sent, sent
	shown.Number, queued.State = "41", partner.Queued
	const month = 30 * 24 * time.Hour
	for _, c := range []struct {
		o     partner.Outgoing
		after time.Duration
		want  bool
	}{{sent, time.Hour, true}, {sent, month - 1, true}, {sent, month, false}, {shown, time.Hour, false}, {queued, time.Hour, false}} {
		if got := c.o.Unlisted(heads, morning.Add(c.after)); got != c.want {
			t.Errorf("%s, number %s after %s: %v", c.o.State, c.o.Number, c.after, got)
		}
	}
}

func TestANoteIsTitledByItsRequestAndARequestByItself(t *testing.T) {
	o := partner.Outgoing{RequestTitle: "of the request", Draft: partner.Draft{Title: "its own"}}
	for channel, want := range map[partner.Channel]string{partner.ByNote: "of the request", partner.ByAzure: "its own", partner.ByPortal: "its own"} {
		if o.Channel = channel; o.Title() != want {
			t.Errorf("%s: %q", channel, o.Title())
		}
	}
}

func TestEveryStateHasWords(t *testing.T) {
	seen := map[string]partner.OutState{}
	for _, s := range partner.OutStates() {
		key := s.Words().Key
		if key == string(s) || seen[key] != "" {
			t.Errorf("%s is called %s, as %q is", s, key, seen[key])
		}
		seen[key] = s
	}
	if got := partner.OutState("tomorrow's").Words().Key; got != "tomorrow's" {
		t.Errorf("an unknown state is called %s", got)
	}
}
