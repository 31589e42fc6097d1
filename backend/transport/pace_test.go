package transport_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/transport"
)

var limits = transport.Limits{Start: 4, Max: 16, MaxWait: 90 * time.Second}

func TestAllOfATenantWaitWhenOneWasToldTo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := transport.NewPacer(limits)
		told, other := transport.Key{Tenant: "a", Audience: "g"}, transport.Key{Tenant: "b", Audience: "g"}
		start := time.Now()
		if _, err := p.For(told, fake(status(429, "Retry-After", "30"))).RoundTrip(get(t, t.Context(), graph)); err != nil {
			t.Fatal(err)
		}
		took := map[transport.Key]time.Duration{}
		var mu sync.Mutex
		var wg sync.WaitGroup
		for _, k := range []transport.Key{told, other, {Tenant: "a", Audience: "p"}} {
			wg.Go(func() {
				_, _ = p.For(k, fake(status(200))).RoundTrip(get(t, t.Context(), graph))
				mu.Lock()
				took[k] = time.Since(start)
				mu.Unlock()
			})
		}
		wg.Wait()
		for k, d := range took {
			if want := map[bool]time.Duration{true: 30 * time.Second}[k == told]; d != want {
				t.Errorf("%v went after %v, want %v", k, d, want)
			}
		}
	})
}

func TestAWaitBeyondTheLimitSendsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := transport.NewPacer(limits)
		sends := 0
		rt := p.For(transport.Key{}, fake(func(r *http.Request) (*http.Response, error) {
			sends++
			return answer(r, 503, "Retry-After", "600"), nil
		}))
		start := time.Now()
		_, _ = rt.RoundTrip(get(t, t.Context(), graph))
		_, err := rt.RoundTrip(get(t, t.Context(), graph))
		if f, ok := fault.As(err); !ok || f.Kind != fault.Throttled || !f.RetryAt.Equal(start.Add(10*time.Minute)) || sends != 1 {
			t.Errorf("%v after %d sends", err, sends)
		}
		time.Sleep(10 * time.Minute)
		if _, err := rt.RoundTrip(get(t, t.Context(), graph)); err != nil || sends != 2 {
			t.Errorf("%v after %d sends", err, sends)
		}
	})
}

// inFlight sends n requests of a second each at once and returns the most that were in flight.
func inFlight(t *testing.T, p *transport.Pacer, n int, status func(*http.Request) (*http.Response, error)) int {
	var mu sync.Mutex
	var now, most int
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			_, err := p.For(transport.Key{}, fake(func(r *http.Request) (*http.Response, error) {
				mu.Lock()
				now++
				most = max(most, now)
				mu.Unlock()
				time.Sleep(time.Second)
				mu.Lock()
				now--
				mu.Unlock()
				return status(r)
			})).RoundTrip(get(t, t.Context(), graph))
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	return most
}

func TestConcurrencyGrowsWithGoodAnswersAndShrinksWithRefusals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := transport.NewPacer(limits)
		if got := inFlight(t, p, 4, status(200)); got != 4 {
			t.Errorf("%d at first", got)
		}
		if got := inFlight(t, p, 500, status(200)); got != 16 {
			t.Errorf("%d after growing, want the most", got)
		}
		inFlight(t, p, 16, status(429)) // one burst: one halving
		if got := inFlight(t, p, 8, status(500)); got != 8 {
			t.Errorf("%d after a refusal, want half", got)
		}
		if got := inFlight(t, p, 9, status(500)); got != 8 {
			t.Errorf("%d after failures, which say nothing of the load", got)
		}
		for range 10 {
			inFlight(t, p, 1, status(429))
		}
		if got := inFlight(t, p, 3, status(500)); got != 1 {
			t.Errorf("%d after many refusals, want one", got)
		}
	})
}

// Of answers that come together each frees its slot before the next is looked at: all of them were good while all slots
// were taken.
func TestARoundOfAnswersThatComeTogetherCountsWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := transport.NewPacer(limits)
		for range 2 { // one more a round, but for what the limit grew within it
			inFlight(t, p, 4, status(200))
		}
		if got := inFlight(t, p, 20, status(500)); got != 5 {
			t.Errorf("%d in flight after two full rounds of four, want 5", got)
		}
	})
}

func TestARefusalInsideAnAnswerCountsLikeOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := transport.NewPacer(transport.Limits{Start: 16, Max: 16, MaxWait: time.Minute})
		for range 5 { // members of one batch: one halving
			p.Refused()
		}
		if got := inFlight(t, p, 20, status(500)); got != 8 {
			t.Errorf("%d in flight, want half", got)
		}
	})
}

func TestLimitsThatNobodySetStillAllowSeveralAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := transport.NewPacer(transport.Limits{MaxWait: time.Minute})
		if got := inFlight(t, p, 100, status(500)); got != 8 {
			t.Errorf("%d in flight", got)
		}
	})
}

func TestFewRequestsProveNothingAboutMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := transport.NewPacer(limits)
		for range 200 {
			inFlight(t, p, 1, status(200))
		}
		if got := inFlight(t, p, 20, status(500)); got != 4 {
			t.Errorf("%d in flight though never more than one was tried", got)
		}
	})
}

func TestATurnThatComesTooLateIsPassedOn(t *testing.T) {
	for range 300 { // both orders of the two events come up
		synctest.Test(t, func(t *testing.T) {
			p := transport.NewPacer(transport.Limits{Start: 1, Max: 1, MaxWait: time.Minute})
			finish := make(chan struct{})
			ctx, cancel := context.WithCancel(t.Context())
			var wg sync.WaitGroup
			wg.Go(func() {
				_, _ = p.For(transport.Key{}, fake(func(r *http.Request) (*http.Response, error) {
					<-finish
					cancel() // the other one leaves, and its turn comes, at the same moment
					return answer(r, 200), nil
				})).RoundTrip(get(t, t.Context(), graph))
			})
			synctest.Wait()
			wg.Go(func() { _, _ = p.For(transport.Key{}, fake(status(200))).RoundTrip(get(t, ctx, graph)) })
			synctest.Wait()
			close(finish)
			wg.Wait()
			if _, err := p.For(transport.Key{}, fake(status(200))).RoundTrip(get(t, t.Context(), graph)); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestACallerWhoLeavesTheQueueTakesNoPlaceAlong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := transport.NewPacer(transport.Limits{Start: 1, Max: 1, MaxWait: time.Minute})
		rt := p.For(transport.Key{}, fake(func(r *http.Request) (*http.Response, error) {
			time.Sleep(time.Minute)
			return answer(r, 200), nil
		}))
		var wg sync.WaitGroup
		wg.Go(func() { _, _ = rt.RoundTrip(get(t, t.Context(), graph)) })
		synctest.Wait()
		// Their time is up at the very moment when the place is free, and a little before.
		for _, d := range []time.Duration{30 * time.Second, time.Minute, time.Minute} {
			wg.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), d)
				defer cancel()
				if _, err := rt.RoundTrip(get(t, ctx, graph)); err != nil && !errors.Is(err, context.DeadlineExceeded) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if _, err := rt.RoundTrip(get(t, t.Context(), graph)); err != nil {
			t.Error(err)
		}
	})
}
