package simcloud

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"
	"sync/atomic"
	"time"

	"tenantry/backend/simcloud/world"
)

// Scenario is a partner's situation as data.
type Scenario = world.Scenario

// ScenarioNamed finds a scenario: "demo" (250 customers), "small" (12), "bad-monday", "consent-mess", "quiet".
func ScenarioNamed(name string) (Scenario, bool) { return world.ScenarioNamed(name) }

// ScenarioNames lists the scenarios, the usual one first.
func ScenarioNames() []string { return world.ScenarioNames() }

// Options say how the cloud behaves.
type Options struct {
	Now         func() time.Time // the clock; nil: time.Now
	Latency     time.Duration    // how long every answer takes
	AutoApprove bool             // sign-in pages redirect at once, device codes are approved at once
	Story       bool             // incidents come, spread and go while it runs
}

// Cloud is one simulated cloud. Use it from any number of goroutines; it starts none of its own.
type Cloud struct {
	world *world.World
	opts  Options
	now   func() time.Time
	key   [32]byte // signs tokens; from the seed, so that a restart honours yesterday's sign-in

	signIns signIns
	limits  limits
	changes changes
	record  record
	tickets tickets
	azure   azureDesk
	numbers atomic.Int64 // of requests that were opened here
	issues  issueBodies
	routes  map[Service]*router

	mu          sync.Mutex // guards what follows
	bases       []Endpoints
	supportBase string // of ListenSupport; empty: it was not called
}

// New makes a cloud. The same scenario, seed and day give the same customers.
func New(s Scenario, seed uint64, o Options) *Cloud {
	if o.Now == nil {
		o.Now = time.Now
	}
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], seed)
	c := &Cloud{world: world.New(s, seed, o.Now()), opts: o, now: o.Now, bases: []Endpoints{inMemory},
		key: sha256.Sum256(append([]byte("simcloud "+s.Name+" "), b[:]...))}
	c.routes = map[Service]*router{Login: c.loginRoutes(), Graph: c.graphRoutes(), PartnerCenter: c.partnerRoutes(), Azure: c.azureRoutes(), support: c.supportRoutes()}
	return c
}

// Endpoints are the base URLs to use: those of the last Listen, or those that only Transport answers to.
func (c *Cloud) Endpoints() Endpoints {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bases[len(c.bases)-1]
}

func (c *Cloud) addEndpoints(e Endpoints) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bases = append(c.bases[:len(c.bases):len(c.bases)], e)
}

// serviceAt says which service a base URL names: ours, by any of our names, or Microsoft's.
func (c *Cloud) serviceAt(base string) (Service, bool) {
	c.mu.Lock()
	bases := c.bases
	c.mu.Unlock()
	for _, e := range bases {
		if s, ok := e.serviceAt(base); ok {
			return s, true
		}
	}
	return realBases.serviceAt(base)
}
