package outbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
)

// serve runs the loop for as long as the test.
func serve(t *testing.T, b *Outbox) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { b.Serve(ctx); close(done) }()
	stop = func() { cancel(); <-done }
	t.Cleanup(stop)
	return stop
}

func TestWhatIsQueuedGoesOutAtOnceInTheOrderOfTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{}
		b := open(t, f)
		serve(t, b)
		start := time.Now()
		first := note(t, b, "a")
		synctest.Wait()
		second, third := note(t, b, "b"), note(t, b, "a")
		synctest.Wait()
		if got := f.calls(); !slices.Equal(got, []string{first, second, third}) {
			t.Errorf("sent %v", got)
		}
		if time.Since(start) != 0 {
			t.Errorf("it took %s", time.Since(start))
		}
		o, _ := b.Get(first)
		if o.State != partner.Sent || o.Number != "n-"+first || o.Resource != "/r" || o.SentAt.IsZero() || onTheirWay(b) != 0 {
			t.Errorf("%+v, waiting %d", o, onTheirWay(b))
		}
	})
}

func TestADraftAndAPortalRequestAreNotSentByTheLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{}
		b := open(t, f)
		serve(t, b)
		if _, err := b.Add(partner.Outgoing{Tenant: "a", Channel: partner.ByNote}); err != nil {
			t.Fatal(err)
		}
		portal := queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByPortal})
		behind := note(t, b, "a") // a portal request holds nobody up
		b.Wake(WakeAll)
		time.Sleep(48 * time.Hour)
		synctest.Wait()
		if got := f.calls(); !slices.Equal(got, []string{behind}) {
			t.Errorf("sent %v", got)
		}
		want(t, b, portal, partner.Queued)
	})
}

func TestARetryAfterIsObeyedAndOthersGoOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		first := true
		f := &fake{send: func(_ context.Context, o partner.Outgoing) error {
			if o.Tenant != "a" || !first {
				return nil
			}
			first = false
			e := fault.New(fault.Throttled, "429")
			e.RetryAt = time.Now().Add(57 * time.Second)
			return e
		}}
		b := open(t, f)
		slow, behind, other := note(t, b, "a"), note(t, b, "a"), note(t, b, "b")
		serve(t, b)
		synctest.Wait()
		if b.Behind(behind) != slow || b.Behind(slow) != "" || b.Behind(other) != "" {
			t.Errorf("behind: %q %q %q", b.Behind(behind), b.Behind(slow), b.Behind(other))
		}
		b.Wake(WakeAll) // the service asked for patience
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if got := f.calls(); !slices.Equal(got, []string{slow, other, slow, behind}) {
			t.Errorf("sent %v", got)
		}
		if got := f.after(start); !slices.Equal(got, []time.Duration{0, 0, 57 * time.Second, 57 * time.Second}) {
			t.Errorf("at %v", got)
		}
	})
}

// What ails one ticket holds up what comes after it on that ticket, and nothing else of the customer.
func TestATicketHoldsUpOnlyWhatIsOnIt(t *testing.T) {
	for name, ails := range map[string]error{"blocked": fault.New(fault.Denied, "403"), "uncertain": unsure(fault.Offline), "put off": fault.New(fault.Upstream, "503")} {
		synctest.Test(t, func(t *testing.T) {
			ill := map[string]bool{}
			f := &fake{send: func(_ context.Context, o partner.Outgoing) error {
				if ill[o.ID] {
					return ails
				}
				return nil
			}, settle: func(context.Context, partner.Outgoing) (bool, error) {
				return false, fault.New(fault.Offline, "no answer")
			}}
			b := open(t, f)
			on := func(number, resource string) string {
				return queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByNote, RequestID: number, RequestResource: resource, Note: "text"})
			}
			newTicket := func() string { return queued(t, b, partner.Outgoing{Tenant: "a", Channel: partner.ByAzure}) }
			illTicket, illNote, illMessage := newTicket(), on("r1", ""), on("n2", "/Tickets/2")
			behindNote, behindMessage := on("r1", ""), on("n2", "/tickets/2") // the same path: Azure writes it in any case
			free := []string{newTicket(), on("r2", ""), on("n3", "/tickets/3"), on("n2", "")}
			ill[illTicket], ill[illNote], ill[illMessage] = true, true, true
			if b.Behind(behindNote) != illNote || b.Behind(behindMessage) != illMessage {
				t.Errorf("behind %q, %q", b.Behind(behindNote), b.Behind(behindMessage))
			}
			serve(t, b)
			synctest.Wait()
			for _, id := range free {
				if b.Behind(id) != "" {
					t.Errorf("%s waits behind %s", id, b.Behind(id))
				}
				want(t, b, id, partner.Sent)
			}
			for _, id := range []string{behindNote, behindMessage} {
				if o, _ := b.Get(id); o.State != partner.Queued {
					t.Errorf("%s: %s overtook the one before it on its ticket", name, id)
				}
			}
		})
	}
}

func TestTheServiceThatFailsIsAskedLessAndLess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		f := &fake{send: func(context.Context, partner.Outgoing) error { return fault.New(fault.Upstream, "503") }}
		b := open(t, f)
		note(t, b, "a")
		serve(t, b)
		time.Sleep(45 * time.Minute)
		synctest.Wait()
		s := time.Second
		if got := f.after(start); !slices.Equal(got, []time.Duration{0, 5 * s, 15 * s, 35 * s, 75 * s, 155 * s, 315 * s, 635 * s,
			1235 * s, 1835 * s, 2435 * s}) {
			t.Errorf("at %v", got)
		}
	})
}

func TestAReadingThatFailsBeforeTheFirstSendIsTriedLessAndLess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Duration
		start := time.Now()
		f := &fake{prepare: func(context.Context, partner.Outgoing) (int, error) {
			at = append(at, time.Since(start))
			return 0, fault.New(fault.Upstream, "500")
		}}
		b := open(t, f)
		id := note(t, b, "a")
		serve(t, b)
		time.Sleep(40 * time.Second)
		synctest.Wait()
		s := time.Second
		if !slices.Equal(at, []time.Duration{0, 5 * s, 15 * s, 35 * s}) || len(f.calls()) != 0 {
			t.Errorf("at %v, sent %v", at, f.calls())
		}
		if o, _ := b.Get(id); len(o.History) != 2 {
			t.Errorf("the same again is told %d times", len(o.History)-1)
		}
	})
}

func TestALostAnswerIsSettledByReadingAndNotSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var read time.Duration
		f := &fake{send: func(context.Context, partner.Outgoing) error { return unsure(fault.Offline) },
			settle: func(context.Context, partner.Outgoing) (bool, error) { read = time.Since(start); return true, nil }}
		b := open(t, f)
		id := note(t, b, "a")
		serve(t, b)
		synctest.Wait()
		want(t, b, id, partner.Uncertain)
		if _, err := b.NotThere(id); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a person is faster than the call: %v", err)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		want(t, b, id, partner.Sent)
		if len(f.calls()) != 1 || read != 10*time.Second {
			t.Errorf("sent %d times, read after %s", len(f.calls()), read)
		}
	})
}

func TestAnErrorThatNobodyClassifiedCountsAsUnsure(t *testing.T) {
	for _, err := range []error{context.DeadlineExceeded, context.Canceled, errors.New("reset"), &fault.Error{Kind: fault.Offline, Err: context.Canceled, Unsure: true}} {
		synctest.Test(t, func(t *testing.T) {
			f := &fake{send: func(context.Context, partner.Outgoing) error { return err }}
			b := open(t, f)
			id := note(t, b, "a")
			serve(t, b)
			synctest.Wait()
			want(t, b, id, partner.Uncertain)
		})
	}
}

// A dial that timed out "is" a deadline, and nothing was sent: who classified it knows.
func TestWhoClassifiedAnErrorDecidesWhetherItIsSure(t *testing.T) {
	for _, cause := range []error{context.DeadlineExceeded, context.Canceled} {
		synctest.Test(t, func(t *testing.T) {
			f := &fake{settle: func(context.Context, partner.Outgoing) (bool, error) { t.Error("it is looked for"); return false, nil }}
			f.send = func(context.Context, partner.Outgoing) error {
				return fmt.Errorf("add a note: %w", fault.Wrap(fault.Offline, cause, "no route"))
			}
			b := open(t, f)
			id := note(t, b, "a")
			serve(t, b)
			synctest.Wait()
			if o, _ := b.Get(id); o.State != partner.Blocked || o.Problem.Kind != fault.Offline || o.History[len(o.History)-1].Event != partner.WasFailed {
				t.Errorf("%s, %+v", o.State, o.History)
			}
		})
	}
}

func TestACallThatNobodyAnswersEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{send: func(ctx context.Context, _ partner.Outgoing) error { <-ctx.Done(); return ctx.Err() }}
		b := open(t, f)
		id := note(t, b, "a")
		serve(t, b)
		time.Sleep(callLimit + time.Second)
		synctest.Wait()
		want(t, b, id, partner.Uncertain)
	})
}

func TestAStopDuringASendLeavesItUncertainAndTheNextStartSettlesIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := memstore.NewJournal().Outbox()
		f := &fake{send: func(ctx context.Context, _ partner.Outgoing) error { <-ctx.Done(); return ctx.Err() }}
		b := open(t, f, on(j))
		id := note(t, b, "a")
		stop := serve(t, b)
		synctest.Wait()
		want(t, b, id, partner.Sending)
		if o := kept(t, j, id); o.State != partner.Sending || o.Key == "" {
			t.Errorf("on disk it is %s under the key %q", o.State, o.Key)
		}
		stop()
		if o := kept(t, j, id); o.State != partner.Uncertain {
			t.Errorf("on disk it is %s", o.State)
		}
		again := &fake{settle: func(context.Context, partner.Outgoing) (bool, error) { return true, nil }}
		b = open(t, again, on(j))
		serve(t, b)
		time.Sleep(time.Minute)
		synctest.Wait()
		want(t, b, id, partner.Sent)
		if len(again.calls()) != 0 {
			t.Error("it was sent again")
		}
	})
}

func TestWhatAStartFindsInSendingIsUncertainOnDiskAtOnce(t *testing.T) {
	j := memstore.NewJournal().Outbox()
	if err := j.Put(partner.Outgoing{ID: "TNT-A", Tenant: "a", Channel: partner.ByNote, State: partner.Sending, Key: "k", Attempts: 1}); err != nil {
		t.Fatal(err)
	}
	b := open(t, &fake{}, on(j))
	want(t, b, "TNT-A", partner.Uncertain)
	if o := kept(t, j, "TNT-A"); o.State != partner.Uncertain || o.Key != "k" {
		t.Errorf("on disk it is %s", o.State)
	}
}

func TestWhatIsTakenBackDuringTheReadingIsNotSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{}
		b := open(t, f)
		reading := make(chan struct{})
		f.prepare = func(context.Context, partner.Outgoing) (int, error) { <-reading; return 0, nil }
		id := note(t, b, "a")
		serve(t, b)
		synctest.Wait()
		if _, err := b.TakeBack(id); err != nil {
			t.Fatal(err)
		}
		close(reading)
		synctest.Wait()
		want(t, b, id, partner.Drafted)
		if len(f.calls()) != 0 {
			t.Error("it was sent")
		}
	})
}

func TestAnEditDuringTheReadingVoidsTheReading(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{}
		b := open(t, f)
		reading := make(chan struct{})
		var read, sent []string
		f.prepare = func(_ context.Context, o partner.Outgoing) (int, error) {
			read = append(read, o.Note)
			<-reading
			return len(read), nil
		}
		f.send = func(_ context.Context, o partner.Outgoing) error {
			if sent = append(sent, o.Note); o.Baseline != 2 {
				t.Errorf("baseline %d is another text's", o.Baseline)
			}
			return nil
		}
		id := note(t, b, "a")
		serve(t, b)
		synctest.Wait()
		if _, err := b.Edit(id, func(o *partner.Outgoing) error { o.Note = "new"; return nil }); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Queue(id, nil); err != nil {
			t.Fatal(err)
		}
		close(reading)
		synctest.Wait()
		want(t, b, id, partner.Sent)
		if !slices.Equal(read, []string{"text", "new"}) || !slices.Equal(sent, []string{"new"}) {
			t.Errorf("read %q, sent %q", read, sent)
		}
	})
}

func TestAStopDuringAReadingChangesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := memstore.NewJournal().Outbox()
		hang := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		f := &fake{prepare: func(ctx context.Context, _ partner.Outgoing) (int, error) { return 0, hang(ctx) },
			settle: func(ctx context.Context, _ partner.Outgoing) (bool, error) { return false, hang(ctx) }}
		if err := j.Put(partner.Outgoing{ID: "TNT-A", Tenant: "a", Channel: partner.ByNote, State: partner.Uncertain, Key: "k", Attempts: 1}); err != nil {
			t.Fatal(err)
		}
		b := open(t, f, on(j))
		stop := serve(t, b)
		synctest.Wait()
		stop()
		if o := kept(t, j, "TNT-A"); o.State != partner.Uncertain || o.Reads != 0 {
			t.Errorf("%s after %d readings", o.State, o.Reads)
		}
		id := note(t, b, "b")
		if _, err := b.Found("TNT-A", "1", "", false); err != nil {
			t.Fatal(err)
		}
		stop = serve(t, b)
		synctest.Wait()
		stop()
		if o := kept(t, j, id); o.State != partner.Queued || len(o.History) != 1 {
			t.Errorf("%s, %v", o.State, o.History)
		}
	})
}
