package transport

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/wait"
)

// maxRetries is the number of the official SDK (api/facts.md 2.0).
const maxRetries = 3

// Retry tries reads again, at most three times: after 429, 502, 503, 504 and after a lost connection; once, after 408
// and 500, where there was no connection, and where nobody said anything until patience ended.
// It waits as long as Retry-After says, else longer each time. A wait over maxWait is not begun:
// that is a fault of kind Throttled with RetryAt. What is no read is never tried again here: whether
// it was done is for the caller to find out.
func Retry(next http.RoundTripper, maxWait time.Duration) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		if err := muted(req); err != nil {
			closeBody(req)
			return nil, err
		}
		req = req.WithContext(context.WithValue(req.Context(), callKey{}, &call{}))
		for try := 0; ; try++ {
			send := req
			if try > 0 {
				var err error
				if send, err = again(req); err != nil {
					return nil, err
				}
			}
			resp, err := next.RoundTrip(send)
			v := decide(req, resp, err, try, maxWait)
			if !v.again {
				if v.err != nil && resp != nil {
					discard(resp)
					resp = nil
				}
				unanswered(req, v.err)
				return resp, v.err
			}
			if resp != nil {
				discard(resp)
			}
			if err := wait.For(req.Context(), v.wait); err != nil {
				return nil, err
			}
		}
	})
}

type verdict struct {
	again bool
	wait  time.Duration
	err   error // what the caller gets when it is not tried again
}

// decide is the only place that says whether a try is followed by another: first the context, then
// whether the request may be repeated, then the error or the status, then Retry-After.
func decide(req *http.Request, resp *http.Response, err error, try int, maxWait time.Duration) verdict {
	give := verdict{err: err}
	if req.Context().Err() != nil || try >= maxRetries || !repeatable(req) {
		return give
	}
	rest := backoff(try)
	switch {
	case err != nil:
		// Without a line the second try is the last: the screen should say so soon.
		if fault.KindOf(err) != fault.Offline || untrusted(err) || (nothingSent(err) || silence(err)) && try > 0 {
			return give
		}
	case !transient(resp.StatusCode, try):
		return give
	default:
		if after, ok := wait.RetryAfter(resp.Header, time.Now()); ok {
			if after > maxWait {
				return verdict{err: throttled(req, time.Now().Add(after))}
			}
			rest = after + rand.N(500*time.Millisecond) // not all at the same instant
		}
	}
	if end, ok := req.Context().Deadline(); ok && time.Until(end) <= rest {
		return give
	}
	return verdict{again: true, wait: rest}
}

func repeatable(req *http.Request) bool { return reads(req) && rewindable(req) }

// reads says whether req changes nothing. A $batch holds reads only in this program.
func reads(req *http.Request) bool {
	switch req.Method {
	case http.MethodGet, http.MethodHead, "":
		return true
	case http.MethodPost:
		return strings.HasSuffix(req.URL.Path, "/$batch")
	}
	return false
}

func transient(status, try int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	case http.StatusRequestTimeout, http.StatusInternalServerError: // a service that fails by itself mostly fails again
		return try == 0
	}
	return false
}

// backoff is the official SDK's (2^n − 1)/2 seconds (api/facts.md 2.0), give or take half of it.
func backoff(try int) time.Duration {
	d := time.Duration(1<<(try+1)-1) * time.Second / 2
	return d/2 + rand.N(d)
}

func throttled(req *http.Request, at time.Time) error {
	f := fault.New(fault.Throttled, "network_wait", "host", req.URL.Host, "span", message.Span(time.Until(at)))
	f.RetryAt = at
	return f
}
