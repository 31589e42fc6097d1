package connection

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"time"

	"tenantry/backend/cloud"
	"tenantry/backend/transport"
	"tenantry/backend/verdict"
)

// Ground is what a verdict stands on here: how this account's cloud is reached, without the account.
type Ground struct {
	Cloud  string // its name
	Prober verdict.Prober
	// Targets are what is tried of a list.
	Targets func(verdict.List) []verdict.Target
	Renew   http.RoundTripper // to Microsoft's endpoint service
}

// GroundOf says how the account's cloud is reached, or the global one where nobody ever signed in. It touches no network.
func GroundOf(a *Account) (Ground, error) {
	s, err := last(a.o.Settings)
	if err != nil {
		return Ground{}, err
	}
	proxies, err := proxiesOf(a.o, s)
	if err != nil {
		return Ground{}, err
	}
	at, err := s.endpoints()
	if err != nil { // nobody ever signed in
		if at, err = cloud.Named("global"); err != nil {
			return Ground{}, err
		}
	}
	base, err := transport.NewBase(s.authorities(), proxies)
	if err != nil {
		return Ground{}, err
	}
	g := Ground{Cloud: at.Name, Targets: func(l verdict.List) []verdict.Target { return l.Targets(at) },
		Renew: transport.Network(base, &transport.Patience{}),
		Prober: verdict.Prober{Resolver: net.DefaultResolver, Dial: (&net.Dialer{}).DialContext, TLS: base.TLSClientConfig, Proxy: proxies.For,
			Now: time.Now, Gateway: verdict.DefaultGateway}}
	if a.o.Cloud != nil { // it lives in this process, and no network leads to it
		g.Renew, g.Prober.Wire, g.Prober.Gateway = a.o.Cloud.Transport, a.o.Cloud.Transport, nil
		g.Prober.Proxy = func(*url.URL) *url.URL { return nil }
	}
	return g, nil
}

// RenewHosts asks Microsoft for the hosts of the account's cloud.
func (g Ground) RenewHosts(ctx context.Context) (verdict.List, error) {
	return verdict.Renewed(ctx, verdict.Own(g.Cloud), g.Renew, time.Now().UTC())
}
