package simcloud

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tenantry/backend/simcloud/world"
)

// Event is something that happens to the cloud while it runs. Which fields count depends on the kind.
type Event struct {
	Kind      string `json:"kind"`
	Service   string `json:"service,omitempty"`   // a Microsoft service ("Exchange") or one of ours ("graph", "login", …)
	TenantID  string `json:"tenantId,omitempty"`  // whom it happens to
	Customers int    `json:"customers,omitempty"` // or: to how many; the cloud picks customers that can be read
	Issue     string `json:"issue,omitempty"`     // an issue's id
	Title     string `json:"title,omitempty"`     // of an outage
	Status    string `json:"status,omitempty"`    // of an outage; default serviceInterruption
	Count     int    `json:"count,omitempty"`     // how many answers; default 1
	Seconds   int    `json:"seconds,omitempty"`   // the Retry-After of a throttle; default 10
	Ticket    string `json:"ticket,omitempty"`    // a service request's number; default the one that was filed last
	Text      string `json:"text,omitempty"`      // of Microsoft's note on it
}

var eventKinds = map[string]func(*Cloud, Event) error{
	"outage-starts":       (*Cloud).startOutage,
	"issue-resolved":      (*Cloud).resolveIssue,
	"delegation-expires":  (*Cloud).expireDelegation,
	"delegation-restored": (*Cloud).restoreDelegation,
	"customer-leaves":     func(c *Cloud, e Event) error { return c.each(e, func(i int) { set(&c.changes.left, i, true) }) },
	"customer-returns":    func(c *Cloud, e Event) error { return c.each(e, func(i int) { delete(c.changes.left, i) }) },
	"consent-withdrawn":   setAccess(world.NoConsent),
	"consent-granted":     setAccess(world.Open),
	"access-blocked":      setAccess(world.Blocked),
	"access-allowed":      setAccess(world.Open),
	"role-removed":        setAccess(world.NoRole),
	"throttle": func(c *Cloud, e Event) error {
		return c.atService(e, func(s Service) { set(&c.changes.storms, s, &storm{max(e.Count, 1), or(e.Seconds, 10)}) })
	},
	"server-error": func(c *Cloud, e Event) error {
		return c.atService(e, func(s Service) { set(&c.changes.failing, s, max(e.Count, 1)) })
	},
	"answer-lost":        (*Cloud).loseAnswers,
	"request-lost":       (*Cloud).loseRequests,
	"server-error-after": (*Cloud).spoilWrites,
	"ticket-answered":    (*Cloud).answerTicket,
	"ticket-closed":      (*Cloud).closeTicket,
	"subscription-gone":  func(c *Cloud, e Event) error { return c.each(e, func(i int) { set(&c.changes.noAzure, i, true) }) },
	"link-cut":           func(c *Cloud, _ Event) error { return c.change(func() { c.changes.cut = true }) },
	"link-restored":      func(c *Cloud, _ Event) error { return c.change(func() { c.changes.cut = false }) },
	"tokens-revoked":     func(c *Cloud, _ Event) error { c.changes.nextTurn(&c.changes.ended); return nil },
	"token-expires":      func(c *Cloud, _ Event) error { c.changes.nextTurn(&c.changes.stale); return nil },
	"mfa-required":       func(c *Cloud, _ Event) error { c.changes.nextTurn(&c.changes.mfa); return nil },
	"claims-challenge":   func(c *Cloud, _ Event) error { c.changes.nextTurn(&c.changes.claims); return nil },
}

// EventKinds lists the kinds of events.
func EventKinds() []string { return slices.Sorted(maps.Keys(eventKinds)) }

// Do makes an event happen. An unknown kind is an error that names the known ones.
func (c *Cloud) Do(e Event) error {
	do, ok := eventKinds[e.Kind]
	if !ok {
		return fmt.Errorf("unknown event kind %q; known kinds: %s", e.Kind, strings.Join(EventKinds(), ", "))
	}
	if err := do(c, e); err != nil {
		return fmt.Errorf("event %s: %w", e.Kind, err)
	}
	return nil
}

func set[K comparable, V any](m *map[K]V, k K, v V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[k] = v
}

func or(n, otherwise int) int {
	if n > 0 {
		return n
	}
	return otherwise
}

func (c *Cloud) change(do func()) error {
	c.changes.mu.Lock()
	defer c.changes.mu.Unlock()
	do()
	return nil
}

// countdown is for events that happen to the next calls of a service, or to writes where none is named.
func (c *Cloud) countdown(e Event, of *map[Service]int) error {
	if e.Service == "" {
		return c.change(func() { set(of, "", max(e.Count, 1)) })
	}
	return c.atService(e, func(s Service) { set(of, s, max(e.Count, 1)) })
}

// loseAnswers lets connections die after the request was acted on.
func (c *Cloud) loseAnswers(e Event) error { return c.countdown(e, &c.changes.losing) }

// loseRequests lets connections die before the request is acted on.
func (c *Cloud) loseRequests(e Event) error { return c.countdown(e, &c.changes.dropping) }

// spoilWrites lets writes fail after they were acted on.
func (c *Cloud) spoilWrites(e Event) error { return c.countdown(e, &c.changes.spoiling) }

// atService is for events that happen to one of our four services; Graph where none is named.
func (c *Cloud) atService(e Event, do func(Service)) error {
	s := Service(strings.ToLower(e.Service))
	if s == "" {
		s = Graph
	}
	if !slices.Contains(services, s) {
		return fmt.Errorf("unknown service %q; want one of %v", e.Service, services)
	}
	return c.change(func() { do(s) })
}

func setAccess(a world.Access) func(*Cloud, Event) error {
	return func(c *Cloud, e Event) error {
		return c.each(e, func(i int) { set(&c.changes.access, i, a) })
	}
}

// each runs do, under the lock, for the customers that the event names.
func (c *Cloud) each(e Event, do func(i int)) error {
	targets, err := c.targets(e)
	if err != nil {
		return err
	}
	return c.change(func() {
		for _, i := range targets {
			do(i)
		}
	})
}

func (c *Cloud) targets(e Event) ([]int, error) {
	if e.TenantID != "" {
		i, ok := c.world.Lookup(e.TenantID)
		if !ok {
			return nil, fmt.Errorf("no customer %q", e.TenantID)
		}
		return []int{i}, nil
	}
	if e.Customers <= 0 {
		return nil, errors.New("name a tenantId, or a number of customers")
	}
	var out []int
	for i := 0; i < c.world.Len() && len(out) < e.Customers; i++ {
		if c.access(i) == world.Open && !c.changes.gone(i) {
			out = append(out, i)
		}
	}
	return out, nil
}

func (c *Cloud) expireDelegation(e Event) error {
	at := c.now().UTC()
	return c.each(e, func(i int) { set(&c.changes.expired, i, at) })
}

func (c *Cloud) restoreDelegation(e Event) error {
	return c.each(e, func(i int) { delete(c.changes.expired, i) })
}
