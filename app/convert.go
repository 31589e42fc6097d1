package app

import (
	"time"

	"golang.org/x/net/idna"

	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// stamp writes a time as the contract wants it; the zero time is null.
func stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Format(time.RFC3339)
	return &s
}

// list makes sure that a list is never null in JSON.
func list[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

// each converts a list, never to null.
func each[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	for i, v := range in {
		out[i] = f(v)
	}
	return out
}

func toProblem(p *fault.Problem) *Problem {
	if p == nil {
		return nil
	}
	return &Problem{Kind: string(p.Kind), Message: p.Message, Remedy: p.Remedy.Text(), RemedyKey: string(p.Remedy),
		Code: p.Code, RequestID: p.RequestID, At: stamp(p.At)}
}

// ToFailure is err as both faces show it.
func ToFailure(err error) Failure {
	p := fault.ProblemOf(err, time.Time{})
	if p == nil {
		p = &fault.Problem{Kind: fault.Internal, Message: err.Error()}
	}
	f := Failure{Kind: string(p.Kind), Message: p.Message, Remedy: p.Remedy.Text(), RemedyKey: string(p.Remedy),
		Code: p.Code, RequestID: p.RequestID}
	if e, ok := fault.As(err); ok {
		f.Fields = e.Fields
	}
	return f
}

func toRow(r catalog.Row) CustomerRow {
	s := r.Summary
	row := CustomerRow{TenantID: string(s.ID), Name: s.Name, PrimaryDomain: s.PrimaryDomain,
		DisplayDomain: displayDomain(s.PrimaryDomain), InitialDomain: s.InitialDomain,
		Domains: list(s.Domains), Source: strongest(s.Sources), Sources: each(s.Sources, func(x partner.Source) string { return string(x) }),
		Health: s.Health.String(), HealthAsOf: stamp(s.Freshness[partner.PartHealth].AsOf), AsOf: stamp(s.AsOf()),
		OpenIssues: len(s.OpenIssues), DelegationEnds: stamp(s.DelegationEnds),
		Tags: list(r.Tags), Aliases: list(r.Aliases), Favourite: r.Favourite, Problem: toProblem(s.Problem())}
	if s.OpenRequests >= 0 {
		row.OpenRequests = &s.OpenRequests
	}
	if m := r.Match; m != nil {
		row.Match = &Match{Field: m.Field, Text: m.Text, Score: m.Score, Ranges: [][]int{}}
		for _, x := range m.Ranges {
			row.Match.Ranges = append(row.Match.Ranges, []int{x.From, x.To})
		}
	}
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

func toFreshness(f partner.Freshness) Freshness {
	return Freshness{AsOf: stamp(f.AsOf), Problem: toProblem(f.Problem)}
}

// displayDomain is a domain as people write it: punycode becomes Unicode where that is safe to show.
func displayDomain(name string) string {
	if d, err := idna.Display.ToUnicode(name); err == nil {
		return d
	}
	return name
}

func toDetails(row CustomerRow, c partner.Customer, links []partner.Link) CustomerDetails {
	d := c.Details.Value
	out := CustomerDetails{CustomerRow: row,
		Address: Address(d.Address), Phones: list(d.Phones), TechnicalContacts: list(d.TechnicalContacts),
		VerifiedDomains: each(d.Domains, func(v partner.VerifiedDomain) VerifiedDomain {
			return VerifiedDomain{Name: v.Name, Display: displayDomain(v.Name), IsDefault: v.IsDefault, IsInitial: v.IsInitial}
		}),
		Subscriptions: each(c.Subscriptions.Value, toSubscription),
		Delegations: each(c.Delegations.Value, func(d partner.Delegation) Delegation {
			return Delegation{ID: d.ID, Name: d.Name, Kind: d.Kind, Status: d.Status, Roles: list(d.Roles), EndsAt: stamp(d.EndsAt), AutoExtend: d.AutoExtend}
		}),
		Requests: each(c.Requests.Value, func(r partner.ServiceRequest) ServiceRequest {
			return ServiceRequest{ID: r.ID, Title: r.Title, Severity: r.Severity, Status: r.Status, CreatedAt: stamp(r.CreatedAt), UpdatedAt: stamp(r.ModifiedAt)}
		}),
		Links: each(links, func(l partner.Link) Link { return Link(l) }),
		Freshness: map[string]Freshness{
			"details": toFreshness(c.Details.Freshness()), "health": toFreshness(c.Health.Freshness()),
			"requests": toFreshness(c.Requests.Freshness()), "subscriptions": toFreshness(c.Subscriptions.Freshness()),
			"delegations": toFreshness(c.Delegations.Freshness()), "links": toFreshness(c.Links.Freshness()),
		}}
	return out
}

func toSubscription(s partner.Subscription) Subscription {
	out := Subscription{ID: s.ID, Name: s.Name, SKU: s.SKU, Status: s.Status, Total: s.Total, IsTrial: s.IsTrial,
		RenewsAt: stamp(s.RenewsAt), Source: string(s.Source)}
	if s.Used >= 0 {
		out.Used = &s.Used
	}
	return out
}

func toReport(c partner.Customer) HealthReport {
	r := HealthReport{TenantID: string(c.ID), Name: c.Name, AsOf: stamp(c.Health.AsOf), Problem: toProblem(c.Health.Problem),
		State: partner.Unknown.String()}
	if c.Health.Known() {
		r.State = c.Health.Value.State().String()
	}
	r.Services = each(c.Health.Value.Services, func(s partner.Service) ServiceHealth {
		return ServiceHealth{ID: s.ID, Name: s.Name, Status: s.Status, State: s.State.String(), Issues: each(s.Issues, toIssue)}
	})
	return r
}

func toIssue(i partner.Issue) Issue {
	return Issue{ID: i.ID, Title: i.Title, Service: i.Service, Classification: i.Classification, Status: i.Status,
		State: partner.StateOfStatus(i.Status).String(), Feature: i.Feature, Impact: i.Impact,
		StartsAt: stamp(i.StartsAt), EndsAt: stamp(i.EndsAt), UpdatedAt: stamp(i.UpdatedAt), Resolved: i.Resolved,
		Posts: each(i.Posts, func(p partner.Post) Post { return Post{At: stamp(p.At), Text: p.Text, HTML: p.HTML} })}
}
