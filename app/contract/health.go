package contract

import (
	"tenantry/backend/partner"
)

// HealthReport is one customer's service health.
type HealthReport struct {
	TenantID string          `json:"tenantId"`
	Name     string          `json:"name"`
	AsOf     *string         `json:"asOf"`
	Problem  *Problem        `json:"problem"`
	State    string          `json:"state" ts:"HealthState"`
	Services []ServiceHealth `json:"services"`
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
	LastWord       string         `json:"lastWord"` // the status line of the newest post that has words; empty: none
	Posts          []partner.Post `json:"posts"`    // newest first
}

// Incidents is each open issue once.
type Incidents struct {
	AsOf      *string    `json:"asOf"`
	Incidents []Incident `json:"incidents"`
}

// Incident is one open issue with the customers it affects.
type Incident struct {
	ID             string             `json:"id"`
	Title          string             `json:"title"`
	Service        string             `json:"service"`
	Classification string             `json:"classification"`
	Status         string             `json:"status"`
	State          string             `json:"state" ts:"HealthState"`
	StartsAt       *string            `json:"startsAt"`
	UpdatedAt      *string            `json:"updatedAt"`
	Customers      []AffectedCustomer `json:"customers"`
}

// AffectedCustomer names a customer in an incident.
type AffectedCustomer struct {
	TenantID      string `json:"tenantId"`
	Name          string `json:"name"`
	PrimaryDomain string `json:"primaryDomain"`
}

// HealthReportOf is the customer's health report as it is kept.
func HealthReportOf(c partner.Customer) HealthReport {
	r := HealthReport{TenantID: string(c.ID), Name: c.Name, AsOf: Time(c.Health.AsOf), Problem: ProblemOf(c.Health.Problem),
		State: partner.Unknown.String()}
	if c.Health.Known() {
		r.State = c.Health.Value.State().String()
	}
	r.Services = Each(c.Health.Value.Services, func(s partner.Service) ServiceHealth {
		return ServiceHealth{ID: s.ID, Name: s.Name, Status: s.Status, State: s.State.String(), Issues: Each(s.Issues, toIssue)}
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
	return Issue{LastWord: last, ID: i.ID, Title: i.Title, Service: i.Service, Classification: i.Classification, Status: i.Status,
		State: partner.StateOfStatus(i.Status).String(), Feature: i.Feature, Impact: i.Impact,
		StartsAt: Time(i.StartsAt), EndsAt: Time(i.EndsAt), UpdatedAt: Time(i.UpdatedAt), Resolved: i.Resolved,
		Posts: List(i.Posts)}
}
