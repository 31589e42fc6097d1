package simcloud

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"tenantry/backend/simcloud/azure"
	"tenantry/backend/simcloud/control"
	"tenantry/backend/simcloud/graph"
	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/login"
	"tenantry/backend/simcloud/partnercenter"
	"tenantry/backend/simcloud/present"
	"tenantry/backend/simcloud/support"
	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

// Scenario is a partner's situation as data.
type Scenario = world.Scenario

// Event is something that happens to the cloud while it runs.
type Event = control.Event

// State is what happened so far.
type State = control.State

// Created is a ticket, or a note on one, that a client made.
type Created = present.Created

// ScenarioNamed finds a scenario: "demo" (250 customers), "small" (12), "bad-monday", "troubled", "consent-mess", "quiet".
func ScenarioNamed(name string) (Scenario, bool) { return world.ScenarioNamed(name) }

// ScenarioNames lists the scenarios, the usual one first.
func ScenarioNames() []string { return world.ScenarioNames() }

// EventKinds lists the kinds of events.
func EventKinds() []string { return control.Kinds() }

// Options say how the cloud behaves.
type Options struct {
	Now         func() time.Time // the clock; nil: time.Now
	Latency     time.Duration    // how long every answer takes
	AutoApprove bool             // sign-in pages redirect at once, device codes are approved at once
	Story       bool             // the scenario's story is played: incidents come, spread and go while it runs
}

// Cloud is one simulated cloud. Use it from any number of goroutines; it starts none of its own.
type Cloud struct {
	now       func() time.Time
	story     bool
	latency   time.Duration
	world     *world.World
	customers *present.Customers
	tickets   *present.Tickets
	tokens    *token.Mint
	trouble   *httpd.Trouble
	record    *httpd.Record
	addresses *addresses
	panel     *control.Panel
	routes    map[Service]*httpd.Router
}

// New makes a cloud. The same scenario, seed and day give the same customers.
func New(s Scenario, seed uint64, o Options) *Cloud {
	if o.Now == nil {
		o.Now = time.Now
	}
	clock := &clock{base: o.Now}
	w := world.New(s, seed, clock.now())
	c := &Cloud{now: clock.now, story: o.Story, latency: o.Latency, world: w, customers: present.NewCustomers(w, o.Story, clock.now), tickets: present.NewTickets(w),
		tokens: token.NewMint(key(s, seed)), trouble: &httpd.Trouble{}, record: &httpd.Record{}, addresses: &addresses{sets: []Endpoints{inMemory}}}
	at := c.addresses
	arm := &azure.API{World: w, Customers: c.customers, Tickets: c.tickets, Tokens: c.tokens, Trouble: c.trouble, LoginAt: at.loginAt}
	signIn := &login.Platform{World: w, Customers: c.customers, Tokens: c.tokens, Trouble: c.trouble,
		ServiceAt: at.serviceAt, AutoApprove: o.AutoApprove}
	c.routes = map[Service]*httpd.Router{
		Login: signIn.Routes(),
		Graph: (&graph.API{World: w, Customers: c.customers, Tokens: c.tokens, Trouble: c.trouble, Record: c.record, LoginAt: at.loginAt}).Routes(),
		PartnerCenter: (&partnercenter.API{World: w, Customers: c.customers, Tickets: c.tickets, Tokens: c.tokens, Trouble: c.trouble,
			SupportAt: func(base, tenant string) string { return support.At(at.supportAt(base), tenant) }}).Routes(),
		Azure:         arm.Routes(),
		httpd.Support: (&support.Page{World: w, Customers: c.customers, Tickets: c.tickets, ServiceAt: at.serviceAt}).Routes(),
	}
	c.panel = &control.Panel{World: w, Customers: c.customers, Tickets: c.tickets, Azure: arm, App: signIn, Tokens: c.tokens, Trouble: c.trouble,
		Record: c.record, Now: c.now, Clock: clock}
	c.panel.Add(c.routes[Login])
	return c
}

// key signs the tokens of a seed, so that a restart honours yesterday's sign-in.
func key(s Scenario, seed uint64) [32]byte {
	return sha256.Sum256(binary.BigEndian.AppendUint64([]byte("simcloud "+s.Name+" "), seed))
}

// Do makes an event happen. An unknown kind is an error that names the known ones.
func (c *Cloud) Do(e Event) error { return c.panel.Do(e) }

// State is a copy of what happened so far.
func (c *Cloud) State() State { return c.panel.State() }

// Endpoints are the base URLs to use: those of the last Listen, or those that only Transport answers to.
func (c *Cloud) Endpoints() Endpoints {
	sets := c.addresses.all()
	return sets[len(sets)-1]
}
