package storetest

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Day is when the samples were seen.
var Day = time.Date(2026, 3, 2, 8, 30, 15, 123456789, time.UTC)

// ID is the n-th tenant id; ids of rising n sort in the same order.
func ID(n int) partner.TenantID {
	u := uuid.UUID{0: byte(n >> 24), 1: byte(n >> 16), 2: byte(n >> 8), 3: byte(n), 6: 0x40, 8: 0x80, 15: byte(n)}
	return partner.TenantID(u.String())
}

// Customer is the n-th sample: every part known but links, which failed, and a health report of about 5 KB.
func Customer(n int) partner.Customer {
	name := fmt.Sprintf("Ødegård & Søn %d", n)
	domain := fmt.Sprintf("odegard%d.no", n)
	initial := fmt.Sprintf("odegard%d.onmicrosoft.com", n)
	c := partner.Customer{ID: ID(n), Name: name, PrimaryDomain: domain, InitialDomain: initial,
		Sources: []partner.Source{partner.SourceGDAP, partner.SourcePartnerCenter}, ListedAt: Day}
	c.Details = partner.Seen(partner.Details{DisplayName: name,
		Address: partner.Address{Street: "Storgata 1", City: "Oslo", PostalCode: "0155", Country: "NO"},
		Phones:  []string{"+47 22 00 00 00"}, TechnicalContacts: []string{"it@" + domain},
		Domains: []partner.VerifiedDomain{{Name: domain, IsDefault: true}, {Name: initial, IsInitial: true}}}, Day)
	c.Health = partner.Seen(Health(n), Day)
	c.Subscriptions = partner.Seen([]partner.Subscription{{ID: "s1", Name: "Microsoft 365 E3", SKU: "SPE_E3", Status: "enabled",
		Total: 25, Used: 20, RenewsAt: Day.AddDate(1, 0, 0), Source: partner.SourceContract, Next: partner.NextTurns}}, Day)
	c.Delegations = partner.Seen([]partner.Delegation{{ID: "d1", Name: "Main", Kind: "gdap", Status: "active",
		Roles: []string{"Global Reader"}, EndsAt: Day.AddDate(0, 6, 0)}}, Day)
	c.Requests = partner.Seen([]partner.ServiceRequest{}, Day)
	c.Azure = partner.Seen([]partner.AzureSubscription{{ID: "66666666-0000-4000-8000-000000000001", Name: "Produksjon", State: "enabled"}}, Day)
	c.Announcements = partner.Seen([]partner.Announcement{{ID: "MC812345", Title: "Basic authentication goes away", Services: []string{"Exchange Online"},
		Category: "planForChange", Severity: "high", Major: true, ActionBy: Day.AddDate(0, 2, 0), UpdatedAt: Day}}, Day)
	allows := true
	c.Profile = partner.Seen(partner.Profile{Details: c.Details.Value, AllowsDelegatedAccess: &allows}, Day)
	c.TenantInformation = partner.Seen(partner.Details{DisplayName: name}, Day)
	c.Links = partner.Failed[[]partner.Link](&fault.Problem{Kind: fault.Upstream, Message: "the service failed",
		Remedy: fault.ReportUpstream, RequestID: "r1", At: Day})
	return c
}

// Health is a report with one issue whose story makes it weigh about 5 KB.
func Health(n int) partner.Health {
	story := strings.Repeat("We're analysing telemetry to understand what keeps users from their mail. ", 15)
	id := fmt.Sprintf("EX%06d", 200000+n%40)
	return partner.Health{Services: []partner.Service{
		{ID: "Exchange", Name: "Exchange Online", Status: "serviceDegradation", State: partner.Degraded,
			Issues: []partner.Issue{{ID: id, Title: "Some users can't reach their mailboxes", Service: "Exchange Online",
				Feature: "E-mail access", Classification: "incident", Status: "serviceDegradation", Impact: "Mail is slow",
				StartsAt: Day.Add(-3 * time.Hour), UpdatedAt: Day, Posts: []partner.Post{
					{At: Day.Add(-1 * time.Hour), HTML: "<p>" + story + "</p>", Text: story},
					{At: Day.Add(-2 * time.Hour), HTML: "<p>" + story + "</p>", Text: story}}}}},
		{ID: "Teams", Name: "Microsoft Teams", Status: "serviceOperational", State: partner.Healthy},
		{ID: "SharePoint", Name: "SharePoint Online", Status: "serviceOperational", State: partner.Healthy},
	}}
}
