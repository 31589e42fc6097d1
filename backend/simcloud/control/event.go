package control

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/token"
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
	Minutes   int    `json:"minutes,omitempty"`   // by which the clock moves on; default 1
	Seconds   int    `json:"seconds,omitempty"`   // the Retry-After of a throttle; default 10
	Ticket    string `json:"ticket,omitempty"`    // a service request's number; default the one that was filed last
	Text      string `json:"text,omitempty"`      // of Microsoft's note on it, or of the refusal of one; or a permission's name
	Code      string `json:"code,omitempty"`      // of the refusal of a ticket; default InvalidSupportPlan
}

// kinds are the events that there are.
var kinds = map[string]func(*Panel, Event) error{
	"outage-starts":  (*Panel).startOutage,
	"issue-resolved": func(p *Panel, e Event) error { return p.Customers.ResolveIssue(e.Issue, p.Now().UTC()) },
	"delegation-expires": func(p *Panel, e Event) error {
		return p.at(e, func(of []int) { p.Customers.Expire(p.Now().UTC(), of) })
	},
	"delegation-restored": func(p *Panel, e Event) error { return p.at(e, p.Customers.Restore) },
	"customer-leaves":     func(p *Panel, e Event) error { return p.at(e, p.Customers.Leave) },
	"customer-returns":    func(p *Panel, e Event) error { return p.at(e, p.Customers.Return) },
	"consent-withdrawn":   access(world.NoConsent),
	"consent-granted":     access(world.Open),
	"access-blocked":      access(world.Blocked),
	"access-allowed":      access(world.Open),
	"role-removed":        access(world.NoRole),
	"subscription-gone":   func(p *Panel, e Event) error { return p.at(e, p.Customers.TakeAzure) },

	"throttle":     (*Panel).throttle,
	"server-error": func(p *Panel, e Event) error { return atService(e, httpd.Graph, p.Trouble.Fail) },
	// At a service, or at writes where none is named.
	"answer-lost":        func(p *Panel, e Event) error { return atService(e, "", p.Trouble.LoseAnswers) },
	"request-lost":       func(p *Panel, e Event) error { return atService(e, "", p.Trouble.LoseRequests) },
	"server-error-after": func(p *Panel, e Event) error { return atService(e, "", p.Trouble.SpoilWrites) },
	"link-cut":           func(p *Panel, _ Event) error { p.Trouble.Cut(true); return nil },
	"link-restored":      func(p *Panel, _ Event) error { p.Trouble.Cut(false); return nil },

	// Of the app in the partner's own tenant: by the name that is the text.
	"permission-withdrawn": func(p *Panel, e Event) error { return p.App.Withdraw(e.Text) },
	"permissions-granted":  func(p *Panel, _ Event) error { p.App.Approve(); return nil },

	"tokens-revoked": func(p *Panel, _ Event) error { p.Tokens.Revoke(); return nil },
	"token-expires":  func(p *Panel, _ Event) error { p.Tokens.Expire(); return nil },
	"mfa-required":   func(p *Panel, _ Event) error { p.demand(httpd.PartnerCenter, world.Partner); return nil },
	// At the customers that are named, or at home.
	"claims-challenge": (*Panel).challenge,
	"mfa-demanded": func(p *Panel, e Event) error {
		return p.at(e, func(of []int) { p.demand(httpd.Login, of...); p.Customers.SetAccess(world.WantsMFA, of) })
	},

	"ticket-answered": (*Panel).answerTicket,
	"ticket-closed":   (*Panel).closeTicket,
	"ticket-refused":  (*Panel).refuseTicket,

	"minutes": (*Panel).pass,
}

// Kinds lists the kinds of events.
func Kinds() []string { return slices.Sorted(maps.Keys(kinds)) }

// Do makes an event happen. An unknown kind is an error that names the known ones.
func (p *Panel) Do(e Event) error {
	do, ok := kinds[e.Kind]
	if !ok {
		return fmt.Errorf("unknown event kind %q; known kinds: %s", e.Kind, strings.Join(Kinds(), ", "))
	}
	if err := do(p, e); err != nil {
		return fmt.Errorf("event %s: %w", e.Kind, err)
	}
	return nil
}

// mostMinutes bounds one step of the clock: a week.
const mostMinutes = 7 * 24 * 60

// pass moves the cloud's clock on, so that its story is played faster. It never goes back: what was published stays.
func (p *Panel) pass(e Event) error {
	if e.Minutes < 0 || e.Minutes > mostMinutes {
		return fmt.Errorf("the clock moves on by 1 to %d minutes, not by %d", mostMinutes, e.Minutes)
	}
	p.Clock.Forward(time.Duration(max(e.Minutes, 1)) * time.Minute)
	return nil
}

// atService is for events that happen to the next answers of one of our services; otherwise is the one
// where none is named.
func atService(e Event, otherwise httpd.Service, do func(s httpd.Service, answers int)) error {
	s := otherwise
	if e.Service != "" {
		s = httpd.Service(strings.ToLower(e.Service))
		if !slices.Contains(httpd.Services, s) {
			return fmt.Errorf("unknown service %q; want one of %v", e.Service, httpd.Services)
		}
	}
	do(s, max(e.Count, 1))
	return nil
}

func (p *Panel) throttle(e Event) error {
	seconds := e.Seconds
	if seconds <= 0 {
		seconds = 10
	}
	return atService(e, httpd.Graph, func(s httpd.Service, answers int) { p.Trouble.Throttle(s, answers, time.Duration(seconds)*time.Second) })
}

func access(a world.Access) func(*Panel, Event) error {
	return func(p *Panel, e Event) error {
		return p.at(e, func(of []int) { p.Customers.SetAccess(a, of) })
	}
}

func (p *Panel) challenge(e Event) error {
	if e.TenantID == "" && e.Customers == 0 {
		p.demand(httpd.Graph, world.Partner)
		return nil
	}
	return p.at(e, func(of []int) { p.demand(httpd.Graph, of...) })
}

// demand makes a service want more of the sign-ins at tenants than those of before have shown.
func (p *Panel) demand(by httpd.Service, at ...int) {
	for _, tenant := range at {
		p.Tokens.Demand(token.Demand{By: by, Tenant: tenant})
	}
}

// at is for events that happen to the customers that they name.
func (p *Panel) at(e Event, do func(of []int)) error {
	targets, err := p.targets(e)
	if err == nil {
		do(targets)
	}
	return err
}

func (p *Panel) targets(e Event) ([]int, error) {
	if e.TenantID != "" {
		i, ok := p.World.Lookup(e.TenantID)
		if !ok {
			return nil, fmt.Errorf("no customer %q", e.TenantID)
		}
		return []int{i}, nil
	}
	if e.Customers <= 0 {
		return nil, errors.New("name a tenantId, or a number of customers")
	}
	var out []int
	for i := 0; i < p.World.Len() && len(out) < e.Customers; i++ {
		if p.Customers.Access(i) == world.Open && !p.Customers.Gone(i) {
			out = append(out, i)
		}
	}
	return out, nil
}

// startOutage begins an incident at some customers. Its id is the one asked for, or the next free one.
func (p *Panel) startOutage(e Event) error {
	service, ok := world.ServiceNamed(e.Service)
	if e.Service == "" {
		service, ok = world.Services[0], true
	}
	if !ok {
		return fmt.Errorf("unknown service %q; for example Exchange, SharePoint, microsoftteams", e.Service)
	}
	if e.TenantID == "" && e.Customers == 0 {
		e.Customers = 1
	}
	if e.Title == "" {
		e.Title = "Users can't reach " + service.Name
	}
	if e.Status == "" {
		e.Status = "serviceInterruption"
	}
	return p.at(e, func(of []int) {
		struck := map[int]bool{}
		for _, i := range of {
			struck[i] = true
		}
		p.Customers.StartIssue(e.Issue, func(id string) world.Issue {
			return world.NewIssue(id, e.Title, service, e.Status, p.Now().UTC()).WithReach(func(i int) bool { return struck[i] })
		})
	})
}
