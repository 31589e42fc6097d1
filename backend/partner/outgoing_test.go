package partner_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

var morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

var events = []partner.OutEvent{partner.WasQueued, partner.WasTakenBack, partner.WasStarted, partner.WasDelivered, partner.WasHandedOff,
	partner.WasFound, partner.WasNotFound, partner.WasFailed, partner.WasLost, partner.WasInterrupted, partner.WasNotSettled,
	partner.WasHeld, partner.WasReleased, "nonsense"}

// A walk of random events from a draft: each leads where moves says or is refused and changes nothing; what
// was handed in stays as it was; the history tells the walk.
func TestOnlyTheEventsOfAStateChangeIt(t *testing.T) {
	moves, taken := movesOf(lines(t)), map[partner.OutEvent]int{}
	rapid.Check(t, func(rt *rapid.T) {
		o := partner.Outgoing{ID: "TNT-A", State: partner.Drafted,
			Channel: rapid.SampledFrom([]partner.Channel{partner.ByAzure, partner.ByNote, partner.ByPortal}).Draw(rt, "channel")}
		now := morning
		for range 200 {
			now = now.Add(time.Minute)
			e := partner.Outcome{Event: rapid.SampledFrom(events).Draw(rt, "event"), Place: o.Place + 1, Key: "new", Number: "1", Baseline: 2}
			switch e.Event {
			case partner.WasFailed, partner.WasHeld, partner.WasLost, partner.WasNotSettled:
				e.Problem = &fault.Problem{Kind: rapid.SampledFrom(fault.Kinds()).Draw(rt, "kind"), At: now}
			}
			before := o
			before.History = slices.Clone(o.History)
			n, err := o.Next(e, now)
			if d := cmp.Diff(before, o); d != "" {
				rt.Fatalf("Next changed what it was given: %s", d)
			}
			if err != nil {
				if fault.KindOf(err) != fault.Conflict || cmp.Diff(o, n) != "" {
					rt.Fatalf("%s, %s: %v", o.State, e.Event, err)
				}
				continue
			}
			if !slices.Contains(moves[o.State][e.Event], n.State) {
				rt.Fatalf("%s, %s: %s", o.State, e.Event, n.State)
			}
			taken[e.Event]++
			follows(rt, o, e, n, now)
			o = n
		}
	})
	for _, e := range events {
		if e != "nonsense" && taken[e] == 0 {
			t.Errorf("%s was never taken", e)
		}
	}
}

// follows holds after every event that was taken.
func follows(t *rapid.T, o partner.Outgoing, e partner.Outcome, n partner.Outgoing, now time.Time) {
	last := n.History[len(n.History)-1]
	if e.Event == partner.WasReleased { // is in no history
		if d := cmp.Diff(o.History, n.History); d != "" {
			t.Fatal(d)
		}
		last.Event, last.State = e.Event, n.State
	}
	switch {
	case !n.UpdatedAt.Equal(now):
		t.Fatalf("%s: it was changed at %s", e.Event, n.UpdatedAt)
	case last.Event != e.Event || last.State != n.State:
		t.Fatalf("%s: the history ends with %+v", e.Event, last)
	case n.State == partner.Sending && (n.Key == "" || n.Attempts == 0):
		t.Fatalf("it is sent without a key")
	case n.State == partner.Uncertain && n.Key == "":
		t.Fatalf("nobody can look for it: its key is gone")
	case n.State == partner.Blocked && n.Problem == nil, n.State == partner.Rejected && n.Problem == nil:
		t.Fatalf("%s and nobody knows why", n.State)
	case n.State == partner.Blocked && n.NextTry.IsZero():
		t.Fatal("blocked for ever")
	case n.State == partner.Sent && (n.SentAt.IsZero() || n.Number != "1" || n.Problem != nil):
		t.Fatalf("sent: %+v", n)
	case n.NextTry.After(now.Add(24 * time.Hour)):
		t.Fatalf("put off until %s", n.NextTry)
	case e.Event == partner.WasNotFound && n.Key != o.Key:
		t.Fatal("what may still arrive is sent again under another key")
	case o.Channel == partner.ByAzure && o.Key != "" && (n.Key != o.Key || n.Attempts < o.Attempts):
		t.Fatal("what may still arrive under its name is forgotten")
	case o.Attempts > 0 && e.Event != partner.WasQueued && n.Baseline != o.Baseline:
		t.Fatal("how many equal notes there were is forgotten")
	}
}

func TestFromEveryStateAWayLeadsToSent(t *testing.T) {
	moves, reach := movesOf(lines(t)), map[partner.OutState]bool{partner.Sent: true}
	for range partner.OutStates() {
		for from, by := range moves {
			for _, to := range by {
				for _, s := range to {
					reach[from] = reach[from] || reach[s]
				}
			}
		}
	}
	for _, s := range partner.OutStates() {
		if !reach[s] {
			t.Errorf("no way out of %s", s)
		}
	}
}

// sending is one that is being sent for the n-th time.
func sending(t *testing.T, c partner.Channel, resource string, n int) partner.Outgoing {
	t.Helper()
	o := partner.Outgoing{ID: "TNT-A", Channel: c, RequestResource: resource, State: partner.Drafted}
	steps := []partner.Outcome{{Event: partner.WasQueued, Place: 1}, {Event: partner.WasStarted, Key: "k1", Baseline: 3}}
	for range n - 1 {
		steps = append(steps, partner.Outcome{Event: partner.WasFailed, Problem: &fault.Problem{Kind: fault.Upstream}},
			partner.Outcome{Event: partner.WasStarted, Key: "k2", Baseline: 9})
	}
	return through(t, o, steps...)
}

func through(t *testing.T, o partner.Outgoing, steps ...partner.Outcome) partner.Outgoing {
	t.Helper()
	for _, e := range steps {
		var err error
		if o, err = o.Next(e, morning); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

func TestARefusalWaitsAsItsKindDemands(t *testing.T) {
	for _, c := range []struct {
		kind  fault.Kind
		tries int
		state partner.OutState
		wait  time.Duration // 0: never by itself
	}{
		{fault.Throttled, 1, partner.Queued, 5 * time.Second}, {fault.Throttled, 3, partner.Queued, 20 * time.Second},
		{fault.Upstream, 2, partner.Queued, 10 * time.Second}, {fault.Upstream, 40, partner.Queued, 10 * time.Minute},
		{fault.Offline, 1, partner.Blocked, 5 * time.Second}, {fault.Internal, 1, partner.Blocked, 5 * time.Second},
		{fault.Corrupt, 1, partner.Blocked, 5 * time.Second}, {fault.SignIn, 1, partner.Blocked, 24 * time.Hour},
		{fault.Consent, 1, partner.Blocked, 24 * time.Hour}, {fault.Denied, 5, partner.Blocked, 24 * time.Hour},
		{fault.Invalid, 1, partner.Rejected, 0}, {fault.Missing, 1, partner.Rejected, 0}, {fault.Retired, 1, partner.Rejected, 0},
		{fault.Conflict, 1, partner.Rejected, 0},
	} {
		o := through(t, sending(t, partner.ByNote, "", c.tries), partner.Outcome{Event: partner.WasFailed, Problem: &fault.Problem{Kind: c.kind}})
		wait := o.NextTry.Sub(morning)
		if o.NextTry.IsZero() {
			wait = 0
		}
		if o.State != c.state || wait != c.wait || o.Problem.Kind != c.kind {
			t.Errorf("%s after %d tries: %s, again in %s", c.kind, c.tries, o.State, wait)
		}
	}
}

func TestATimeThatTheServiceNamesIsKeptWithinADay(t *testing.T) {
	for named, want := range map[time.Duration]time.Duration{57 * time.Second: 57 * time.Second, 400 * 24 * time.Hour: 24 * time.Hour,
		-time.Hour: 5 * time.Second} {
		o := through(t, sending(t, partner.ByNote, "", 1), partner.Outcome{Event: partner.WasFailed,
			Problem: &fault.Problem{Kind: fault.Throttled}, RetryAt: morning.Add(named)})
		if got := o.NextTry.Sub(morning); got != want {
			t.Errorf("named %s, waits %s", named, got)
		}
	}
}

func TestAnAnswerEndsTheRequestIDOfANoteAndNotTheNameAtAzure(t *testing.T) {
	for _, c := range []struct {
		channel  partner.Channel
		resource string
		want     string
	}{{partner.ByNote, "", "k2"}, {partner.ByNote, "/ticket", "k1"}, {partner.ByAzure, "", "k1"}} {
		if o := sending(t, c.channel, c.resource, 2); o.Key != c.want || o.Baseline != 3 || o.Attempts != 2 {
			t.Errorf("%s %s: key %s, baseline %d, %d attempts", c.channel, c.resource, o.Key, o.Baseline, o.Attempts)
		}
	}
	// Without an answer the id stays (api/facts.md 2.0).
	o := through(t, sending(t, partner.ByNote, "", 1), partner.Outcome{Event: partner.WasLost}, partner.Outcome{Event: partner.WasNotFound},
		partner.Outcome{Event: partner.WasStarted, Key: "k2"})
	if o.Key != "k1" {
		t.Errorf("key %s", o.Key)
	}
}

func TestWhatIsLostIsGivenTimeToArrive(t *testing.T) {
	o := through(t, sending(t, partner.ByAzure, "", 1), partner.Outcome{Event: partner.WasLost})
	if got := o.NextTry.Sub(morning); o.State != partner.Uncertain || got != 10*time.Second {
		t.Errorf("%s, read after %s", o.State, got)
	}
	o, err := o.Next(partner.Outcome{Event: partner.WasReleased}, morning.Add(-3*time.Hour)) // the clock was set back
	if got := o.NextTry.Sub(morning.Add(-3 * time.Hour)); err != nil || o.State != partner.Uncertain || got != 10*time.Second {
		t.Errorf("%v; %s, by another clock read after %s", err, o.State, got)
	}
	o = through(t, o, partner.Outcome{Event: partner.WasNotSettled, Problem: &fault.Problem{Kind: fault.Offline}}, partner.Outcome{Event: partner.WasReleased})
	if o.State != partner.Uncertain || !o.NextTry.IsZero() {
		t.Errorf("%s until %s", o.State, o.NextTry)
	}
}

// back is taken back after a refusal.
func back(t *testing.T, o partner.Outgoing) partner.Outgoing {
	t.Helper()
	return through(t, o, partner.Outcome{Event: partner.WasFailed, Problem: &fault.Problem{Kind: fault.Invalid}}, partner.Outcome{Event: partner.WasTakenBack})
}

func TestANoteAtPartnerCenterThatIsQueuedAnewStartsAnew(t *testing.T) {
	o := through(t, back(t, sending(t, partner.ByNote, "", 3)), partner.Outcome{Event: partner.WasQueued, Place: 8})
	if o.Key != "" || o.Baseline != 0 || o.Attempts != 0 || o.Reads != 0 || o.Problem != nil || o.Place != 8 || !o.NextTry.IsZero() {
		t.Errorf("%+v", o)
	}
}

func TestWhatHasANameKeepsItWhenItIsQueuedAnew(t *testing.T) {
	for _, o := range []partner.Outgoing{sending(t, partner.ByAzure, "", 3), sending(t, partner.ByNote, "/ticket", 3)} {
		o = through(t, back(t, o), partner.Outcome{Event: partner.WasQueued, Place: 8})
		if o.Key != "k1" || o.Baseline != 3 || o.Attempts != 3 || o.Reads != 0 || o.Problem != nil || o.Place != 8 || !o.NextTry.IsZero() {
			t.Errorf("%+v", o)
		}
	}
}

func TestATicketKeepsItsNameOnADetourOverThePortal(t *testing.T) {
	o := back(t, sending(t, partner.ByAzure, "", 1))
	o.Channel = partner.ByPortal
	o = through(t, o, partner.Outcome{Event: partner.WasQueued}, partner.Outcome{Event: partner.WasStarted}, partner.Outcome{Event: partner.WasHandedOff},
		partner.Outcome{Event: partner.WasTakenBack})
	o.Channel = partner.ByAzure
	if o = through(t, o, partner.Outcome{Event: partner.WasQueued}); o.Key != "k1" || o.Attempts == 0 {
		t.Errorf("%d attempts under the name %q", o.Attempts, o.Key)
	}
}

func TestWhatWasHandedOffAndThenGoesToAzureStartsAnew(t *testing.T) {
	o := through(t, partner.Outgoing{ID: "TNT-A", Channel: partner.ByPortal, State: partner.Drafted}, partner.Outcome{Event: partner.WasQueued},
		partner.Outcome{Event: partner.WasStarted}, partner.Outcome{Event: partner.WasHandedOff}, partner.Outcome{Event: partner.WasTakenBack})
	o.Channel = partner.ByAzure
	if o = through(t, o, partner.Outcome{Event: partner.WasQueued}); o.Attempts != 0 {
		t.Errorf("it is looked for under the name %q", o.Key)
	}
}

func TestOnlyWhatWasLostUnderItsNameMayStillArrive(t *testing.T) {
	lost := []partner.Outcome{{Event: partner.WasLost}, {Event: partner.WasNotFound}, {Event: partner.WasTakenBack}}
	for _, c := range []struct {
		o    partner.Outgoing
		want bool
	}{
		{through(t, sending(t, partner.ByAzure, "", 1), lost...), true},
		{through(t, sending(t, partner.ByNote, "/ticket", 1), lost...), true},
		{through(t, sending(t, partner.ByAzure, "", 1), partner.Outcome{Event: partner.WasInterrupted}), true},
		{through(t, sending(t, partner.ByNote, "", 1), lost...), false},
		{back(t, sending(t, partner.ByAzure, "", 3)), false},
	} {
		if got := c.o.MayArrive(); got != c.want {
			t.Errorf("%s %s: %v", c.o.Channel, c.o.RequestResource, got)
		}
	}
}

func TestAConflictThatIsNotItselfEndsInARefusal(t *testing.T) {
	conflict := &fault.Problem{Kind: fault.Conflict}
	o := through(t, sending(t, partner.ByAzure, "", 1), partner.Outcome{Event: partner.WasLost, Problem: conflict}, partner.Outcome{Event: partner.WasNotFound})
	if o.State != partner.Rejected || o.Problem != conflict || !o.NextTry.IsZero() {
		t.Errorf("%s, %+v", o.State, o.Problem)
	}
	if o = through(t, o, partner.Outcome{Event: partner.WasTakenBack}, partner.Outcome{Event: partner.WasQueued}); o.Key != "k1" {
		t.Errorf("it is looked for under %q", o.Key)
	}
}

func TestAHistoryKeepsTheNewestAndTellsARepetitionOnce(t *testing.T) {
	o := partner.Outgoing{ID: "TNT-A", Channel: partner.ByNote, State: partner.Drafted}
	o = through(t, o, partner.Outcome{Event: partner.WasQueued})
	for range 50 {
		o = through(t, o, partner.Outcome{Event: partner.WasHeld, Problem: &fault.Problem{Kind: fault.Offline}})
	}
	if len(o.History) != 2 {
		t.Errorf("fifty times the same are %d lines", len(o.History)-1)
	}
	o = through(t, o, partner.Outcome{Event: partner.WasHeld, Problem: &fault.Problem{Kind: fault.SignIn}})
	if len(o.History) != 3 {
		t.Error("another reason is not told")
	}
	told := o.History
	o = through(t, o, partner.Outcome{Event: partner.WasReleased})
	if d := cmp.Diff(told, o.History); d != "" {
		t.Errorf("a release is told: %s", d)
	}
	for range 80 {
		o = through(t, o, partner.Outcome{Event: partner.WasTakenBack}, partner.Outcome{Event: partner.WasQueued})
	}
	if n := len(o.History); n != 100 || o.History[n-1].Event != partner.WasQueued {
		t.Errorf("%d lines, the last is %s", n, o.History[n-1].Event)
	}
}

func TestTheReferenceFitsIntoEveryTitle(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o := partner.Outgoing{ID: "TNT-7F3K2M", Draft: partner.Draft{Title: rapid.StringN(0, 300, -1).Draw(rt, "title")}}
		got := o.TitleWithReference()
		if utf8.RuneCountInString(got) > partner.MaxTitle || !strings.HasSuffix(got, " [TNT-7F3K2M]") {
			rt.Fatalf("%q", got)
		}
		if short := o.Draft.Title; utf8.RuneCountInString(short) <= 200 && !strings.HasPrefix(got, string([]rune(short))) {
			rt.Fatalf("%q lost a part of %q", got, short)
		}
	})
}

func TestEachStateCountsWhereItShould(t *testing.T) {
	for _, s := range partner.OutStates() {
		o := partner.Outgoing{State: s}
		waiting := s != partner.Drafted && s != partner.Sent
		editable := s == partner.Drafted || s == partner.Queued || s == partner.Blocked || s == partner.Rejected
		if o.OnTheirWay() != waiting || o.Editable() != editable {
			t.Errorf("%s: waiting %v, editable %v", s, o.OnTheirWay(), o.Editable())
		}
	}
}
