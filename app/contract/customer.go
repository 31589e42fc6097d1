package contract

import (
	"tenantry/backend/catalog"
	"tenantry/backend/partner"
)

// CustomerQuery asks for a window of rows.
type CustomerQuery struct {
	Text      string `json:"text"`
	Sort      string `json:"sort" ts:"CustomerSort"` // name, domain, health, requests, expiry, age; empty: relevance with a text, else health
	Desc      bool   `json:"desc"`
	Health    string `json:"health" ts:"HealthState,empty"` // a health state, or empty
	Tag       string `json:"tag"`
	Attention bool   `json:"attention"` // only customers with trouble
	Problem   bool   `json:"problem"`   // only customers that could not be read in full
	Favourite bool   `json:"favourite"` // only favourites
	// Without asks for the customers without delegated access alone. A text finds them too, after the others;
	// otherwise they are left out.
	Without bool `json:"without"`
	Offset  int  `json:"offset"`
	Limit   int  `json:"limit"` // 0: all
}

// CustomerPage is a window of rows and what lies around it.
type CustomerPage struct {
	Revision uint64  `json:"revision"`
	AsOf     *string `json:"asOf"`
	Total    int     `json:"total"` // rows that match
	// Without counts customers without delegated access: with a text those that match, the last ones of the
	// total; else all that were left out.
	Without    int           `json:"without"`
	TookMicros int64         `json:"tookMicros"`
	Customers  []CustomerRow `json:"customers"`
}

// CustomerPageOf is a page of the catalog as both faces show it.
func CustomerPageOf(p catalog.Page) CustomerPage {
	return CustomerPage{Revision: p.Revision, AsOf: Time(p.AsOf), Total: p.Total, Without: p.Without,
		TookMicros: p.Took.Microseconds(), Customers: Each(p.Rows, CustomerRowOf)}
}

// CustomerRow is one customer in a list.
type CustomerRow struct {
	TenantID       string   `json:"tenantId"`
	Name           string   `json:"name"`
	PrimaryDomain  string   `json:"primaryDomain"`
	DisplayDomain  string   `json:"displayDomain"` // the primary domain as people write it (no punycode)
	InitialDomain  string   `json:"initialDomain"`
	Domains        []string `json:"domains"`
	Source         string   `json:"source" ts:"Origin"`          // graph, partnercenter or import: the strongest list that names it
	Sources        []string `json:"sources" ts:"CustomerSource"` // every list that names it
	Health         string   `json:"health" ts:"HealthState"`
	HealthAsOf     *string  `json:"healthAsOf"`
	AsOf           *string  `json:"asOf"` // age of the row: the older of details and health
	OpenIssues     int      `json:"openIssues"`
	OpenRequests   *int     `json:"openRequests"` // null: never read
	DelegationEnds *string  `json:"delegationEnds"`
	Tags           []string `json:"tags"`
	Aliases        []string `json:"aliases"`
	Favourite      bool     `json:"favourite"`
	Problem        *Problem `json:"problem"`
	// WithoutAccess says why the customer counts as one without delegated access; null: it delegated administration.
	WithoutAccess *WithoutAccess `json:"withoutAccess"`
	UnlistedSince *string        `json:"unlistedSince"`   // since when no list names it, though that is not confirmed; null: one does
	Match         *Match         `json:"match,omitempty"` // search only
}

// Near is what comes close to a text that means no one customer.
type Near struct {
	Customers []CustomerRow `json:"customers"` // best first, at most ten
	Several   bool          `json:"several"`   // the text fits each of the first two; else they only resemble it
	// Identifier is the tenant id or the domain in the text, which no customer has; empty: it holds none.
	Identifier string `json:"identifier"`
	IsID       bool   `json:"isId"` // it is a tenant id
}

// Overview is what the navigation and the status line say of all customers.
type Overview struct {
	Revision  uint64         `json:"revision"`
	AsOf      *string        `json:"asOf"`
	Customers int            `json:"customers"`
	Without   int            `json:"without"`  // customers without delegated access, who count in nothing else here
	Unlisted  int            `json:"unlisted"` // customers whom no list names any more, until that is confirmed
	ByHealth  map[string]int `json:"byHealth" ts:"HealthState"`
	Attention int            `json:"attention"` // customers with trouble
	// Of the customers, these were read, could not be read in full, were never read; the ages are those of the
	// health of the first: half of it is younger than healthMedian, none is older than healthOldest.
	Read         int        `json:"read"`
	Unreadable   int        `json:"unreadable"`
	NeverRead    int        `json:"neverRead"`
	HealthMedian *string    `json:"healthMedian"`
	HealthOldest *string    `json:"healthOldest"`
	Incidents    int        `json:"incidents"`
	Requests     int        `json:"requests"` // open service requests
	Tags         []TagCount `json:"tags"`
}

// TagCount says how many customers carry a tag.
type TagCount struct {
	Tag   string `json:"tag"`
	Count int    `json:"count"`
}

// TagCountOf is such a count as both faces show it.
func TagCountOf(t catalog.TagCount) TagCount { return TagCount{Tag: t.Tag, Count: t.Count} }

// CustomerRowOf is a row of the catalog as both faces show it.
func CustomerRowOf(r catalog.Row) CustomerRow {
	s := r.Summary
	row := CustomerRow{TenantID: string(s.ID), Name: s.Name, PrimaryDomain: s.PrimaryDomain,
		DisplayDomain: partner.DisplayDomain(s.PrimaryDomain), InitialDomain: s.InitialDomain,
		Domains: List(s.Domains), Source: strongest(s.Sources), Sources: Each(s.Sources, func(x partner.Source) string { return string(x) }),
		Health: s.Health.String(), HealthAsOf: Time(s.Freshness.Of(partner.PartHealth).AsOf), AsOf: Time(s.AsOf()),
		OpenIssues: len(s.OpenIssues), DelegationEnds: Time(s.DelegationEnds),
		Tags: List(r.Tags), Aliases: List(r.Aliases), Favourite: r.Favourite, Problem: ProblemOf(s.Problem()), UnlistedSince: Time(s.UnlistedAt)}
	row.WithoutAccess = withoutAccessOf(s)
	if s.OpenRequests >= 0 {
		row.OpenRequests = &s.OpenRequests
	}
	row.Match = matchOf(r.Match)
	return row
}

// strongest names the source in the contract's coarse words.
func strongest(sources []partner.Source) string {
	best := ""
	for _, s := range sources {
		switch s {
		case partner.SourceGDAP, partner.SourceGDAPCustomer, partner.SourceContract:
			return "graph"
		case partner.SourcePartnerCenter:
			best = "partnercenter"
		default:
			if best == "" {
				best = string(s)
			}
		}
	}
	return best
}
