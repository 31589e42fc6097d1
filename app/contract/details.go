package contract

import (
	"tenantry/backend/partner"
)

// CustomerDetails is everything known of one customer but its health report.
type CustomerDetails struct {
	CustomerRow
	Address           Address              `json:"address"`
	Phones            []string             `json:"phones"`
	TechnicalContacts []string             `json:"technicalContacts"`
	VerifiedDomains   []VerifiedDomain     `json:"verifiedDomains"`
	Subscriptions     []Subscription       `json:"subscriptions"`
	Delegations       []Delegation         `json:"delegations"`
	Requests          []ServiceRequest     `json:"requests"`
	Links             []Link               `json:"links"`
	Freshness         map[string]Freshness `json:"freshness" ts:"Part"` // details, health, requests, subscriptions, delegations, links
}

// Address is a postal address; any field may be empty.
type Address struct {
	Street     string `json:"street"`
	City       string `json:"city"`
	State      string `json:"state"`
	PostalCode string `json:"postalCode"`
	Country    string `json:"country"`
}

// VerifiedDomain is a domain that the customer proved to own. Display is its Unicode form.
type VerifiedDomain struct {
	Name      string `json:"name"`
	Display   string `json:"display"`
	IsDefault bool   `json:"isDefault"`
	IsInitial bool   `json:"isInitial"`
}

// Subscription is a subscription or a licence pool.
type Subscription struct {
	ID       string  `json:"id"`
	Name     string  `json:"name"`
	SKU      string  `json:"sku"`
	Status   string  `json:"status"`
	Total    int     `json:"total"`
	Used     *int    `json:"used"` // null: unknown
	IsTrial  bool    `json:"isTrial"`
	RenewsAt *string `json:"renewsAt"`
	Source   string  `json:"source"`
}

// Delegation is what allows the partner in.
type Delegation struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Kind       string   `json:"kind"` // gdap, dap, reseller
	Status     string   `json:"status"`
	Roles      []string `json:"roles"`
	EndsAt     *string  `json:"endsAt"`
	AutoExtend bool     `json:"autoExtend"`
}

// ServiceRequest is a support ticket with Microsoft.
type ServiceRequest struct {
	ID        string  `json:"id"`
	Title     string  `json:"title"`
	Severity  string  `json:"severity"`
	Status    string  `json:"status"`
	CreatedAt *string `json:"createdAt"`
	UpdatedAt *string `json:"updatedAt"`
}

// Link opens a portal in the customer's context.
type Link struct {
	Portal string `json:"portal" ts:"Portal"`
	URL    string `json:"url"`
	Source string `json:"source"`
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
	d := c.Details.Value
	freshness := map[string]Freshness{}
	for _, p := range partner.Parts() {
		freshness[string(p.Name())] = FreshnessOf(p.Freshness(&c))
	}
	out := CustomerDetails{CustomerRow: row,
		Address: Address(d.Address), Phones: List(d.Phones), TechnicalContacts: List(d.TechnicalContacts),
		VerifiedDomains: Each(d.Domains, func(v partner.VerifiedDomain) VerifiedDomain {
			return VerifiedDomain{Name: v.Name, Display: displayDomain(v.Name), IsDefault: v.IsDefault, IsInitial: v.IsInitial}
		}),
		Subscriptions: Each(c.Subscriptions.Value, toSubscription),
		Delegations: Each(c.Delegations.Value, func(d partner.Delegation) Delegation {
			return Delegation{ID: d.ID, Name: d.Name, Kind: d.Kind, Status: d.Status, Roles: List(d.Roles), EndsAt: Time(d.EndsAt), AutoExtend: d.AutoExtend}
		}),
		Requests: Each(c.Requests.Value, func(r partner.ServiceRequest) ServiceRequest {
			return ServiceRequest{ID: r.ID, Title: r.Title, Severity: r.Severity, Status: r.Status, CreatedAt: Time(r.CreatedAt), UpdatedAt: Time(r.ModifiedAt)}
		}),
		Links:     Each(links, func(l partner.Link) Link { return Link(l) }),
		Freshness: freshness,
	}
	return out
}

func toSubscription(s partner.Subscription) Subscription {
	out := Subscription{ID: s.ID, Name: s.Name, SKU: s.SKU, Status: s.Status, Total: s.Total, IsTrial: s.IsTrial,
		RenewsAt: Time(s.RenewsAt), Source: string(s.Source)}
	if s.Used >= 0 {
		out.Used = &s.Used
	}
	return out
}
