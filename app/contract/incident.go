package contract

import (
	"slices"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/changes"
	"tenantry/backend/partner"
	"tenantry/backend/requests"
)

// IncidentQuery narrows what is told of incidents. The zero value asks for what is open, or over since a day at most.
type IncidentQuery struct {
	Tag string `json:"tag"` // of customers with a tag alone; empty: of all
	All bool   `json:"all"` // what is over since thirty days at most too: that reads every customer's report
}

// IncidentList is each issue once, without its customers: open ones first, then those that are over.
type IncidentList struct {
	AsOf      *string       `json:"asOf"`
	Incidents []IncidentRow `json:"incidents"`
	Tags      []TagCount    `json:"tags"` // those by which the list can be narrowed
	Unspoken
}

// IncidentRow is an issue in the list, with what the desk did about it.
type IncidentRow struct {
	ID             string  `json:"id"`
	Title          string  `json:"title"`
	Service        string  `json:"service"`
	StartsAt       *string `json:"startsAt"`
	UpdatedAt      *string `json:"updatedAt"`
	Classification string  `json:"classification"`
	Status         string  `json:"status"`
	State          string  `json:"state" ts:"HealthState"`
	Open           bool    `json:"open"`
	Resolved       bool    `json:"resolved"`   // neither open nor resolved: Microsoft tells of it no more
	OverSince      *string `json:"overSince"`  // when it was resolved, or first missed; null while it is open
	LastWordAt     *string `json:"lastWordAt"` // when Microsoft wrote last; null: no post of it has a time
	Count          int     `json:"count"`      // customers that it affects
	Told           int     `json:"told"`       // those of them of whom somebody kept that they were told
	Requests       int     `json:"requests"`   // those of them with a request about it that is open or on its way
}

// IncidentDetails is one issue with what Microsoft wrote of it, what became of it, and the customers it affects.
type IncidentDetails struct {
	IncidentRow
	AsOf    *string        `json:"asOf"`
	Feature string         `json:"feature"`
	Impact  string         `json:"impact"`
	ToldTo  string         `json:"toldTo"` // the customer in whose report the posts stand; empty: no report that is kept has them
	Posts   []partner.Post `json:"posts"`  // newest first
	Steps   []IncidentStep `json:"steps"`  // the last one first
	Tags    []TagCount     `json:"tags"`   // of the customers it affects, whatever the query says
	// Customers are by name; of an issue that is over, those that it affected.
	Customers []IncidentCustomer `json:"customers"`
	Unspoken
}

// IncidentStep is what became of an issue at a time.
type IncidentStep struct {
	At        *string `json:"at"` // by Microsoft's word; where it has none, when it was noticed
	What      string  `json:"what" ts:"EventWhat"`
	Status    string  `json:"status"`    // Microsoft's word, camelCase
	Customers int     `json:"customers"` // at whom it was noticed to begin or to end; 0: it is of all
}

// IncidentCustomer is a customer in an incident, with what a desk needs to tell it.
type IncidentCustomer struct {
	AffectedCustomer
	Health  string           `json:"health" ts:"HealthState"`
	Contact string           `json:"contact"` // who was named last in a service request; empty: nobody
	Phones  []string         `json:"phones"`
	Mails   []string         `json:"mails"` // technical contacts
	Tags    []string         `json:"tags"`
	Seats   *Seats           `json:"seats"`   // null: not known
	Told    *Telling         `json:"told"`    // the last that it was told of this issue; null: nothing
	Request *IncidentRequest `json:"request"` // null: none about this issue is open or on its way, as far as is known
}

// Seats are licences of all products together, without what is switched off.
type Seats struct {
	Total int  `json:"total"`
	Used  *int `json:"used"` // null: not told of each product
}

// IncidentRequest is a service request about an issue: written here about it, or with its id in the title.
type IncidentRequest struct {
	ID      string `json:"id"`      // Microsoft's number; empty: none yet
	LocalID string `json:"localId"` // of one that was written here; else empty
	Title   string `json:"title"`
	State   string `json:"state" ts:"RequestState"`
}

// IncidentRowOf is an issue as the list shows it, with how many of its customers were told and have a request.
func IncidentRowOf(i catalog.Incident, lastWord time.Time, told, asked int) IncidentRow {
	return IncidentRow{ID: i.ID, Title: i.Title, Service: ServiceName(i.Service), Classification: i.Classification, Status: i.Status,
		State: i.State.String(), StartsAt: Time(i.StartsAt), UpdatedAt: Time(i.UpdatedAt), Open: i.Open(), Resolved: i.Resolved,
		OverSince: Time(i.OverSince), LastWordAt: Time(lastWord), Count: len(i.Customers), Told: told, Requests: asked}
}

// Tell adds what a customer's report tells of the issue.
func (d *IncidentDetails) Tell(i partner.Issue, name string) {
	d.Feature, d.Impact, d.ToldTo, d.Posts = i.Feature, i.Impact, name, posts(i.Posts)
}

// IncidentStepOf is a step as both faces show it.
func IncidentStepOf(s changes.Step) IncidentStep {
	return IncidentStep{At: Time(s.At), What: s.What.String(), Status: s.Status, Customers: s.Customers}
}

// IncidentCustomerOf is an affected customer as both faces show it.
func IncidentCustomerOf(e catalog.Entry, told *partner.Telling, asked *requests.Row) IncidentCustomer {
	out := IncidentCustomer{AffectedCustomer: affectedOf(catalog.Affected{ID: e.ID, Name: e.Name, PrimaryDomain: e.PrimaryDomain}),
		Health: e.Health.String(), Phones: []string{}, Mails: []string{}, Tags: List(e.Tags)}
	for f := range e.FoundBy.All {
		switch {
		case f.Kind == partner.FactPhone && !slices.Contains(out.Phones, f.Text):
			out.Phones = append(out.Phones, f.Text)
		case f.Kind == partner.FactContact && !slices.Contains(out.Mails, f.Text):
			out.Mails = append(out.Mails, f.Text)
		case f.Kind == partner.FactRequestContact && out.Contact == "": // the newest request comes first
			out.Contact = f.Text
		}
	}
	if s := e.Seats; s.Told {
		out.Seats = &Seats{Total: s.Total}
		if s.Used >= 0 {
			out.Seats.Used = &s.Used
		}
	}
	if told != nil {
		v := TellingOf(*told)
		out.Told = &v
	}
	if asked != nil {
		r := RequestRowOf(*asked)
		out.Request = &IncidentRequest{ID: r.ID, LocalID: r.LocalID, Title: r.Title, State: r.State}
	}
	return out
}
