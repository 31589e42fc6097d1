package outbox

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// wall is this computer's clock, which people set.
type wall struct{ ahead atomic.Int64 }

func (w *wall) by(o *Options) {
	w.ahead.Store(int64(5 * time.Hour))
	o.Now = func() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) }
}

// right sets a clock right that was five hours ahead.
func (w *wall) right() { w.ahead.Store(0) }

func TestAClockThatIsSetBackPutsNothingOff(t *testing.T) {
	for _, c := range []struct {
		kind  fault.Kind
		state partner.OutState
	}{{fault.Upstream, partner.Queued}, {fault.Throttled, partner.Queued}, {fault.Denied, partner.Blocked}, {fault.Internal, partner.Blocked}} {
		synctest.Test(t, func(t *testing.T) {
			broken := true
			f := &fake{send: func(context.Context, partner.Outgoing) error {
				if broken {
					return fault.New(c.kind, "no")
				}
				return nil
			}}
			var clock wall
			b := open(t, f, clock.by)
			id := note(t, b, "a")
			stop := serve(t, b)
			synctest.Wait()
			stop()
			want(t, b, id, c.state)
			broken = false
			clock.right()
			start := time.Now()
			go func() { _, _, _ = b.step(t.Context()) }() // without the wake that a start brings
			synctest.Wait()
			if want(t, b, id, partner.Sent); time.Since(start) != 0 {
				t.Errorf("%s: after %s", c.kind, time.Since(start))
			}
		})
	}
}

// How long ago it was lost, a clock that was set back can't tell: it is given its time once more.
func TestWhatWasLostBeforeTheClockWasSetBackIsStillGivenTimeToArrive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var clock wall
		var arrived atomic.Bool
		f := &fake{send: func(context.Context, partner.Outgoing) error { return unsure(fault.Offline) },
			settle: func(context.Context, partner.Outgoing) (bool, error) { return arrived.Load(), nil }}
		b := open(t, f, clock.by)
		id := note(t, b, "a")
		serve(t, b)
		synctest.Wait()
		want(t, b, id, partner.Uncertain)
		clock.right()
		b.Wake(WakeAll)
		synctest.Wait()
		want(t, b, id, partner.Uncertain)
		time.Sleep(9 * time.Second)
		arrived.Store(true)
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if want(t, b, id, partner.Sent); len(f.calls()) != 1 {
			t.Errorf("sent %d times", len(f.calls()))
		}
	})
}

func TestAPersonSettlesWhatAClockThatWasSetBackPutsOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var clock wall
		f := &fake{send: func(context.Context, partner.Outgoing) error { return unsure(fault.Offline) }}
		b := open(t, f, clock.by)
		id := note(t, b, "a")
		stop := serve(t, b)
		synctest.Wait()
		stop()
		if _, err := b.NotThere(id); fault.KindOf(err) != fault.Conflict {
			t.Errorf("by a right clock it is waited for: %v", err)
		}
		clock.right()
		if o, err := b.NotThere(id); err != nil || o.State != partner.Queued {
			t.Errorf("%s, %v", o.State, err)
		}
	})
}
