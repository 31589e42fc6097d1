package contract

import "tenantry/backend/partner"

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
