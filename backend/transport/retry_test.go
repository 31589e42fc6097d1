package transport_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/transport"
)

var (
	errLost = fault.New(fault.Offline, "lost")
	errMute = fault.Wrap(fault.Offline, os.ErrDeadlineExceeded, "mute")
	errDial = fault.Wrap(fault.Offline, &net.OpError{Op: "dial", Err: errors.New("refused")}, "can't be reached")
)

func TestWhatIsTriedAgain(t *testing.T) {
	for _, c := range []struct {
		name         string
		method, path string
		body         bool
		answer       func(*http.Request) (*http.Response, error)
		sends        int
		min, max     time.Duration
	}{
		{"429", "GET", "/x", false, status(429), 4, 2750 * time.Millisecond, 8250 * time.Millisecond},
		{"502", "GET", "/x", false, status(502), 4, time.Second, 9 * time.Second},
		{"503", "GET", "/x", false, status(503), 4, time.Second, 9 * time.Second},
		{"504", "HEAD", "/x", false, status(504), 4, time.Second, 9 * time.Second},
		{"Retry-After in seconds", "GET", "/x", false, status(429, "Retry-After", "20"), 4, time.Minute, 62 * time.Second},
		{"Retry-After as a date, by the answer's clock", "GET", "/x", false, status(503, "Date", "Mon, 02 Jan 2006 15:04:05 GMT",
			"Retry-After", "Mon, 02 Jan 2006 15:04:25 GMT"), 4, time.Minute, 62 * time.Second},
		{"Retry-After that makes no sense", "GET", "/x", false, status(503, "Retry-After", "-5"), 4, time.Second, 9 * time.Second},
		{"a read in a batch", "POST", "/v1.0/$batch", true, status(429), 4, time.Second, 9 * time.Second},
		{"a lost connection", "GET", "/x", false, failure(errLost), 4, time.Second, 9 * time.Second},
		{"a failure of the service: once", "GET", "/x", false, status(500), 2, 250 * time.Millisecond, 750 * time.Millisecond},
		{"a time-out of the service: once", "POST", "/v1.0/$batch", true, status(408), 2, 250 * time.Millisecond, 750 * time.Millisecond},
		{"silence: once", "GET", "/x", false, failure(errMute), 2, 250 * time.Millisecond, 750 * time.Millisecond},
		{"no connection: once, soon", "GET", "/x", false, failure(errDial), 2, 250 * time.Millisecond, 750 * time.Millisecond},

		{"success", "GET", "/x", false, status(200), 1, 0, 0},
		{"a refusal", "GET", "/x", false, status(403), 1, 0, 0},
		{"not there", "GET", "/x", false, status(404), 1, 0, 0},
		{"a service that does not do it", "GET", "/x", false, status(501), 1, 0, 0},
		{"a write that failed", "PUT", "/x", true, status(500), 1, 0, 0},
		{"a write that took too long", "PATCH", "/x", true, status(408), 1, 0, 0},
		{"a write", "POST", "/x", true, status(503), 1, 0, 0},
		{"a change", "PATCH", "/x", true, failure(errLost), 1, 0, 0},
		{"a sign-in that is over", "GET", "/x", false, failure(fault.New(fault.SignIn, "over")), 1, 0, 0},
		{"told to wait long ago", "GET", "/x", false, failure(fault.New(fault.Throttled, "later")), 1, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				sends := 0
				rt := transport.Retry(fake(func(r *http.Request) (*http.Response, error) {
					sends++
					if c.body {
						if got, _ := io.ReadAll(r.Body); string(got) != "hello" {
							t.Errorf("send %d has body %q", sends, got)
						}
					}
					return c.answer(r)
				}), time.Minute)
				var body io.Reader
				if c.body {
					body = strings.NewReader("hello")
				}
				req, _ := http.NewRequestWithContext(t.Context(), c.method, graph+c.path, body)
				start := time.Now()
				resp, err := rt.RoundTrip(req)
				if (resp == nil) == (err == nil) {
					t.Errorf("got %v and %v", resp, err)
				}
				if took := time.Since(start); sends != c.sends || took < c.min || took > c.max {
					t.Errorf("%d sends in %v; want %d in %v to %v", sends, took, c.sends, c.min, c.max)
				}
			})
		})
	}
}

func status(code int, header ...string) func(*http.Request) (*http.Response, error) {
	return func(r *http.Request) (*http.Response, error) { return answer(r, code, header...), nil }
}

func failure(err error) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) { return nil, err }
}

func TestALongWaitIsToldNotSlept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		_, err := transport.Retry(fake(status(429, "Retry-After", "91")), 90*time.Second).RoundTrip(get(t, t.Context(), graph))
		f, ok := fault.As(err)
		if !ok || f.Kind != fault.Throttled || !f.RetryAt.Equal(start.Add(91*time.Second)) || time.Since(start) != 0 {
			t.Errorf("%#v after %v", err, time.Since(start))
		}
	})
}

func TestAWaitEndsWithItsCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(3*time.Second, cancel)
		start := time.Now()
		_, err := transport.Retry(fake(status(429, "Retry-After", "30")), time.Minute).RoundTrip(get(t, ctx, graph))
		if !errors.Is(err, context.Canceled) || time.Since(start) != 3*time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestNobodyWaitsForWhatComesAfterTheDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		start := time.Now()
		resp, err := transport.Retry(fake(status(429, "Retry-After", "30")), time.Minute).RoundTrip(get(t, ctx, graph))
		if err != nil || resp.StatusCode != 429 || time.Since(start) != 0 {
			t.Errorf("%v, %v after %v", resp, err, time.Since(start))
		}
	})
}

func TestRequestIDsStayWhileTheAnswerIsUnsure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ids, correlations []string
		answers := []func(*http.Request) (*http.Response, error){failure(errLost), status(503), failure(errLost), status(200)}
		send := fake(func(r *http.Request) (*http.Response, error) {
			ids = append(ids, r.Header.Get("MS-RequestId"))
			correlations = append(correlations, r.Header.Get("MS-CorrelationId"))
			return answers[(len(ids)-1)%4](r)
		})
		rt := transport.Retry(transport.PartnerCenterIDs(send), time.Minute)
		for range 2 {
			if _, err := rt.RoundTrip(get(t, t.Context(), graph)); err != nil {
				t.Fatal(err)
			}
		}
		if ids[0] != ids[1] || ids[2] != ids[3] || ids[0] == ids[2] || ids[3] == ids[4] || len(ids[0]) != 36 {
			t.Errorf("request ids %v", ids)
		}
		if correlations[0] != correlations[3] || correlations[3] == correlations[4] || len(correlations[0]) != 36 {
			t.Errorf("correlation ids %v", correlations)
		}
	})
}

func TestAWriterMayRepeatItsOwnRequestID(t *testing.T) {
	req := get(t, t.Context(), graph)
	req.Header.Set("MS-RequestId", "mine")
	var got string
	_, _ = transport.PartnerCenterIDs(fake(func(r *http.Request) (*http.Response, error) {
		got = r.Header.Get("MS-RequestId")
		return answer(r, 200), nil
	})).RoundTrip(req)
	if got != "mine" {
		t.Errorf("it became %q", got)
	}
}

func TestGraphGetsNoPartnerCenterIDs(t *testing.T) {
	_, _ = transport.GraphIDs(fake(func(r *http.Request) (*http.Response, error) {
		if len(r.Header.Get("client-request-id")) != 36 || r.Header.Get("MS-RequestId")+r.Header.Get("MS-CorrelationId") != "" {
			t.Errorf("headers %v", r.Header)
		}
		return answer(r, 200), nil
	})).RoundTrip(get(t, t.Context(), graph))
}

// Two days are said at once, and whoever asks for the same again is told without a request.
func TestAWaitOfDaysIsToldOnceAndObeyed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, form := range []string{"172800", "172800.0", time.Now().Add(48 * time.Hour).UTC().Format(http.TimeFormat)} {
			sent := 0
			pacer := transport.NewPacer(transport.Limits{MaxWait: 90 * time.Second})
			rt := transport.Retry(pacer.For(partnerKey, fake(func(r *http.Request) (*http.Response, error) {
				sent++
				return answer(r, 429, "Retry-After", form), nil
			})), 90*time.Second)
			start := time.Now()
			for range 5 {
				_, err := rt.RoundTrip(get(t, t.Context(), graph))
				f, ok := fault.As(err)
				if !ok || f.Kind != fault.Throttled || f.RetryAt.Sub(start) != 48*time.Hour || !strings.HasSuffix(f.Message.String(), "asks to wait 2 d") {
					t.Fatalf("%s: %#v", form, err)
				}
			}
			if sent != 1 || time.Since(start) != 0 {
				t.Errorf("%s: %d requests in %v", form, sent, time.Since(start))
			}
		}
	})
}
