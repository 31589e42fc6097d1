package incidents

import (
	"slices"
	"strings"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/catalog"
	"tenantry/backend/changes"
	"tenantry/backend/fault"
	"tenantry/backend/mailing"
	"tenantry/backend/partner"
	"tenantry/backend/requests"
)

// AllFor is for how long what is over is told where all is asked for.
const AllFor = 30 * 24 * time.Hour

// Customers are those of the catalog.
type Customers interface {
	Get(id partner.TenantID) (catalog.Entry, bool)
	Incidents() []catalog.Incident
	Counts() catalog.Counts
}

// Options is what is needed of an App.
type Options struct {
	Customers Customers
	// All are the incidents of every report that is kept, which are read for it.
	All func() ([]catalog.Incident, error)
	// Load reads what is kept of a customer.
	Load func(partner.TenantID) (partner.Customer, error)
	// Tagged says who has a tag now.
	Tagged func(tag string) map[partner.TenantID]bool
	// Told is what customers were told of an incident and who of them knows of it, About the requests about some, Story what became of one.
	Told  func(incident string) (mailing.Told, map[partner.TenantID]bool, error)
	About func(incidents []string) requests.About
	Story func(incident string, since time.Time) ([]changes.Step, error)
}

// Desk is the incidents as a desk works with them.
type Desk struct {
	Options
	words words
}

// For makes the incidents of an App.
func For(o Options) *Desk { return &Desk{Options: o} }

// List answers with each issue once, without its customers.
func (d *Desk) List(q contract.IncidentQuery) (contract.IncidentList, error) {
	all, err := d.asked(q)
	if err != nil {
		return contract.IncidentList{}, err
	}
	n := d.Customers.Counts()
	ids := make([]string, 0, len(all))
	for _, i := range all {
		ids = append(ids, i.ID)
	}
	about := d.About(ids)
	out := contract.IncidentList{AsOf: contract.Time(n.Median), Incidents: make([]contract.IncidentRow, 0, len(all)), Tags: contract.Each(n.Tags, contract.TagCountOf),
		Unspoken: contract.UnspokenOf(n)}
	for _, i := range all {
		row, err := d.row(i, about)
		if err != nil {
			return out, err
		}
		out.Incidents = append(out.Incidents, row)
	}
	return out, nil
}

// One answers with an incident and its customers, those with a query's tag alone. An id that no report names is a fault of
// kind Missing.
func (d *Desk) One(id string, q contract.IncidentQuery) (contract.IncidentDetails, error) {
	whole, err := d.find(id)
	if err != nil {
		return contract.IncidentDetails{}, err
	}
	n := d.Customers.Counts()
	i := d.tagged(q.Tag)(whole)
	about := d.About([]string{i.ID})
	row, err := d.row(i, about)
	if err != nil {
		return contract.IncidentDetails{}, err
	}
	out := contract.IncidentDetails{IncidentRow: row, AsOf: contract.Time(n.Median), Posts: []partner.Post{}, Tags: d.tagsOf(whole),
		Customers: make([]contract.IncidentCustomer, 0, len(i.Customers)), Unspoken: contract.UnspokenOf(n)}
	if issue, name, ok := d.issue(i); ok {
		out.Tell(issue, name)
	}
	since := time.Time{}
	if !i.StartsAt.IsZero() {
		since = i.StartsAt.Add(-time.Hour) // clocks differ
	}
	steps, err := d.Story(i.ID, since)
	if err != nil {
		return out, err
	}
	out.Steps = contract.Each(steps, contract.IncidentStepOf)
	told, _, err := d.Told(i.ID)
	if err != nil {
		return out, err
	}
	for _, c := range i.Customers {
		out.Customers = append(out.Customers, d.customer(c, told, about.Of(i.ID)))
	}
	return out, nil
}

// WithTold is a customer's report with what it was told of each issue. What can't be read of that is no reason to show no
// report: it counts as not known.
func (d *Desk) WithTold(r contract.HealthReport) contract.HealthReport {
	for _, s := range r.Services {
		for n := range s.Issues {
			told, _, _ := d.Told(s.Issues[n].ID)
			if last, ok := told.Last(partner.TenantID(r.TenantID)); ok {
				t := contract.TellingOf(last)
				s.Issues[n].Told = &t
			}
		}
	}
	return r
}

func (d *Desk) customer(c catalog.Affected, told mailing.Told, asked map[partner.TenantID]requests.Row) contract.IncidentCustomer {
	e, listed := d.Customers.Get(c.ID)
	if !listed {
		e.ID, e.Name, e.PrimaryDomain = c.ID, c.Name, c.PrimaryDomain
	}
	var last *partner.Telling
	if t, ok := told.Last(c.ID); ok {
		last = &t
	}
	var request *requests.Row
	if r, ok := asked[c.ID]; ok {
		request = &r
	}
	return contract.IncidentCustomerOf(e, last, request)
}

// row is an incident in the list.
func (d *Desk) row(i catalog.Incident, about requests.About) (contract.IncidentRow, error) {
	_, knows, err := d.Told(i.ID)
	if err != nil {
		return contract.IncidentRow{}, err
	}
	asked, told, requested := about.Of(i.ID), 0, 0
	if len(knows)+len(asked) > 0 { // of most nobody did anything yet
		for _, c := range i.Customers {
			if knows[c.ID] {
				told++
			}
			if _, ok := asked[c.ID]; ok {
				requested++
			}
		}
	}
	return contract.IncidentRowOf(i, d.lastWord(i), told, requested), nil
}

// asked are the incidents that a query means.
func (d *Desk) asked(q contract.IncidentQuery) ([]catalog.Incident, error) {
	all, over := d.Customers.Incidents(), partner.OverFor
	if q.All {
		var err error
		if all, err = d.All(); err != nil {
			return nil, err
		}
		over = AllFor
	}
	narrowed := d.tagged(q.Tag)
	var out []catalog.Incident
	for _, i := range all {
		if !i.Open() && time.Since(i.OverSince) > over {
			continue
		}
		if i = narrowed(i); len(i.Customers) > 0 {
			out = append(out, i)
		}
	}
	return out, nil
}

// tagged narrows an incident to its customers with a tag; empty: to none.
func (d *Desk) tagged(tag string) func(catalog.Incident) catalog.Incident {
	if tag == "" {
		return func(i catalog.Incident) catalog.Incident { return i }
	}
	has := d.Tagged(tag)
	return func(i catalog.Incident) catalog.Incident {
		i.Customers = slices.DeleteFunc(slices.Clone(i.Customers), func(c catalog.Affected) bool { return !has[c.ID] })
		return i
	}
}

// find finds one by its id, also what is over for long.
func (d *Desk) find(id string) (catalog.Incident, error) {
	is := func(i catalog.Incident) bool { return strings.EqualFold(i.ID, id) }
	all := d.Customers.Incidents()
	at := slices.IndexFunc(all, is)
	if at < 0 {
		var err error
		if all, err = d.All(); err != nil {
			return catalog.Incident{}, err
		}
		if at = slices.IndexFunc(all, is); at < 0 {
			return catalog.Incident{}, fault.New(fault.Missing, "mailing_no_incident", "id", id).With(fault.CorrectInput)
		}
	}
	return all[at], nil
}

// tagsOf counts the tags of those whom an incident affects, in the order of all tags.
func (d *Desk) tagsOf(i catalog.Incident) []contract.TagCount {
	count := map[string]int{}
	for _, c := range i.Customers {
		e, _ := d.Customers.Get(c.ID)
		for _, t := range e.Tags {
			count[strings.ToLower(t)]++
		}
	}
	out := []contract.TagCount{}
	for _, t := range d.Customers.Counts().Tags {
		if n := count[strings.ToLower(t.Tag)]; n > 0 {
			out = append(out, contract.TagCount{Tag: t.Tag, Count: n})
		}
	}
	return out
}
