package outbox

import (
	"context"
	"errors"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Wake says what happened in the world, and so what is worth another try at once.
type Wake int

// The wakes.
const (
	WakeNetwork Wake = iota // the network came back
	WakeSignIn              // somebody signed in
	WakeSync                // a sync read customers and delegations anew
	WakeAll                 // the user wants everything to be tried now
)

const (
	writeRest     = 10 * time.Second // after the journal could not be written
	shortWait     = time.Minute      // what Drain waits for
	drainPatience = 2 * time.Minute  // how long Drain goes on without anything arriving
)

// Wake has the loop try again what k may have mended. What a service asked to leave alone for a while
// stays alone.
func (b *Outbox) Wake(k Wake) {
	b.mu.Lock()
	b.wakes = append(b.wakes, k)
	b.mu.Unlock()
	b.ring()
}

// mends says whether k may have mended what holds o up; ours: Microsoft was not asked at all.
func (k Wake) mends(o *partner.Outgoing, ours bool) bool {
	held := o.State == partner.Blocked || o.State == partner.Uncertain && o.Reads > 0 && !o.NextTry.IsZero()
	var kind fault.Kind
	if o.Problem != nil {
		kind = o.Problem.Kind
	}
	switch k {
	case WakeNetwork:
		return held && kind == fault.Offline
	case WakeSignIn:
		return held && (kind == fault.SignIn || kind == fault.Consent || kind == fault.Denied)
	case WakeSync: // what Microsoft itself refused is tried daily, not at every sync
		return held && (kind == fault.Consent || kind == fault.Denied) && ours
	case WakeAll: // neither is a service hurried, nor Azure, which makes a ticket readable in its own time
		return kind != fault.Throttled && !(o.State == partner.Uncertain && nameTaken(o)) && (held || o.State == partner.Queued && !o.NextTry.IsZero())
	}
	return false
}

// Serve sends until ctx ends. A call that is under way then becomes uncertain, on disk.
// It begins with a try of everything: what an earlier process waited for may have come meanwhile.
func (b *Outbox) Serve(ctx context.Context) {
	b.Wake(WakeAll)
	for {
		news := b.listen()
		acted, later, err := b.step(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil: // the journal can't be written; the next change says so to its caller
			pause(ctx, b.now().Add(writeRest), b.now(), nil)
		case !acted:
			pause(ctx, earliest(later), b.now(), news)
		}
	}
}

// Drain sends everything that can go now and returns when nothing more can go soon: it waits for what
// comes due within a minute, as long as things arrive, and not for what is blocked. watch, which may be
// nil, is told each state that something reached, from this goroutine. Beside Serve the two take turns.
// The error is ctx's, or says that the journal can't be written.
func (b *Outbox) Drain(ctx context.Context, watch func(partner.Outgoing)) error {
	b.Wake(WakeAll)
	seen := b.versions()
	until := b.now().Add(drainPatience)
	for {
		news := b.listen()
		acted, later, err := b.step(ctx)
		for _, o := range b.changedSince(seen) {
			if o.State == partner.Sent {
				until = b.now().Add(drainPatience)
			}
			if watch != nil {
				watch(own(o))
			}
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if acted {
			continue
		}
		at := earliest(soon(later))
		if now := b.now(); at.IsZero() || at.After(now.Add(shortWait)) || now.After(until) {
			return nil
		}
		pause(ctx, at, b.now(), news)
	}
}

// Still lets f work while no call is under way, and waits for the one that is.
func (b *Outbox) Still(f func() error) error {
	b.calls <- struct{}{}
	defer func() { <-b.calls }()
	return f()
}

// soon are those for which time alone does something: not what is blocked, and not what could not even be
// looked for because there is no network.
func soon(later []*partner.Outgoing) (out []*partner.Outgoing) {
	for _, o := range later {
		offline := o.Reads > 0 && o.Problem != nil && o.Problem.Kind == fault.Offline
		if o.State != partner.Blocked && !offline {
			out = append(out, o)
		}
	}
	return out
}

// earliest is the first NextTry; zero when there is none.
func earliest(later []*partner.Outgoing) (at time.Time) {
	for _, o := range later {
		if at.IsZero() || o.NextTry.Before(at) {
			at = o.NextTry
		}
	}
	return at
}

// pause waits for ctx, for news, or until at, which is for ever when it is zero.
func pause(ctx context.Context, at, now time.Time, news <-chan struct{}) {
	var due <-chan time.Time
	if !at.IsZero() {
		t := time.NewTimer(at.Sub(now))
		defer t.Stop()
		due = t.C
	}
	select {
	case <-ctx.Done():
	case <-news:
	case <-due:
	}
}

// listen is closed at the next change or wake.
func (b *Outbox) listen() <-chan struct{} {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.news
}

func (b *Outbox) versions() map[string]*partner.Outgoing {
	b.mu.RLock()
	defer b.mu.RUnlock()
	out := make(map[string]*partner.Outgoing, len(b.items))
	for id, o := range b.items {
		out[id] = o
	}
	return out
}

// changedSince are those whose version differs from the one in seen, which it brings up to date.
func (b *Outbox) changedSince(seen map[string]*partner.Outgoing) (out []*partner.Outgoing) {
	for id, o := range b.versions() {
		if seen[id] != o {
			out, seen[id] = append(out, o), o
		}
	}
	return out
}

// step obeys the wakes that came and works on the one that is due. Where none was, acted is false and later
// holds those that come due by themselves. The error says that the journal can't be written.
func (b *Outbox) step(ctx context.Context) (acted bool, later []*partner.Outgoing, err error) {
	select {
	case b.calls <- struct{}{}:
		defer func() { <-b.calls }()
	case <-ctx.Done():
		return false, nil, nil
	}
	if err := b.obey(); err != nil {
		return false, nil, err
	}
	o, later := b.next(b.now())
	if o == nil || ctx.Err() != nil {
		return false, later, nil
	}
	if err := b.work(ctx, o); err != nil && !errors.Is(err, errMoved) {
		return false, nil, err
	}
	return true, nil, nil
}

// obey releases what the wakes may have mended.
func (b *Outbox) obey() error {
	b.mu.Lock()
	wakes := b.wakes
	b.wakes = nil
	b.mu.Unlock()
	for i, k := range wakes {
		for _, o := range b.versions() {
			if !k.mends(o, b.heldByUs(o)) {
				continue
			}
			if _, err := b.advance(o, partner.Outcome{Event: partner.WasReleased}); err != nil && !errors.Is(err, errMoved) {
				b.mu.Lock()
				b.wakes = append(wakes[i:], b.wakes...)
				b.mu.Unlock()
				return err
			}
		}
	}
	return nil
}

// heldByUs says that what holds this version up is ours, not Microsoft's refusal. What an earlier process
// held was tried when the loop began.
func (b *Outbox) heldByUs(o *partner.Outgoing) bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.ours[o.ID] == o
}
