package app

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/app/stores"
	"tenantry/backend/secret"
	"tenantry/backend/simcloud"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
)

// counted counts the requests that reach the simulated cloud.
type counted struct {
	http.RoundTripper
	n *atomic.Int64
}

func (c counted) RoundTrip(r *http.Request) (*http.Response, error) {
	c.n.Add(1)
	return c.RoundTripper.RoundTrip(r)
}

// lasting are stores in memory that outlast the program, as those on disk do.
type lasting struct {
	store.Journal
	store.Cache
	*secret.Vault
}

type (
	unclosedJournal struct{ store.Journal }
	unclosedCache   struct{ store.Cache }
)

func (unclosedJournal) Close() error { return nil }
func (unclosedCache) Close() error   { return nil }

// office is a place where the program is started and stopped: its stores, and a simulated cloud whose world
// goes on.
type office struct {
	kept  lasting
	sim   *simcloud.Cloud
	cloud *connection.Cloud
	shell Shell
	asked atomic.Int64 // requests that reached the cloud
}

// newOffice is an office at a simulated cloud of the scenario.
func newOffice(t *testing.T, scenario string) *office {
	t.Helper()
	s, ok := simcloud.ScenarioNamed(scenario)
	if !ok {
		t.Fatalf("no scenario %q", scenario)
	}
	vault, err := secret.New(secret.Options{Kind: secret.Memory, Profile: "default", Fresh: true})
	if err != nil {
		t.Fatal(err)
	}
	o := &office{kept: lasting{memstore.NewJournal(), memstore.NewCache(), vault}, sim: simcloud.New(s, demoSeed, simcloud.Options{AutoApprove: true})}
	at := o.sim.Endpoints()
	o.cloud = &connection.Cloud{Login: at.Login, Graph: at.Graph, PartnerCenter: at.PartnerCenter, Azure: at.Azure,
		Transport: counted{o.sim.Transport(), &o.asked}, ClientID: simcloud.ClientID, Tenant: simcloud.TenantID}
	return o
}

// inOffice runs f at a new office, in fake time.
func inOffice(t *testing.T, scenario string, f func(t *testing.T, o *office)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { f(t, newOffice(t, scenario)) })
}

// start starts the program, as Open does over stores on disk.
func (o *office) start(t *testing.T) *App {
	t.Helper()
	options := Options{Cloud: o.cloud, Shell: o.shell, Log: slog.New(slog.DiscardHandler)}
	a, err := compose(options, options.profile(), inMemory(t, o.kept))
	if err != nil {
		t.Fatal(err)
	}
	go a.load(options.Log)
	return a
}

// inMemory are stores that outlast the program, and change their keys as those on disk do.
func inMemory(t *testing.T, kept lasting) *stores.Stores {
	t.Helper()
	s, err := stores.Over(kept.Vault, unclosedJournal{kept.Journal}, unclosedCache{kept.Cache})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// signIn signs in with a device code: no browser is needed, and no real network.
func (o *office) signIn(t *testing.T, a *App) {
	t.Helper()
	_, err := a.SignIn(t.Context(), contract.SignInRequest{ClientID: o.cloud.ClientID, Tenant: o.cloud.Tenant, Cloud: "custom", LoginURL: o.cloud.Login,
		GraphURL: o.cloud.Graph, PartnerCenterURL: o.cloud.PartnerCenter, AzureURL: o.cloud.Azure, DeviceCode: true},
		Prompt{DeviceCode: func(contract.DeviceCode) {}})
	if err != nil {
		t.Fatal(err)
	}
}

// synced starts the program, signs in and syncs.
func (o *office) synced(t *testing.T) (*App, contract.SyncReport) {
	t.Helper()
	a := o.start(t)
	o.signIn(t, a)
	r, err := a.SyncNow(t.Context(), "", false, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a, r
}

func stop(t *testing.T, a *App) {
	t.Helper()
	if err := a.Stop(); err != nil {
		t.Fatal(err)
	}
}

func rows(t *testing.T, a *App, q contract.CustomerQuery) []contract.CustomerRow {
	t.Helper()
	p, err := a.Customers.List(q)
	if err != nil {
		t.Fatal(err)
	}
	return p.Customers
}

// event makes something happen in the simulated cloud.
func event(t *testing.T, a *App, e map[string]any) {
	t.Helper()
	body, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, a.profile.demo.Login+"/_control/event", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	res, err := a.profile.demo.Transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode >= 300 {
		t.Fatalf("event %v: status %d", e, res.StatusCode)
	}
}

// atCloud are the titles or texts of what the simulated cloud took from us.
func atCloud(t *testing.T, a *App) (tickets, notes []string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, a.profile.demo.Login+"/_control/state", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := a.profile.demo.Transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var state struct {
		Tickets, Notes []struct{ Title, Text string }
	}
	if err := json.NewDecoder(res.Body).Decode(&state); err != nil {
		t.Fatal(err)
	}
	for _, x := range state.Tickets {
		tickets = append(tickets, x.Title)
	}
	for _, x := range state.Notes {
		notes = append(notes, x.Text)
	}
	return tickets, notes
}
