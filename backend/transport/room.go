package transport

import (
	"context"
	"net/http"
	"sync"

	"tenantry/backend/fault"
)

const (
	// small is an answer of which any number may be in memory at a time, in bytes.
	small = 1 << 20
	// larges is how many others may.
	larges = 2
)

// Room is for how many large answers there is memory at a time, from their reading until whoever asked for them made
// of them what it keeps. Its zero value is not ready.
type Room chan struct{}

// NewRoom makes a room for two large answers, whoever asks for them.
func NewRoom() Room { return make(Room, larges) }

// guest is who asks for answers, one after another, and stays in the room from the first large one on. Once a host
// was silent however often it was asked, the guest asks it for nothing more: each answer would be waited for in vain.
type guest struct {
	room Room
	mu   sync.Mutex
	in   bool
	mute map[string]*fault.Error // why a host is asked no more, by host
}

type guestKey struct{}

// Guest lets what is asked for under the context it returns take its turn in the room when an answer is large; leave
// must be called once nothing of the answers is held any more. Of a host that did not answer at all, whatever else is
// read under the context fails at once. Without a guest, as many large answers are read as are asked for.
func (r Room) Guest(ctx context.Context) (_ context.Context, leave func()) {
	g := &guest{room: r}
	return context.WithValue(ctx, guestKey{}, g), func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		if g.in {
			g.in = false
			<-r
		}
	}
}

// enter waits for a place in the room of ctx's guest.
func enter(ctx context.Context) error {
	g, ok := ctx.Value(guestKey{}).(*guest)
	if !ok {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.in {
		return nil
	}
	select {
	case g.room <- struct{}{}:
		g.in = true
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// muted is why a guest does not read from a host any more; nil: it may.
func muted(req *http.Request) error {
	g, ok := req.Context().Value(guestKey{}).(*guest)
	if !ok || !reads(req) {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if f := g.mute[req.URL.Host]; f != nil {
		again := *f
		return &again
	}
	return nil
}

// unanswered is told of a call that ended in silence.
func unanswered(req *http.Request, err error) {
	g, ok := req.Context().Value(guestKey{}).(*guest)
	f, told := fault.As(err)
	if !ok || !told || !silence(err) || !reads(req) || req.Context().Err() != nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.mute == nil {
		g.mute = map[string]*fault.Error{}
	}
	kept := *f
	g.mute[req.URL.Host] = &kept
}
