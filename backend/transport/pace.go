package transport

import (
	"cmp"
	"context"
	"net/http"
	"sync"
	"time"

	"tenantry/backend/wait"
)

// Limits bounds a [Pacer].
type Limits struct {
	Start   int           // requests in flight at first; 0: 8
	Max     int           // and at most; 0: 32
	MaxWait time.Duration // a Retry-After beyond this is not waited for but told
}

// Pacer holds back requests so that the services needn't refuse them. When a tenant and audience
// was told to wait, all its requests wait; requests in flight over all tenants grow by one while
// answers are good and are halved when one is refused, be it inside an answer (see [Pacer.Refused]).
type Pacer struct {
	limits Limits
	slots  slots

	mu    sync.Mutex
	until map[Key]time.Time
}

// NewPacer makes a pacer; the requests that share limits share it.
func NewPacer(l Limits) *Pacer {
	l.Start, l.Max = cmp.Or(l.Start, 8), cmp.Or(l.Max, 32)
	l.Max = max(l.Start, l.Max)
	return &Pacer{limits: l, slots: slots{limit: float64(l.Start), max: float64(l.Max)}, until: map[Key]time.Time{}}
}

// For is the decorator for the requests of key. A wait beyond Limits.MaxWait is a fault of kind
// Throttled with RetryAt, and nothing is sent.
func (p *Pacer) For(key Key, next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		if err := p.enter(req, key); err != nil {
			closeBody(req)
			return nil, err
		}
		began := time.Now()
		resp, err := next.RoundTrip(req)
		p.leave(key, began, resp)
		return resp, err
	})
}

// Refused is told by who read in an answer that something in it was refused because there were too many
// requests, as a batch of several is answered 200: fewer are in flight from then on. When to ask again
// stands in the answer and is the caller's to obey.
func (p *Pacer) Refused() { p.slots.bad(time.Now()) }

func (p *Pacer) enter(req *http.Request, key Key) error {
	ctx := req.Context()
	for {
		if at := p.closedUntil(key); !at.IsZero() {
			rest := time.Until(at)
			if end, ok := ctx.Deadline(); rest > p.limits.MaxWait || ok && end.Before(at) {
				return throttled(req, at)
			}
			if err := wait.For(ctx, rest); err != nil {
				return err
			}
			continue
		}
		if err := p.slots.acquire(ctx); err != nil {
			return err
		}
		if p.closedUntil(key).IsZero() { // it may have been told to wait while this one queued
			return nil
		}
		p.slots.release()
	}
}

// closedUntil gives the time before which key must not be used; zero: it may be.
func (p *Pacer) closedUntil(key Key) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	at, ok := p.until[key]
	if ok && !at.After(time.Now()) {
		delete(p.until, key)
		return time.Time{}
	}
	return at
}

func (p *Pacer) leave(key Key, began time.Time, resp *http.Response) {
	defer p.slots.release()
	if resp == nil {
		return
	}
	now := time.Now()
	after, told := wait.RetryAfter(resp.Header, now)
	refused := resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode == http.StatusServiceUnavailable && told
	if !refused {
		if resp.StatusCode < 500 {
			p.slots.good(began)
		}
		return
	}
	p.slots.bad(now)
	if told && after > 0 {
		p.mu.Lock()
		if at := now.Add(after); at.After(p.until[key]) {
			p.until[key] = at
		}
		p.mu.Unlock()
	}
}

// slots is a semaphore, first come first served, whose size adapts: one more per full round of good
// answers, half at a refusal (additive increase, multiplicative decrease, as TCP does).
type slots struct {
	mu      sync.Mutex
	limit   float64
	max     float64
	used    int
	waiting []chan struct{}
	cutAt   time.Time
	fullAt  time.Time // when all slots were last taken
}

func (s *slots) acquire(ctx context.Context) error {
	s.mu.Lock()
	if err := ctx.Err(); err != nil {
		s.mu.Unlock()
		return err
	}
	if s.used < int(s.limit) { // then nobody waits
		s.take()
		s.mu.Unlock()
		return nil
	}
	turn := make(chan struct{})
	s.waiting = append(s.waiting, turn)
	s.mu.Unlock()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, w := range s.waiting {
		if w == turn {
			s.waiting = append(s.waiting[:i], s.waiting[i+1:]...)
			return ctx.Err()
		}
	}
	s.used-- // the turn came at the same moment: pass it on
	s.wake()
	return ctx.Err()
}

func (s *slots) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used--
	s.wake()
}

func (s *slots) wake() {
	for s.used < int(s.limit) && len(s.waiting) > 0 {
		close(s.waiting[0])
		s.waiting = s.waiting[1:]
		s.take()
	}
}

func (s *slots) take() {
	if s.used++; s.used >= int(s.limit) {
		s.fullAt = time.Now()
	}
}

// good lets the limit grow for a good answer to a request that began then, but only where the limit held requests back
// meanwhile. Whether it still does says nothing: of answers that come together the first frees its slot before the next.
func (s *slots) good(began time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.used >= int(s.limit) || !s.fullAt.Before(began) {
		s.limit = min(s.max, s.limit+1/s.limit)
		s.wake()
	}
}

// bad halves the limit, once per second: the refusals of one burst are one piece of news.
func (s *slots) bad(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.cutAt) >= time.Second {
		s.cutAt = now
		s.limit = max(1, s.limit/2)
	}
}
