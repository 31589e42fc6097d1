package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/cloud"
)

// wireOf answers by host: with how long it takes and whether somebody answers.
type wireOf map[string]struct {
	takes time.Duration
	fails bool
	cut   bool // the answer breaks off
}

func (w wireOf) RoundTrip(req *http.Request) (*http.Response, error) {
	how := w[req.URL.Host]
	select {
	case <-time.After(how.takes):
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
	if how.fails {
		return nil, errors.New("no route to host")
	}
	var body io.Reader = strings.NewReader("{}")
	if how.cut {
		body = brokenOff{}
	}
	return &http.Response{StatusCode: http.StatusServiceUnavailable, Body: io.NopCloser(body)}, nil
}

type brokenOff struct{}

func (brokenOff) Read([]byte) (int, error) { return 0, errors.New("connection reset") }

// TestTheLineSaysWhatItHeard plays what hosts do one after another, and what the line says then.
func TestTheLineSaysWhatItHeard(t *testing.T) {
	type call struct {
		host string
		at   time.Duration // after the start
	}
	hosts := wireOf{
		"graph": {takes: 300 * time.Millisecond}, "refused": {takes: time.Millisecond, fails: true},
		"slow": {takes: 10 * time.Second, fails: true}, "cut": {cut: true}, "hangs": {takes: time.Hour},
	}
	for what, c := range map[string]struct {
		calls []call
		after time.Duration
		want  cloud.Link
		told  int
	}{
		"nobody asked":                                             {nil, time.Hour, "", 0},
		"an answer, be it a refusal":                               {[]call{{"graph", 0}}, time.Second, cloud.Online, 1},
		"a failure, not yet a second old":                          {[]call{{"refused", 0}}, 900 * time.Millisecond, "", 0},
		"a failure, within three seconds":                          {[]call{{"refused", 0}}, 2 * time.Second, cloud.Offline, 1},
		"failures are told once":                                   {[]call{{"refused", 0}, {"refused", 1500 * time.Millisecond}}, 5 * time.Second, cloud.Offline, 1},
		"one host alone fails, the other answers later":            {[]call{{"refused", 0}, {"graph", 0}}, 5 * time.Second, cloud.Online, 1},
		"one host alone fails, the other answered during the call": {[]call{{"slow", 0}, {"graph", 5 * time.Second}}, 15 * time.Second, cloud.Online, 1},
		"the other answered before the call began":                 {[]call{{"graph", 0}, {"refused", time.Second}}, 3 * time.Second, cloud.Offline, 2},
		"the next success of any part":                             {[]call{{"refused", 0}, {"graph", 10 * time.Second}}, 11 * time.Second, cloud.Online, 2},
		"an answer that breaks off":                                {[]call{{"cut", 0}}, 2 * time.Second, cloud.Offline, 2},
		"a caller that gave up says nothing":                       {[]call{{"hangs", 0}}, time.Hour, "", 0},
	} {
		t.Run(what, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var told atomic.Int32
				line := NewLine(func() { told.Add(1) })
				rt := line.Hear(Network(hosts, &Patience{}))
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				defer cancel()
				for _, c := range c.calls {
					time.AfterFunc(c.at, func() {
						req, _ := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+c.host+"/", nil)
						if resp, err := rt.RoundTrip(req); err == nil {
							_, _ = io.ReadAll(resp.Body)
							resp.Body.Close()
						}
					})
				}
				time.Sleep(c.after)
				synctest.Wait()
				if line.State() != c.want || int(told.Load()) != c.told {
					t.Errorf("%q after %d news, want %q after %d", line.State(), told.Load(), c.want, c.told)
				}
			})
		})
	}
}
