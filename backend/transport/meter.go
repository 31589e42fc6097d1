package transport

import (
	"io"
	"net/http"
	"sync/atomic"
)

// Traffic is what was sent and received.
type Traffic struct {
	Requests  int64 // every send, retries and token requests included
	Throttled int64 // answers with 429
	Retried   int64 // sends after the first of the same call
	Bytes     int64 // of the answers' bodies as far as they were read, decompressed
}

// Minus is the traffic since an earlier snapshot.
func (t Traffic) Minus(earlier Traffic) Traffic {
	return Traffic{t.Requests - earlier.Requests, t.Throttled - earlier.Throttled,
		t.Retried - earlier.Retried, t.Bytes - earlier.Bytes}
}

// Meter counts. The zero value is ready.
type Meter struct{ requests, throttled, retried, bytes atomic.Int64 }

// Traffic is a snapshot.
func (m *Meter) Traffic() Traffic {
	return Traffic{m.requests.Load(), m.throttled.Load(), m.retried.Load(), m.bytes.Load()}
}

// Count is the decorator. Put it close to the wire, below what retries.
func (m *Meter) Count(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		c := callOf(req.Context())
		m.requests.Add(1)
		if c.sent > 0 {
			m.retried.Add(1)
		}
		c.sent++
		resp, err := next.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			m.throttled.Add(1)
		}
		resp.Body = &countedBody{resp.Body, &m.bytes}
		return resp, nil
	})
}

type countedBody struct {
	io.ReadCloser
	bytes *atomic.Int64
}

func (b *countedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.bytes.Add(int64(n))
	return n, err
}
