package connection

import (
	"context"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/simcloud"
	"tenantry/backend/store/memstore"
	"tenantry/backend/syncer"
)

// mute is a cloud of which something never answers, or drips.
type mute struct {
	http.RoundTripper
	silent func(*http.Request) bool // nil: nothing is
	within bool                     // it is silent in the middle of its answers

	asked atomic.Int64 // requests that nobody answered
}

func (m *mute) RoundTrip(r *http.Request) (*http.Response, error) {
	if m.silent == nil || !m.silent(r) {
		return m.RoundTripper.RoundTrip(r)
	}
	m.asked.Add(1)
	if !m.within {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	resp, err := m.RoundTripper.RoundTrip(r)
	if err == nil {
		resp.Body = io.NopCloser(&slow{r.Context(), resp.Body})
	}
	return resp, err
}

// slow gives a byte a second.
type slow struct {
	ctx  context.Context
	body io.Reader
}

func (s *slow) Read(p []byte) (int, error) {
	select {
	case <-time.After(time.Second):
		return s.body.Read(p[:1])
	case <-s.ctx.Done():
		return 0, s.ctx.Err()
	}
}

// The roads to the services, as the silent parts of a cloud.
var roads = map[string]func(*http.Request) bool{
	"everything": func(*http.Request) bool { return true },
	"lists": func(r *http.Request) bool {
		return r.Method == http.MethodGet && (strings.Contains(r.URL.Path, "tenantRelationships") || strings.Contains(r.URL.Path, "contracts") || strings.Contains(r.URL.Path, "/v1/customers"))
	},
	"one list": func(r *http.Request) bool { return strings.Contains(r.URL.Path, "contracts") },
	"batches":  func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/$batch") },
	"tokens":   func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/token") },
	"the end": func(r *http.Request) bool { // what is read last
		if !strings.HasSuffix(r.URL.Path, "/$batch") {
			return false
		}
		body, err := r.GetBody()
		if err != nil {
			return false
		}
		text, _ := io.ReadAll(body)
		return strings.Contains(string(text), "serviceManagementDetails")
	},
}

// Wherever the silence is, a sync has said so within 90 seconds, its second tries and all, keeps what it knew, and
// is mended by the next one.
func TestASyncSaysWithin90SecondsWhatIsSilent(t *testing.T) {
	together := func(names ...string) func(*http.Request) bool {
		return func(r *http.Request) bool {
			return slices.ContainsFunc(names, func(name string) bool { return roads[name](r) })
		}
	}
	cases := maps.Clone(roads)
	cases["a list, and all that follows"] = together("one list", "batches")
	cases["a list, and what is read last"] = together("one list", "the end")
	for what, silent := range cases {
		for _, within := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				scenario, _ := simcloud.ScenarioNamed("quiet")
				scenario.Customers = 12
				sim := simcloud.New(scenario, 1, simcloud.Options{AutoApprove: true})
				cloud := &mute{RoundTripper: sim.Transport()}
				o := (&office{cache: memstore.NewCache(), journal: memstore.NewJournal()}).openedAt(t, sim, cloud)
				o.signIn(t)
				defer o.Close()
				run := func() (r syncer.Report, err error) {
					err = o.Reach(t.Context(), func(ctx context.Context, c *Connection) (err error) {
						r, _, err = c.Sync(ctx, syncer.Scope{Full: true})
						return err
					})
					return r, err
				}
				if r, err := run(); err != nil || r.Synced != 12 {
					t.Fatalf("%v, %+v", err, r)
				}
				time.Sleep(2 * time.Hour) // tokens get old
				cloud.silent, cloud.within = silent, within
				start := time.Now()
				r, err := run()
				if took := time.Since(start); took > 90*time.Second || took < 20*time.Second {
					t.Errorf("%s (%v): it took %v", what, within, took)
				}
				if what != "the end" && fault.KindOf(err) != fault.Offline && !slices.ContainsFunc(r.Failures, func(f syncer.Failure) bool { return f.Problem.Kind == fault.Offline }) {
					t.Errorf("%s (%v): nobody said it: %v, %+v", what, within, err, r.Failures)
				}
				if n := customers(t, o.cache); n != 12 || r.Removed != 0 {
					t.Errorf("%s (%v): %d customers are left", what, within, n)
				}
				cloud.silent = nil
				if r, err := run(); err != nil || r.Synced != 12 {
					t.Errorf("%s (%v): the next sync: %v, %+v", what, within, err, r)
				}
			})
		}
	}
}

// A service that is slow, but answers, is not cut, however many customers there are: silence alone costs patience.
func TestASlowCloudIsWaitedForToTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		scenario, _ := simcloud.ScenarioNamed("quiet")
		scenario.Customers = 200
		sim := simcloud.New(scenario, 1, simcloud.Options{AutoApprove: true})
		cloud := &late{sim.Transport()}
		o := (&office{cache: memstore.NewCache(), journal: memstore.NewJournal()}).openedAt(t, sim, cloud)
		o.signIn(t)
		defer o.Close()
		start := time.Now()
		err := o.Reach(t.Context(), func(ctx context.Context, c *Connection) error {
			r, _, err := c.Sync(ctx, syncer.Scope{Full: true})
			if r.Synced != 200 || len(r.Failures) != 0 {
				t.Errorf("%d were synced: %+v", r.Synced, r.Failures)
			}
			return err
		})
		if err != nil || time.Since(start) < 5*time.Minute {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

// late answers after 20 seconds.
type late struct{ http.RoundTripper }

func (l *late) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-time.After(20 * time.Second):
		return l.RoundTripper.RoundTrip(r)
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// An opened customer is read from many places, one after another; those of a host that says nothing are not waited for
// one by one.
func TestAnOpenedCustomerSaysWithin90SecondsWhatIsSilent(t *testing.T) {
	at := func(service string) func(*http.Request) bool {
		return func(r *http.Request) bool {
			return strings.HasPrefix(r.URL.Host, service) && !strings.HasSuffix(r.URL.Path, "/token")
		}
	}
	scenario, _ := simcloud.ScenarioNamed("quiet")
	scenario.Customers = 3
	hosts := simcloud.New(scenario, 1, simcloud.Options{}).Endpoints()
	host := func(address string) string {
		_, rest, _ := strings.Cut(address, "://")
		return rest
	}
	for what, silent := range map[string]func(*http.Request) bool{
		"everything": roads["everything"], "Partner Center": at(host(hosts.PartnerCenter)), "Azure": at(host(hosts.Azure)),
		"both": func(r *http.Request) bool { return at(host(hosts.PartnerCenter))(r) || at(host(hosts.Azure))(r) },
	} {
		synctest.Test(t, func(t *testing.T) {
			sim := simcloud.New(scenario, 1, simcloud.Options{AutoApprove: true})
			cloud := &mute{RoundTripper: sim.Transport()}
			o := (&office{cache: memstore.NewCache(), journal: memstore.NewJournal()}).openedAt(t, sim, cloud)
			o.signIn(t)
			defer o.Close()
			o.sync(t)
			var id partner.TenantID
			for s, err := range o.cache.Summaries() {
				if err != nil {
					t.Fatal(err)
				}
				id = s.ID
			}
			cloud.silent = silent
			start := time.Now()
			err := o.Reach(t.Context(), func(ctx context.Context, c *Connection) error { return c.Refresh(ctx, id) })
			if took := time.Since(start); err != nil || cloud.asked.Load() == 0 || took > 90*time.Second {
				t.Errorf("%s: %v after %v and %d requests", what, err, took, cloud.asked.Load())
			}
		})
	}
}
