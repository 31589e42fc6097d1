package contract

import (
	"cmp"

	"tenantry/backend/catalog"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// unnamed is what a service is called that has neither a name nor an id.
var unnamed = message.Of("service_unnamed")

// ServiceName is a service's name in a document, which speaks English: never empty.
func ServiceName(name string) string { return cmp.Or(name, unnamed.String()) }

// ServiceWords is a name that [ServiceName] made, for a reader.
func ServiceWords(name string) message.Message {
	if name == unnamed.String() {
		return unnamed
	}
	return message.Verbatim(name)
}

// OverFor is for how long an issue that is over stays beside the open ones.
const OverFor = partner.OverFor

// HealthReport is one customer's service health.
type HealthReport struct {
	TenantID string          `json:"tenantId"`
	Name     string          `json:"name"`
	AsOf     *string         `json:"asOf"`
	Problem  *Problem        `json:"problem"`
	State    string          `json:"state" ts:"HealthState"`
	Unknown  int             `json:"unknown"` // 1: nobody knows how the customer is; its services may be known in part
	Services []ServiceHealth `json:"services"`
}

// Trouble is the services with trouble, customer by customer, and of how many customers nothing can be said.
type Trouble struct {
	Customers []HealthReport `json:"customers"`
	Unspoken
}

// Unspoken counts the customers that nothing can be said of: an empty list is no good news of them.
type Unspoken struct {
	Total     int `json:"total"`     // customers there are
	Unknown   int `json:"unknown"`   // customers of unknown health
	NeverRead int `json:"neverRead"` // those among them of whom nothing was ever read
}

// UnspokenOf is what the counts of the list of customers leave open.
func UnspokenOf(n catalog.Counts) Unspoken {
	return Unspoken{Total: n.Total, Unknown: n.ByHealth[partner.Unknown], NeverRead: n.NeverRead}
}

// ServiceHealth is one service of a report.
type ServiceHealth struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Status string  `json:"status"` // Microsoft's word, camelCase
	State  string  `json:"state" ts:"HealthState"`
	Issues []Issue `json:"issues"`
}

// Issue is an incident or an advisory with its story.
type Issue struct {
	ID             string         `json:"id"`
	Title          string         `json:"title"`
	Service        string         `json:"service"`
	Classification string         `json:"classification"` // incident, advisory
	Status         string         `json:"status"`
	State          string         `json:"state" ts:"HealthState"`
	Feature        string         `json:"feature"`
	Impact         string         `json:"impact"`
	StartsAt       *string        `json:"startsAt"`
	EndsAt         *string        `json:"endsAt"`
	UpdatedAt      *string        `json:"updatedAt"`
	Resolved       bool           `json:"resolved"`
	Open           bool           `json:"open"`       // it is trouble still
	OverSince      *string        `json:"overSince"`  // when it was resolved, or first missed; null while it is open
	LastToldAt     *string        `json:"lastToldAt"` // null: Microsoft tells of it; else when it last did
	LastWord       string         `json:"lastWord"`   // the status line of the newest post that has words; empty: none
	Told           *Telling       `json:"told"`       // the last that the customer was told of it from here; null: nothing, as far as is known
	Posts          []partner.Post `json:"posts"`      // newest first
}

// Incidents is each issue once: open ones first, then those that are over since a day at most.
type Incidents struct {
	AsOf      *string    `json:"asOf"`
	Incidents []Incident `json:"incidents"`
	Unspoken
}

// Incident is one issue with the customers it affects; of one that is over, with those that it did.
type Incident struct {
	ID             string             `json:"id"`
	Title          string             `json:"title"`
	Service        string             `json:"service"`
	Classification string             `json:"classification"`
	Status         string             `json:"status"`
	State          string             `json:"state" ts:"HealthState"`
	StartsAt       *string            `json:"startsAt"`
	UpdatedAt      *string            `json:"updatedAt"`
	Open           bool               `json:"open"`
	Resolved       bool               `json:"resolved"`  // neither open nor resolved: Microsoft tells of it no more
	OverSince      *string            `json:"overSince"` // when it was resolved, or first missed; null while it is open
	Customers      []AffectedCustomer `json:"customers"`
}

// AffectedCustomer names a customer in an incident.
type AffectedCustomer struct {
	TenantID      string `json:"tenantId"`
	Name          string `json:"name"`
	PrimaryDomain string `json:"primaryDomain"`
	DisplayDomain string `json:"displayDomain"` // as people write it (no punycode)
}

// IncidentOf is an incident as both faces show it.
func IncidentOf(i catalog.Incident) Incident {
	return Incident{ID: i.ID, Title: i.Title, Service: ServiceName(i.Service), Classification: i.Classification, Status: i.Status,
		State: i.State.String(), StartsAt: Time(i.StartsAt), UpdatedAt: Time(i.UpdatedAt), Open: i.Open(), Resolved: i.Resolved, OverSince: Time(i.OverSince),
		Customers: Each(i.Customers, affectedOf)}
}

func affectedOf(c catalog.Affected) AffectedCustomer {
	return AffectedCustomer{TenantID: string(c.ID), Name: c.Name, PrimaryDomain: c.PrimaryDomain, DisplayDomain: partner.DisplayDomain(c.PrimaryDomain)}
}

// HealthReportOf is the customer's health report as it is kept.
func HealthReportOf(c partner.Customer) HealthReport {
	r := HealthReport{TenantID: string(c.ID), Name: c.Name, AsOf: Time(c.Health.AsOf), Problem: ProblemOf(c.Health.Problem),
		State: partner.Unknown.String()}
	if c.Health.Known() {
		r.State = c.Health.Value.State().String()
	}
	if r.State == partner.Unknown.String() {
		r.Unknown = 1
	}
	r.Services = Each(c.Health.Value.Services, func(s partner.Service) ServiceHealth {
		return ServiceHealth{ID: s.ID, Name: ServiceName(s.Name), Status: s.Status, State: s.State.String(), Issues: Each(s.Issues, toIssue)}
	})
	return r
}

func toIssue(i partner.Issue) Issue {
	var last string
	for _, p := range i.Posts { // a post without words is not the newest word
		if last = p.StatusLine(); last != "" {
			break
		}
	}
	return Issue{LastWord: last, ID: i.ID, Title: i.Title, Service: ServiceName(i.Service), Classification: i.Classification, Status: i.Status,
		State: i.State().String(), Open: i.Head().Open(), OverSince: Time(i.OverSince()), LastToldAt: Time(i.LastTold), Feature: i.Feature, Impact: i.Impact,
		StartsAt: Time(i.StartsAt), EndsAt: Time(i.EndsAt), UpdatedAt: Time(i.UpdatedAt), Resolved: i.Resolved,
		Posts: posts(i.Posts)}
}
