package login

import (
	"crypto/rand"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

// How long a code waits (api/facts.md 3).
const (
	codeLife   = 10 * time.Minute
	deviceLife = 15 * time.Minute
)

// signIns are the sign-ins under way. What is over is dropped when the next one begins.
type signIns struct {
	mu      sync.Mutex
	pages   map[string]pending // an account page that waits for a click
	codes   map[string]*code
	devices map[string]*device // by device code
}

// pending is an authorize request that was found good.
type pending struct {
	tenant, redirect, mode, state, challenge, scope, nonce, claims string
	until                                                          time.Time
}

// code is an authorization code. It is kept after use so that a second use can be told apart.
type code struct {
	pending
	signedIn int // the turn
	used     bool
}

// device is a device code.
type device struct {
	user     string // what the person types
	scope    string
	shows    []token.Demand
	until    time.Time
	lastPoll time.Time
	decided  bool
	approved bool
	signedIn int // the turn
}

func (s *signIns) begin(at time.Time) {
	if s.pages == nil {
		s.pages, s.codes, s.devices = map[string]pending{}, map[string]*code{}, map[string]*device{}
	}
	for k, p := range s.pages {
		if at.After(p.until) {
			delete(s.pages, k)
		}
	}
	for k, v := range s.codes {
		if at.After(v.until.Add(time.Hour)) {
			delete(s.codes, k)
		}
	}
	for k, d := range s.devices {
		if at.After(d.until.Add(time.Hour)) {
			delete(s.devices, k)
		}
	}
}

// newCode makes a code for a request that the person approved.
func (s *signIns) newCode(p pending, turn int, at time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.begin(at)
	p.until = at.Add(codeLife)
	name := "1.AXkA." + rand.Text() + rand.Text()
	s.codes[name] = &code{pending: p, signedIn: turn}
	return name
}

// redeem takes a code once.
func (s *signIns) redeem(name string, at time.Time) (code, *signInError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.codes[name]
	switch {
	case c == nil:
		return code{}, errBadGrant.is()
	case c.used:
		return code{}, errCodeUsed.is()
	case at.After(c.until):
		return code{}, errCodeOld.is()
	}
	c.used = true
	return *c, nil
}

func (s *signIns) newPage(p pending, at time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.begin(at)
	p.until = at.Add(codeLife)
	name := rand.Text()
	s.pages[name] = p
	return name
}

func (s *signIns) takePage(name string) (pending, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.pages[name]
	delete(s.pages, name)
	return p, ok
}

// shows is what a person shows who signs in at a tenant with a claims request: the second factor that the tenant
// itself asks for, and what the claims ask for. A request that is no JSON asks for nothing.
func shows(tenant int, claims string) []token.Demand {
	all := []token.Demand{{By: httpd.Login, Tenant: tenant}}
	var asked struct {
		Access map[string]struct {
			Value  string   `json:"value"`
			Values []string `json:"values"`
		} `json:"access_token"`
	}
	if json.Unmarshal([]byte(claims), &asked) != nil || len(asked.Access) == 0 {
		return all
	}
	all = append(all, token.Demand{By: httpd.Graph, Tenant: tenant})
	if slices.Contains(asked.Access["amr"].Values, "mfa") && tenant == world.Partner {
		all = append(all, token.Demand{By: httpd.PartnerCenter, Tenant: tenant})
	}
	return all
}
