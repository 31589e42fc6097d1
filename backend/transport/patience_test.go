package transport_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/transport"
)

// reading is a call as a client makes it: read to its end, tried again where that helps.
func reading(next http.RoundTripper, p *transport.Patience) func(context.Context, *testing.T) error {
	rt := transport.Retry(transport.Whole(transport.Network(next, p), 1<<20), time.Minute)
	return func(ctx context.Context, t *testing.T) error {
		_, err := rt.RoundTrip(get(t, ctx, graph))
		return err
	}
}

// dripping answers at once, and then with so many bytes at a time.
func dripping(size, chunk int, every time.Duration) fake {
	return func(r *http.Request) (*http.Response, error) {
		resp := answer(r, 200)
		resp.Body = io.NopCloser(&drip{r.Context(), size, chunk, every})
		return resp, nil
	}
}

type drip struct {
	ctx         context.Context
	left, chunk int
	every       time.Duration
}

func (d *drip) Read(p []byte) (int, error) {
	if d.left <= 0 {
		return 0, io.EOF
	}
	select {
	case <-time.After(d.every):
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
	n := min(len(p), d.chunk, d.left)
	d.left -= n
	return n, nil
}

// Wherever a service is silent, and however many are one after the other: all of it, with the second tries, is said
// within 90 seconds.
func TestSilenceIsSaidWithin90SecondsHoweverManyAreSilent(t *testing.T) {
	for where, silent := range map[string]fake{
		"before the answer": stuck(false), "within the answer": stuck(true), "a byte a second": dripping(1<<20, 1, time.Second),
	} {
		synctest.Test(t, func(t *testing.T) {
			var p transport.Patience
			call, start := reading(silent, &p), time.Now()
			for n := range 3 { // a list, a customer, what is read at last
				if err := call(t.Context(), t); fault.KindOf(err) != fault.Offline || !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("%s: call %d: %v", where, n, err)
				}
			}
			if took := time.Since(start); took > 80*time.Second || took < 40*time.Second {
				t.Errorf("%s: it took %v", where, took)
			}
		})
	}
}

// Sixteen at a time that are silent are one silence: patience is not lost to their number.
func TestSilencesAtTheSameTimeAreOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p transport.Patience
		call, start := reading(stuck(false), &p), time.Now()
		for range 16 {
			go func() { _ = call(t.Context(), t) }()
		}
		synctest.Wait()
		time.Sleep(28*time.Second + time.Millisecond)
		_, err := transport.Network(stuck(false), &p).RoundTrip(get(t, t.Context(), graph))
		if took := time.Since(start).Round(time.Second); fault.KindOf(err) != fault.Offline || took != 42*time.Second {
			t.Errorf("%v after %v, want 28 s and half of it", err, took)
		}
	})
}

// One silent customer costs the others nothing, and what once was silent is waited for again.
func TestPatienceComesBackWithAnswersAndWithTime(t *testing.T) {
	for what, between := range map[string]func(*testing.T, *transport.Patience){
		"answers": func(t *testing.T, p *transport.Patience) {
			call := reading(fake(status(200)), p)
			for range 40 {
				if err := call(t.Context(), t); err != nil {
					t.Error(err)
				}
			}
		},
		"time": func(*testing.T, *transport.Patience) { time.Sleep(2*time.Minute + time.Second) },
	} {
		synctest.Test(t, func(t *testing.T) {
			var p transport.Patience
			_ = reading(stuck(false), &p)(t.Context(), t)
			between(t, &p)
			start := time.Now()
			_, _ = transport.Network(stuck(false), &p).RoundTrip(get(t, t.Context(), graph))
			if took := time.Since(start); took != 28*time.Second {
				t.Errorf("after %s the next silence lasted %v", what, took)
			}
		})
	}
}

// A slow line is no silence, nor is a reader that takes its time: an answer that keeps coming is read to its end.
func TestAnAnswerThatKeepsComingIsNotCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p transport.Patience
		if err := reading(dripping(90<<10, 1<<10, time.Second), &p)(t.Context(), t); err != nil {
			t.Errorf("a kilobyte a second: %v", err)
		}
		resp, err := transport.Network(dripping(4, 1, 5*time.Second), &p).RoundTrip(get(t, t.Context(), graph))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		for range 4 {
			if n, err := resp.Body.Read(make([]byte, 1)); n != 1 || err != nil {
				t.Errorf("after an hour of the reader's: %v", err)
			}
			time.Sleep(time.Hour)
		}
	})
}

// However steadily an answer comes, a try has an end.
func TestATryHasAnEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p transport.Patience
		start := time.Now()
		resp, err := transport.Network(dripping(1<<20, 2<<10, time.Second), &p).RoundTrip(get(t, t.Context(), graph))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if _, err := io.Copy(io.Discard, resp.Body); fault.KindOf(err) != fault.Offline || time.Since(start) != 100*time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

// The caller's own limit is not the service's silence.
func TestWhoGivesUpLosesNoPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p transport.Patience
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := reading(stuck(false), &p)(ctx, t); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		start := time.Now()
		_, _ = transport.Network(stuck(false), &p).RoundTrip(get(t, t.Context(), graph))
		if took := time.Since(start); took != 28*time.Second {
			t.Errorf("the next silence lasted %v", took)
		}
	})
}

// A guest that waited for a host in vain asks it for nothing more; others do, other hosts answer, and what is written
// is never held back.
func TestAHostThatDidNotAnswerIsAskedNoMoreByTheSameGuest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := map[string]int{}
		rt := transport.Retry(transport.Network(fake(func(r *http.Request) (*http.Response, error) {
			asked[r.URL.Host]++
			if r.URL.Host == "silent.test" {
				return stuck(false)(r)
			}
			return answer(r, 200), nil
		}), &transport.Patience{}), time.Minute)
		room := transport.NewRoom()
		one, leave := room.Guest(t.Context())
		defer leave()
		var before *fault.Error
		for n := range 3 {
			start := time.Now()
			_, err := rt.RoundTrip(get(t, one, "https://silent.test/"+string(rune('a'+n))))
			f, ok := fault.As(err)
			if !ok || f.Kind != fault.Offline || f == before || n > 0 && time.Since(start) != 0 {
				t.Errorf("call %d: %v after %v", n, err, time.Since(start))
			}
			before = f // an error is its receiver's
		}
		if asked["silent.test"] != 2 {
			t.Errorf("it was asked %d times", asked["silent.test"])
		}
		if _, err := rt.RoundTrip(get(t, one, "https://other.test/")); err != nil {
			t.Errorf("another host: %v", err)
		}
		req := write(t, "PUT", "https://silent.test/").WithContext(one)
		_, _ = rt.RoundTrip(req)
		other, leave := room.Guest(t.Context())
		defer leave()
		_, _ = rt.RoundTrip(get(t, other, "https://silent.test/"))
		if asked["silent.test"] != 5 {
			t.Errorf("a write and another guest were held back: it was asked %d times", asked["silent.test"])
		}
	})
}

// What answered, be it a refusal, and what the caller gave up on is asked again.
func TestOnlySilenceMutesAHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		room := transport.NewRoom()
		for what, next := range map[string]fake{"a refusal": status(503), "a lost connection": failure(errLost), "a failure": status(500)} {
			asked := 0
			rt := transport.Retry(transport.Network(fake(func(r *http.Request) (*http.Response, error) { asked++; return next(r) }), &transport.Patience{}), time.Minute)
			guest, leave := room.Guest(t.Context())
			_, _ = rt.RoundTrip(get(t, guest, graph))
			before := asked
			_, _ = rt.RoundTrip(get(t, guest, graph))
			if asked == before {
				t.Errorf("after %s nothing was asked", what)
			}
			leave()
		}
		guest, leave := room.Guest(t.Context())
		defer leave()
		hasty, cancel := context.WithTimeout(guest, time.Second)
		defer cancel()
		_, _ = transport.Retry(transport.Network(stuck(false), &transport.Patience{}), time.Minute).RoundTrip(get(t, hasty, graph))
		if _, err := transport.Retry(fake(status(200)), time.Minute).RoundTrip(get(t, guest, graph)); err != nil {
			t.Errorf("after a caller that gave up: %v", err)
		}
	})
}
