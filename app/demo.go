package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/app/home"
	"tenantry/backend/simcloud"
)

// demoSeed makes every demo the same.
const demoSeed = 1

// UsualDemo is the demo's scenario where nobody names one.
const UsualDemo = "demo"

// DemoScenarios are the names of the scenarios that the demo can play, the usual one first.
func DemoScenarios() []string { return simcloud.ScenarioNames() }

// MostPace is the quickest pace: nobody follows what changes more often than once a second.
const MostPace = 60

// Demo says which demo it is.
type Demo struct {
	Scenario string           // one of DemoScenarios; empty: the usual one
	Pace     int              // how many of the scenario's minutes pass in one, 1 to MostPace; 0: one
	Now      func() time.Time // the cloud's clock; nil: this computer's
}

// Options turns options into those of the demo: a home of its own for each scenario, and the simulated cloud in
// place of Microsoft's. Nothing else differs: the same clients speak the same protocols to it.
func (d Demo) Options(o Options) (Options, error) {
	scenario, ok := simcloud.ScenarioNamed(cmp.Or(d.Scenario, UsualDemo))
	if !ok {
		return o, fmt.Errorf("the demo has no scenario %q; there are %v", d.Scenario, DemoScenarios())
	}
	scenario.Pace = d.Pace
	if o.Home == "" {
		place, err := home.Default()
		if err != nil {
			return o, err
		}
		o.Home = place
	}
	o.Home = filepath.Join(o.Home, "demo")
	if scenario.Name != UsualDemo {
		o.Home = filepath.Join(o.Home, scenario.Name)
	}
	o.Secrets = "file" // nothing in the demo is secret, and it must not ask for the keychain
	sim := simcloud.New(scenario, demoSeed, simcloud.Options{AutoApprove: true, Story: true, Now: d.Now})
	at := sim.Endpoints()
	support, err := listenSupport(sim)
	if err != nil {
		return o, err
	}
	o.Cloud = &connection.Cloud{Login: at.Login, Graph: at.Graph, PartnerCenter: at.PartnerCenter, Azure: at.Azure,
		Transport: sim.Transport(), ClientID: simcloud.ClientID, Tenant: simcloud.TenantID, Support: support}
	return o, nil
}

// demoPort is where the demo's support page is, if it can be: links that a demo of yesterday kept then
// still lead to it.
const demoPort = "47133"

// listenSupport serves the one page of the simulated cloud that a browser needs, for as long as the
// program runs.
func listenSupport(sim *simcloud.Cloud) (base string, err error) {
	for _, port := range []string{demoPort, "0"} {
		if _, base, err = sim.ListenSupport(context.Background(), net.JoinHostPort("127.0.0.1", port)); err == nil {
			return base, nil
		}
	}
	return "", fmt.Errorf("serve the demo's support page: %w", err)
}

// SignInToDemo signs in to the simulated cloud as a user would, with a browser that only follows
// redirects: the cloud approves by itself.
func (a *App) SignInToDemo(ctx context.Context) error {
	c := a.profile.demo
	if c == nil {
		return fmt.Errorf("this is not the demo")
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	_, err := a.SignIn(ctx, contract.SignInRequest{ClientID: c.ClientID, Tenant: c.Tenant, Cloud: "custom", LoginURL: c.Login,
		GraphURL: c.Graph, PartnerCenterURL: c.PartnerCenter, AzureURL: c.Azure}, Prompt{Browser: func(address string) error {
		go func() {
			if err := a.visit(ctx, address); err != nil {
				cancel(err)
			}
		}()
		return nil
	}})
	if cause := context.Cause(ctx); err != nil && cause != nil {
		return fmt.Errorf("sign in to the demo: %w", cause)
	}
	return err
}

// visit opens the sign-in page and follows its redirect to the loopback listener.
func (a *App) visit(ctx context.Context, address string) error {
	browser := &http.Client{Transport: split{a.profile.demo.Transport, &http.Transport{DialContext: dialLoopback}}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	res, err := browser.Do(req)
	if err != nil {
		return errors.Unwrap(err) // without the address: the sign-in's code stands in it
	}
	return res.Body.Close()
}

// dialLoopback reaches "localhost" also where no resolver knows it.
func dialLoopback(ctx context.Context, network, address string) (net.Conn, error) {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	return new(net.Dialer).DialContext(ctx, network, net.JoinHostPort("127.0.0.1", port))
}

// split sends requests for the loopback listener to the real network and all others to the
// simulated cloud.
type split struct{ cloud, loopback http.RoundTripper }

func (s split) RoundTrip(r *http.Request) (*http.Response, error) {
	if h := r.URL.Hostname(); h == "localhost" || h == "127.0.0.1" {
		return s.loopback.RoundTrip(r)
	}
	return s.cloud.RoundTrip(r)
}
