package control

import (
	"bytes"
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/present"
	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

// Panel makes events happen and tells the state. Its exported fields are what it changes and reads.
type Panel struct {
	World     *world.World
	Customers *present.Customers
	Tickets   *present.Tickets
	Azure     Azure
	App       App
	Tokens    *token.Mint
	Trouble   *httpd.Trouble
	Record    *httpd.Record
	Now       func() time.Time
	Clock     Clock
}

// Clock is what Now tells.
type Clock interface{ Forward(by time.Duration) }

// App is what happens to the app's permissions in the partner's own tenant.
type App interface {
	Withdraw(permission string) error
	Approve()
}

// Azure is what happens to the tickets of Azure's own service; false: there is none of this number.
type Azure interface {
	Answer(number, text string, at time.Time) bool
	Close(number string, at time.Time) bool
	// Refuse makes the next tickets of a customer, so many of them, fail after they were accepted.
	Refuse(customer, times int, code, message string)
}

// Owns says whether a path is the control's. No trouble reaches it.
func Owns(path string) bool { return strings.HasPrefix(path, "/_control/") }

// Add puts the control's routes beside those of the sign-in.
func (p *Panel) Add(r *httpd.Router) {
	r.Handle("GET", "/_control/state", func(*httpd.Query) httpd.Answer { return httpd.JSON(http.StatusOK, p.State()) })
	r.Handle("POST", "/_control/event", func(q *httpd.Query) httpd.Answer {
		var e Event
		d := json.NewDecoder(bytes.NewReader(q.Content))
		d.DisallowUnknownFields()
		if err := d.Decode(&e); err != nil {
			return httpd.JSON(http.StatusBadRequest, map[string]string{"error": "not an event: " + err.Error()})
		}
		if err := p.Do(e); err != nil {
			return httpd.JSON(http.StatusBadRequest, map[string]string{"error": err.Error()})
		}
		return httpd.JSON(http.StatusOK, map[string]bool{"done": true})
	})
}

// Foreign says of a request for the control that a page in a browser may have sent it: under a name that its maker has
// lead to loopback (DNS rebinding), or from another origin. Tests and training scripts send neither.
func Foreign(r *http.Request) bool {
	if !isLoopback(r.Host) {
		return true
	}
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	if origin := r.Header.Get("Origin"); origin != "" && origin != scheme+r.Host {
		return true
	}
	site := r.Header.Get("Sec-Fetch-Site") // what a browser says of a picture or a script, which have no origin
	return site != "" && site != "same-origin" && site != "none"
}

// isLoopback says whether a Host header names this computer in a way that no DNS decides.
func isLoopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return strings.EqualFold(name, "localhost") || ip != nil && ip.IsLoopback()
}

// State is what GET /_control/state tells.
type State struct {
	Scenario  string `json:"scenario"`
	Minute    int    `json:"minute"` // of its story; see world.World.Begin
	Customers int    `json:"customers"`
	// Requests counts by "service METHOD /route", then by status. Members of a $batch stand under
	// "graph/batch"; they are no HTTP requests of their own.
	Requests map[string]map[string]int `json:"requests"`
	Tickets  []present.Created         `json:"tickets"`
	Notes    []present.Created         `json:"notes"`
}

// State is a copy of what happened so far.
func (p *Panel) State() State {
	tickets, notes := p.Tickets.Recorded()
	return State{Scenario: p.World.Scenario.Name, Minute: p.World.Minute(p.Now()), Customers: p.Customers.Count(), Requests: p.Record.Requests(), Tickets: tickets, Notes: notes}
}
