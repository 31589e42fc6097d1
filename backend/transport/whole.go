package transport

import (
	"bytes"
	"context"
	"io"
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

// Whole reads answers to their end before it hands them on, so that one that breaks off is an error of the request, as
// a connection is that breaks before: [Retry] tries it again. An answer of more than limit bytes, decompressed, is
// a fault of kind Upstream as soon as that shows. The body has a method Bytes: nobody need copy it.
func Whole(next http.RoundTripper, limit int64) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		body, err := readWhole(req, resp, limit)
		resp.Body.Close() // an answer that is too large ends here, with its connection
		if err != nil {
			return nil, err
		}
		resp.Body, resp.ContentLength = wholeBody{bytes.NewReader(body), body}, int64(len(body))
		return resp, nil
	})
}

type wholeBody struct {
	*bytes.Reader
	all []byte
}

func (b wholeBody) Close() error { return nil }

// Bytes is the whole body, however much of it was read.
func (b wholeBody) Bytes() []byte { return b.all }

func readWhole(req *http.Request, resp *http.Response, limit int64) ([]byte, error) {
	if resp.ContentLength > limit {
		return nil, tooLarge(req)
	}
	room := min(small, limit) + 1 // one more shows that it is no small one, or too large
	var all bytes.Buffer
	if n := min(resp.ContentLength, small); n > 0 {
		all.Grow(int(n) + bytes.MinRead)
	}
	for {
		if _, err := io.CopyN(&all, resp.Body, room-int64(all.Len())); err == io.EOF {
			return all.Bytes(), nil
		} else if err != nil {
			return nil, err
		}
		switch {
		case room > limit:
			return nil, tooLarge(req)
		case room == small+1:
			if err := enter(req.Context()); err != nil {
				return nil, err
			}
		}
		room = min(2*room, limit+1)
	}
}

func tooLarge(req *http.Request) error {
	f := fault.New(fault.Upstream, "service_too_large", "host", req.URL.Host)
	f.Unsure = !reads(req)
	return f
}

// Room is for how many large answers there is memory at a time, from their reading until whoever asked for them made
// of them what it keeps. Its zero value is not ready.
type Room chan struct{}

// NewRoom makes a room for two large answers, whoever asks for them.
func NewRoom() Room { return make(Room, larges) }

// guest is who asks for answers, one after another, and stays in the room from the first large one on.
type guest struct {
	room Room
	mu   sync.Mutex
	in   bool
}

type guestKey struct{}

// Guest lets what is asked for under the context it returns take its turn in the room when an answer is large; leave
// must be called once nothing of the answers is held any more. Without one, as many large answers are read as are asked for.
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
