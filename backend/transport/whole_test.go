package transport_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/transport"
)

// A body that breaks off is tried again as a connection is; of a write nobody knows what became.
func TestABodyThatBreaksOffIsTriedAgainWhereNothingWasChanged(t *testing.T) {
	for _, c := range []struct {
		method, path string
		sends        int
	}{{"GET", "/x", 2}, {"POST", "/v1.0/$batch", 2}, {"PUT", "/x", 1}, {"PATCH", "/x", 1}} {
		synctest.Test(t, func(t *testing.T) {
			sends := 0
			rt := transport.Retry(transport.Whole(transport.Network(fake(func(r *http.Request) (*http.Response, error) {
				resp := answer(r, 200)
				if sends++; sends == 1 {
					resp.Body = io.NopCloser(io.MultiReader(strings.NewReader("bo"), iotest.ErrReader(io.ErrUnexpectedEOF)))
				}
				return resp, nil
			}), &transport.Patience{}), 1<<20), time.Minute)
			req, _ := http.NewRequestWithContext(t.Context(), c.method, graph+c.path, strings.NewReader("hello"))
			resp, err := rt.RoundTrip(req)
			f, _ := fault.As(err)
			if sends != c.sends {
				t.Errorf("%s %s was sent %d times, want %d", c.method, c.path, sends, c.sends)
			}
			if again := c.sends > 1; again != (err == nil) || !again && (f == nil || f.Kind != fault.Offline || !f.Unsure) {
				t.Errorf("%s %s: %v", c.method, c.path, err)
			} else if again {
				defer resp.Body.Close()
				if b, err := io.ReadAll(resp.Body); err != nil || string(b) != "body" {
					t.Errorf("%s %s: %q, %v", c.method, c.path, b, err)
				}
			}
		})
	}
}

// Too large is told as soon as that shows: by the length that is announced, or by the first byte too many, decompressed.
func TestAnAnswerThatIsTooLargeIsLetGoOf(t *testing.T) {
	const limit = 3 << 20
	var announced atomic.Int64 // bytes that were sent
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var out io.Writer = w
		n := 64 << 20
		switch r.URL.Path {
		case "/announced":
			w.Header().Set("Content-Length", fmt.Sprint(n))
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			defer z.Close()
			out = z
		case "/fits":
			n = limit
		}
		chunk := bytes.Repeat([]byte(" "), 64<<10)
		for ; n > 0; n -= len(chunk) {
			if _, err := out.Write(chunk); err != nil {
				return
			}
			if r.URL.Path == "/announced" {
				announced.Add(int64(len(chunk)))
			}
		}
	}))
	defer server.Close()
	b, err := transport.NewBase(nil, none(t))
	if err != nil {
		t.Fatal(err)
	}
	defer b.CloseIdleConnections()
	rt := transport.Whole(transport.Network(b, &transport.Patience{}), limit)
	for _, path := range []string{"/announced", "/streamed", "/bomb"} {
		_, err := rt.RoundTrip(get(t, t.Context(), server.URL+path))
		if f, ok := fault.As(err); !ok || f.Kind != fault.Upstream || f.Unsure || f.Message.Key != "service_too_large" {
			t.Errorf("%s: %v", path, err)
		}
	}
	_, err = rt.RoundTrip(write(t, "PUT", server.URL+"/streamed"))
	if f, ok := fault.As(err); !ok || !f.Unsure {
		t.Errorf("a write whose answer was too large: %v", err)
	}
	resp, err := rt.RoundTrip(get(t, t.Context(), server.URL+"/fits"))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if b, err := io.ReadAll(resp.Body); err != nil || len(b) != limit || resp.ContentLength != limit {
		t.Errorf("%d bytes of %d, %v", len(b), resp.ContentLength, err)
	}
	server.Close()
	if announced.Load() > 16<<20 {
		t.Errorf("of an announced answer %d bytes were taken", announced.Load())
	}
}

// Headers without end are an answer that can't be used, and no lost network.
func TestAnAnswerOfHeadersOnlyIsTooLarge(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for n := range 400 {
			w.Header().Set(fmt.Sprint("X-", n), strings.Repeat("a", 1<<10))
		}
	}))
	defer server.Close()
	b, err := transport.NewBase(nil, none(t))
	if err != nil {
		t.Fatal(err)
	}
	defer b.CloseIdleConnections()
	_, err = transport.Network(b, &transport.Patience{}).RoundTrip(get(t, t.Context(), server.URL))
	if f, ok := fault.As(err); !ok || f.Kind != fault.Upstream || f.Message.Key != "service_too_large" {
		t.Error(err)
	}
}

// Of large answers two are in memory at a time, from their reading until their guests leave; small ones pass, and a
// guest who waits can give up.
func TestTwoLargeAnswersAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		size := map[string]int{"/large": 2 << 20, "/small": 1 << 20}
		rt := transport.Whole(transport.Network(fake(func(r *http.Request) (*http.Response, error) {
			resp := answer(r, 200)
			resp.Body = io.NopCloser(io.LimitReader(zeros{}, int64(size[r.URL.Path])))
			return resp, nil
		}), &transport.Patience{}), 4<<20)
		room := transport.NewRoom()
		read := make(chan string, 10)
		visit := func(name, path string, pages int) (leave func()) {
			ctx, leave := room.Guest(t.Context())
			go func() {
				for range pages {
					if _, err := rt.RoundTrip(get(t, ctx, graph+path)); err != nil {
						t.Error(err)
					}
				}
				read <- name
			}()
			synctest.Wait()
			return leave
		}
		finished := func(want ...string) {
			t.Helper()
			synctest.Wait()
			for _, name := range want {
				select {
				case got := <-read:
					if got != name {
						t.Errorf("%s has its answers, want %s", got, name)
					}
				default:
					t.Errorf("%s waits", name)
				}
			}
			if len(read) > 0 {
				t.Errorf("%s has its answers, too", <-read)
			}
		}
		first := visit("first", "/large", 2) // its second large answer takes no second place
		second := visit("second", "/large", 1)
		third := visit("third", "/large", 1)
		finished("first", "second")
		small := visit("small", "/small", 1)
		finished("small")
		time.Sleep(time.Hour) // who waits for a place is not the server's silence
		second()
		finished("third")
		ctx, leave := room.Guest(t.Context())
		_ = ctx
		leave() // who never came in takes nobody's place
		waiting := visit("waiting", "/large", 1)
		finished()
		for _, leave := range []func(){first, third, small, waiting} {
			leave()
		}
		finished("waiting")
	})
}

func TestWhoWaitsForAPlaceCanGiveUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rt := transport.Whole(fake(func(r *http.Request) (*http.Response, error) {
			resp := answer(r, 200)
			resp.Body = io.NopCloser(io.LimitReader(zeros{}, 2<<20))
			return resp, nil
		}), 4<<20)
		room := transport.NewRoom()
		for range 2 {
			ctx, leave := room.Guest(t.Context())
			defer leave()
			if _, err := rt.RoundTrip(get(t, ctx, graph)); err != nil {
				t.Fatal(err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		ctx, leave := room.Guest(ctx)
		defer leave()
		if _, err := rt.RoundTrip(get(t, ctx, graph)); !errors.Is(err, ctx.Err()) || err == nil {
			t.Error(err)
		}
	})
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }
