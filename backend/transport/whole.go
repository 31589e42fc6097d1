package transport

import (
	"bytes"
	"io"
	"net/http"

	"tenantry/backend/fault"
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
		if _, err := io.Copy(&all, io.LimitReader(resp.Body, room-int64(all.Len()))); err != nil {
			return nil, err
		}
		switch {
		case int64(all.Len()) < room:
			return all.Bytes(), nil
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
