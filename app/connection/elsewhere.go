package connection

import (
	"cmp"
	"net/http"
	"sync"

	"tenantry/backend/transport"
)

// Elsewhere is the way to a host that is not Microsoft's and that the user named: through the same proxy, with the same certificates
// and patience. No token and no id of ours goes along, no redirect is followed, nothing of the address is logged, and whether that host
// answers says nothing of the network. How much of an answer is read is its reader's to say; errors are faults.
func Elsewhere(a *Account) http.RoundTripper { return &elsewhere{o: a.o} }

// elsewhere makes its way anew whenever the settings of the network changed.
type elsewhere struct {
	o Options

	mu    sync.Mutex
	way   http.RoundTripper // nil: none yet
	proxy string            // of way
	ca    string
}

// RoundTrip implements http.RoundTripper.
func (e *elsewhere) RoundTrip(req *http.Request) (*http.Response, error) {
	way, err := e.current()
	if err != nil {
		return nil, err
	}
	return way.RoundTrip(req)
}

func (e *elsewhere) current() (http.RoundTripper, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	s, err := last(e.o.Settings)
	if err != nil {
		return nil, err
	}
	proxy, ca := cmp.Or(e.o.Proxy, s.Proxy), string(s.authorities())
	if e.way != nil && proxy == e.proxy && ca == e.ca {
		return e.way, nil
	}
	proxies, err := proxiesOf(e.o, s)
	if err != nil {
		return nil, err
	}
	base, err := base(e.o, s, proxies)
	if err != nil {
		return nil, err
	}
	e.way, e.proxy, e.ca = transport.Network(base, &transport.Patience{}), proxy, ca
	return e.way, nil
}
