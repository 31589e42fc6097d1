package contract

import (
	"tenantry/backend/markup"
	"tenantry/backend/partner"
)

// CustomerDetails is everything known of one customer but its health report.
type CustomerDetails struct {
	CustomerRow
	Address           partner.Address        `json:"address"`
	AddressLines      []string               `json:"addressLines"` // as its country writes it on an envelope, without the country
	Phones            []string               `json:"phones"`
	TechnicalContacts []string               `json:"technicalContacts"`
	VerifiedDomains   []VerifiedDomain       `json:"verifiedDomains"`
	DetailSources     map[string]string      `json:"detailSources" ts:"DetailGroup"` // of each of these four: who told it; none where nothing is known
	Subscriptions     []partner.Subscription `json:"subscriptions"`
	Delegations       []partner.Delegation   `json:"delegations"`
	Requests          []partner.RequestHead  `json:"requests"`
	Links             []partner.Link         `json:"links"`
	Freshness         map[string]Freshness   `json:"freshness" ts:"Part"` // of every part, also of one that was never read
}

// VerifiedDomain is a domain that the customer proved to own. Display is its Unicode form.
type VerifiedDomain struct {
	Name      string `json:"name"`
	Display   string `json:"display"`
	IsDefault bool   `json:"isDefault"`
	IsInitial bool   `json:"isInitial"`
}

// Freshness says since when a part is known and what kept it from being fresher.
type Freshness struct {
	AsOf    *string  `json:"asOf"`
	Problem *Problem `json:"problem"`
}

// FreshnessOf is f as both faces show it.
func FreshnessOf(f partner.Freshness) Freshness {
	return Freshness{AsOf: Time(f.AsOf), Problem: ProblemOf(f.Problem)}
}

// CustomerDetailsOf is everything kept of one customer but its health report.
func CustomerDetailsOf(row CustomerRow, c partner.Customer, links []partner.Link) CustomerDetails {
	freshness := map[string]Freshness{}
	for _, p := range partner.Parts() {
		freshness[string(p.Name())] = FreshnessOf(p.Freshness(&c))
	}
	d, from := c.Described()
	sources := map[string]string{}
	for group, source := range from {
		sources[string(group)] = string(source)
	}
	return CustomerDetails{CustomerRow: row,
		Address: d.Address, AddressLines: List(d.Address.Lines()), Phones: List(d.Phones), TechnicalContacts: List(d.TechnicalContacts),
		VerifiedDomains: Each(d.Domains, func(v partner.VerifiedDomain) VerifiedDomain {
			return VerifiedDomain{Name: v.Name, Display: partner.DisplayDomain(v.Name), IsDefault: v.IsDefault, IsInitial: v.IsInitial}
		}),
		DetailSources: sources,
		Subscriptions: List(c.Bought()),
		Delegations:   List(c.Delegations.Value),
		Requests:      Each(c.Requests.Value, partner.ServiceRequest.Head),
		Links:         List(links),
		Freshness:     freshness,
	}
}

// Announcements is one customer's message center, the newest message first.
type Announcements struct {
	TenantID string                 `json:"tenantId"`
	Name     string                 `json:"name"`
	AsOf     *string                `json:"asOf"` // null: never read
	Problem  *Problem               `json:"problem"`
	Messages []partner.Announcement `json:"messages"`
}

// AnnouncementsOf is the customer's message center as it is kept.
func AnnouncementsOf(c partner.Customer) Announcements {
	messages := Each(c.Announcements.Value, func(a partner.Announcement) partner.Announcement {
		a.Posts = posts(a.Posts)
		return a
	})
	return Announcements{TenantID: string(c.ID), Name: c.Name, AsOf: Time(c.Announcements.AsOf),
		Problem: ProblemOf(c.Announcements.Problem), Messages: messages}
}

// posts are what is kept, judged anew: an older version, or a looser one, may have kept what today's would not.
func posts(kept []partner.Post) []partner.Post {
	return Each(kept, func(p partner.Post) partner.Post {
		p.HTML = markup.Clean(p.HTML)
		return p
	})
}
