package simcloud

import (
	"sync"

	"tenantry/backend/simcloud/httpd"
)

// addresses are the base URLs at which the cloud is reached.
type addresses struct {
	mu      sync.Mutex
	sets    []Endpoints // the last is the one to use
	support string      // of ListenSupport; empty: it was not called
}

func (a *addresses) add(e Endpoints) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sets = append(a.sets[:len(a.sets):len(a.sets)], e)
}

func (a *addresses) all() []Endpoints {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.sets
}

// serviceAt says which service a base URL names: ours, by any of our names, or Microsoft's.
func (a *addresses) serviceAt(base string) (httpd.Service, bool) {
	for _, e := range a.all() {
		if s, ok := e.serviceAt(base); ok {
			return s, true
		}
	}
	return microsofts.serviceAt(base)
}

// loginAt is the sign-in address that goes with the address that the client used.
func (a *addresses) loginAt(base string) string {
	sets := a.all()
	for _, e := range sets {
		if _, ok := e.serviceAt(base); ok {
			return e.Login
		}
	}
	return sets[len(sets)-1].Login
}

func (a *addresses) setSupport(base string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.support = base
}

// supportAt is where the support page is for who came by base.
func (a *addresses) supportAt(base string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.support == "" {
		return base
	}
	return a.support
}
