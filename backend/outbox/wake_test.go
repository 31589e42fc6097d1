package outbox

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
)

func TestWhatIsHeldGoesOutWithTheWakeThatMendsItAndNoOther(t *testing.T) {
	for _, c := range []struct {
		kind   fault.Kind
		mends  []Wake
		others []Wake
	}{
		{fault.Offline, []Wake{WakeNetwork, WakeAll}, []Wake{WakeSignIn, WakeSync}},
		{fault.SignIn, []Wake{WakeSignIn, WakeAll}, []Wake{WakeNetwork, WakeSync}},
		{fault.Consent, []Wake{WakeSignIn, WakeSync, WakeAll}, []Wake{WakeNetwork}},
		{fault.Denied, []Wake{WakeSignIn, WakeSync, WakeAll}, []Wake{WakeNetwork}},
		{fault.Internal, []Wake{WakeAll}, []Wake{WakeNetwork, WakeSignIn, WakeSync}},
	} {
		for _, mend := range c.mends {
			synctest.Test(t, func(t *testing.T) {
				var problem error = fault.New(c.kind, "no")
				f := &fake{}
				b := open(t, f, func(o *Options) { o.Allowed = func(partner.Outgoing) error { return problem } })
				id := note(t, b, "a")
				serve(t, b)
				synctest.Wait()
				want(t, b, id, partner.Blocked)
				problem = nil
				for _, k := range c.others {
					b.Wake(k)
				}
				synctest.Wait()
				if len(f.calls()) != 0 {
					t.Errorf("%s: sent by a wake that mends nothing", c.kind)
				}
				b.Wake(mend)
				synctest.Wait()
				want(t, b, id, partner.Sent)
			})
		}
	}
}

// A sync ends every few minutes, and changes nothing about a refusal of Microsoft's own.
func TestWhatMicrosoftRefusesIsTriedDailyAndNotAtEverySync(t *testing.T) {
	refusal := fault.New(fault.Denied, "403")
	for name, f := range map[string]*fake{
		"the send":    {send: func(context.Context, partner.Outgoing) error { return refusal }},
		"the reading": {prepare: func(context.Context, partner.Outgoing) (int, error) { return 0, refusal }},
	} {
		synctest.Test(t, func(t *testing.T) {
			var asked atomic.Int32
			b := open(t, f, func(o *Options) {
				o.Sender = func(partner.Channel) Sender { asked.Add(1); return f }
			})
			id := note(t, b, "a")
			serve(t, b)
			for range 23 {
				b.Wake(WakeSync)
				time.Sleep(time.Hour)
				synctest.Wait()
			}
			if want(t, b, id, partner.Blocked); asked.Load() != 1 {
				t.Errorf("%s: tried %d times within a day", name, asked.Load())
			}
			time.Sleep(2 * time.Hour)
			synctest.Wait()
			if asked.Load() != 2 {
				t.Errorf("%s: tried %d times in a day and an hour", name, asked.Load())
			}
			b.Wake(WakeSignIn) // perhaps with another role
			synctest.Wait()
			if asked.Load() != 3 {
				t.Errorf("%s: a sign-in does not try it", name)
			}
		})
	}
}

func TestASyncReleasesWhatWeHeldWhileItWasUncertain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var problem error
		f := &fake{settle: func(context.Context, partner.Outgoing) (bool, error) { return true, nil }}
		f.send = func(context.Context, partner.Outgoing) error {
			problem = fault.New(fault.Denied, "the delegation ended")
			return unsure(fault.Offline)
		}
		b := open(t, f, func(o *Options) { o.Allowed = func(partner.Outgoing) error { return problem } })
		id := note(t, b, "a")
		serve(t, b)
		time.Sleep(time.Minute)
		synctest.Wait()
		want(t, b, id, partner.Uncertain)
		problem = nil
		b.Wake(WakeSync)
		synctest.Wait()
		want(t, b, id, partner.Sent)
	})
}

// What held it up yesterday may have been mended while nothing ran.
func TestAStartTriesWhatAnEarlierProcessWaitedFor(t *testing.T) {
	for _, kind := range []fault.Kind{fault.Offline, fault.SignIn, fault.Consent, fault.Denied, fault.Internal} {
		synctest.Test(t, func(t *testing.T) {
			j := memstore.NewJournal().Outbox()
			err := j.Put(partner.Outgoing{ID: "TNT-A", Tenant: "a", Channel: partner.ByNote, State: partner.Blocked, Place: 1, Reads: 1,
				Problem: &fault.Problem{Kind: kind}, NextTry: time.Now().Add(20 * time.Hour), UpdatedAt: time.Now()})
			if err != nil {
				t.Fatal(err)
			}
			b := open(t, &fake{}, on(j))
			serve(t, b)
			synctest.Wait()
			want(t, b, "TNT-A", partner.Sent)
		})
	}
}

func TestNobodySignedInHoldsEverythingUntilSomebodyIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fake{}
		in := false
		b := open(t, f, func(o *Options) {
			o.Sender = func(partner.Channel) Sender {
				if !in {
					return nil
				}
				return f
			}
		})
		id := note(t, b, "a")
		serve(t, b)
		synctest.Wait()
		if o, _ := b.Get(id); o.State != partner.Blocked || o.Problem.Kind != fault.SignIn || o.Problem.Remedy != fault.SignInAgain {
			t.Errorf("%s, %+v", o.State, o.Problem)
		}
		in = true
		b.Wake(WakeSignIn)
		synctest.Wait()
		want(t, b, id, partner.Sent)
	})
}

func TestSeveralWakesAtOnceAreAllObeyed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		problems := map[partner.TenantID]error{"a": fault.New(fault.Offline, "no route"), "b": fault.New(fault.Consent, "no")}
		f := &fake{}
		b := open(t, f, func(o *Options) { o.Allowed = func(o partner.Outgoing) error { return problems[o.Tenant] } })
		first, second := note(t, b, "a"), note(t, b, "b")
		serve(t, b)
		synctest.Wait()
		clear(problems)
		b.Wake(WakeNetwork)
		b.Wake(WakeSignIn)
		synctest.Wait()
		want(t, b, first, partner.Sent)
		want(t, b, second, partner.Sent)
	})
}

func TestAWakeDuringASendIsNotLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := true
		f := &fake{}
		b := open(t, f)
		f.send = func(context.Context, partner.Outgoing) error {
			if first {
				first = false
				b.Wake(WakeNetwork) // it comes back just after the dial failed
				return fault.New(fault.Offline, "no route")
			}
			return nil
		}
		id := note(t, b, "a")
		serve(t, b)
		synctest.Wait()
		want(t, b, id, partner.Sent)
	})
}
