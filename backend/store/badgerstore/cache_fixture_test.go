package badgerstore_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/store/storetest"
)

// failed is a problem with every field.
var failed = &fault.Problem{Kind: fault.Upstream, Message: "the service failed: no", Remedy: fault.ReportUpstream, Code: "500", RequestID: "r1",
	At: storetest.Day, Said: message.Message{Key: "service_failed", Params: map[string]string{"service": "Microsoft Graph"},
		Parts: map[string][]message.Message{"why": {{Key: "no"}}}}}

// challenged is a problem that one customer's tenant made, with what the next sign-in there must prove.
var challenged = &fault.Problem{Kind: fault.SignIn, Message: "more proof is needed", Remedy: fault.StepUp, Code: "AADSTS50076", At: storetest.Day,
	Tenant: string(storetest.ID(1)), Claims: `{"access_token":{"acrs":{"value":"c1"}}}`}

var (
	late  = storetest.Day.Add(time.Hour)
	later = storetest.Day.Add(2 * time.Hour)
	posts = []partner.Post{{At: late, HTML: "<p>Ça marche</p>", Text: "Ça marche"}, {At: storetest.Day, HTML: "<p>No mail</p>", Text: "No mail"}}
)

// yesterdaysCustomer is what the caches' fixtures hold, by their names: together every field of every part.
var yesterdaysCustomer = map[string]partner.Customer{"cache-1.zip": {
	ID: storetest.ID(1), Name: "Ødegård & Søn", PrimaryDomain: "odegard.no", InitialDomain: "odegard.onmicrosoft.com",
	Sources: []partner.Source{partner.SourceGDAP, partner.SourceImport}, ListedAt: later,
	Details: partner.Seen(partner.Details{DisplayName: "Ødegård & Søn AS",
		Address: partner.Address{Street: "Storgata 1", City: "Oslo", State: "Oslo", PostalCode: "0155", Country: "NO"},
		Phones:  []string{"+47 22 00 00 00"}, TechnicalContacts: []string{"it@odegard.no"}, PreferredLanguage: "nb", CreatedAt: storetest.Day,
		Domains: []partner.VerifiedDomain{{Name: "odegard.no", IsDefault: true}, {Name: "odegard.onmicrosoft.com", IsInitial: true}}}, late),
	Health: partner.Observed[partner.Health]{AsOf: late, Problem: failed, Value: partner.Health{Services: []partner.Service{
		{ID: "Exchange", Name: "Exchange Online", Status: "serviceDegradation", State: partner.Degraded, Issues: []partner.Issue{{ID: "EX1",
			Title: "Mail is late", Service: "Exchange Online", Feature: "E-mail", Classification: "incident", Status: "serviceDegradation",
			Impact: "Mail is late", StartsAt: storetest.Day, EndsAt: later, UpdatedAt: late, Resolved: true, Posts: posts},
			{ID: "EX2", Title: "Mail is lost", Service: "Exchange Online", Classification: "advisory", Status: "investigating",
				StartsAt: storetest.Day, UpdatedAt: late}}}}}},
	Subscriptions: partner.Seen([]partner.Subscription{{ID: "s1", Name: "Microsoft 365 E3", SKU: "SPE_E3", Status: "enabled", Total: 25, Used: 20,
		IsTrial: true, RenewsAt: later, Source: partner.SourceContract, Next: partner.NextEnds}}, late),
	Delegations: partner.Seen([]partner.Delegation{{ID: "d1", Name: "Main", Kind: "gdap", Status: "active", Roles: []string{"Global Reader"},
		EndsAt: later, AutoExtend: true}}, late),
	Requests: partner.Seen([]partner.ServiceRequest{{ID: "616", Title: "Title", Severity: "critical", Status: "open", Product: "Exchange",
		Contact: "Ada", CreatedAt: storetest.Day, ModifiedAt: late, ClosedAt: later, Notes: []partner.Note{{By: "Microsoft", At: late, Text: "We look"}},
		NotesAt: late, Description: "Since 8 h", Resource: "/subscriptions/s/t"}}, late),
	Links: partner.Seen([]partner.Link{{Portal: "admin", URL: "https://admin.microsoft.com/", Source: "graph"}}, late),
	Azure: partner.Seen([]partner.AzureSubscription{{ID: "66666666-0000-4000-8000-000000000001", Name: "Produksjon", State: "enabled"}}, late),
	Announcements: partner.Seen([]partner.Announcement{{ID: "MC1", Title: "It goes away", Services: []string{"Teams"}, Category: "planForChange",
		Severity: "high", Major: true, ActionBy: later, StartsAt: storetest.Day, UpdatedAt: late, Posts: posts}}, late),
}, "cache-1-access.zip": {ID: storetest.ID(1), Name: "Invited", PrimaryDomain: "invited.no", Sources: []partner.Source{partner.SourceGDAP},
	ListedAt: late, UnlistedAt: later, Entry: partner.Entry{At: later, Word: partner.EntryStranger},
	Delegations: partner.Seen([]partner.Delegation{{ID: "d1", Name: "Main", Kind: "gdap", Status: "approvalpending"}}, late),
}, "cache-1-profile.zip": {
	ID: storetest.ID(1), Name: "Ødegård & Søn", PrimaryDomain: "odegard.no", Sources: []partner.Source{partner.SourcePartnerCenter}, ListedAt: later,
	Subscriptions: partner.Seen([]partner.Subscription{{ID: "s1", Name: "Microsoft 365 E3", Status: "active", Total: 25, Used: -1, RenewsAt: later,
		Source: partner.SourcePartnerCenter, CommerceIDs: []string{"s1"}, AutoRenews: new(true), Next: partner.NextRenews}}, late),
	Profile: partner.Seen(partner.Profile{AllowsDelegatedAccess: new(true), Details: partner.Details{DisplayName: "Ødegård",
		Phones: []string{"+47 22 00 00 00"}}}, late),
	TenantInformation: partner.Seen(partner.Details{DisplayName: "Ødegård & Søn"}, late),
}, "cache-1-over.zip": {
	ID: storetest.ID(1), Name: "Ødegård & Søn", PrimaryDomain: "odegard.no", Sources: []partner.Source{partner.SourceGDAP}, ListedAt: later,
	Health: partner.Seen(partner.Health{Services: []partner.Service{{ID: "Exchange", Name: "Exchange Online", Status: "serviceOperational",
		State: partner.Healthy, Issues: []partner.Issue{
			{ID: "EX1", Title: "Mail is late", Status: "serviceRestored", EndsAt: storetest.Day, Resolved: true, Posts: []partner.Post{{At: late, Text: "It is over", Type: "quick"}}},
			{ID: "EX2", Title: "Mail is lost", Status: "investigating", LastTold: storetest.Day, MissedAt: late}}}}}, later),
}, "cache-1-requests.zip": {ID: storetest.ID(1), Name: "Ødegård & Søn", PrimaryDomain: "odegard.no", Sources: []partner.Source{partner.SourceGDAP},
	ListedAt: late, Requests: partner.Seen([]partner.ServiceRequest{{ID: "616", Title: "Title", Status: "closed", NotesAt: late,
		NotesIncomplete: true, NamedBy: partner.ListOfAll | partner.ListOfCustomer}}, late),
}, "cache-1-home.zip": {ID: storetest.ID(1), Name: "Ødegård & Søn", PrimaryDomain: "odegard.no", Sources: []partner.Source{partner.SourceGDAP},
	ListedAt: late, Requests: partner.Failed[[]partner.ServiceRequest](failed.OfOwnSide()),
}, "cache-1-challenged.zip": {ID: storetest.ID(1), Name: "Ødegård & Søn", PrimaryDomain: "odegard.no", Sources: []partner.Source{partner.SourceGDAP},
	ListedAt: late, Requests: partner.Failed[[]partner.ServiceRequest](challenged),
}}

// yesterdaysSummary is the summary that was kept with it.
var yesterdaysSummary = map[string]partner.Summary{"cache-1.zip": {ID: storetest.ID(1), Name: "Ødegård & Søn",
	PrimaryDomain: "odegard.no", InitialDomain: "odegard.onmicrosoft.com", Domains: []string{"odegard.no", "odegard.onmicrosoft.com"},
	Sources: []partner.Source{partner.SourceGDAP, partner.SourceImport}, ListedAt: later, Health: partner.Degraded, OpenRequests: 1, DelegationEnds: later,
	OpenIssues: []partner.IssueHead{{ID: "EX2", Title: "Mail is lost", Service: "Exchange Online", Classification: "advisory",
		Status: "investigating", StartsAt: storetest.Day, UpdatedAt: late, State: partner.Advisory}},
	Freshness: partner.AgesOf(map[partner.Part]partner.Freshness{"details": {AsOf: late}, "health": {AsOf: late, Problem: failed}, "subscriptions": {AsOf: late},
		"delegations": {AsOf: late}, "requests": {AsOf: late}, "links": {AsOf: late}, "azure": {AsOf: late}, "announcements": {AsOf: late}}),
	Requests: []partner.RequestHead{{ID: "616", Title: "Title", Severity: "critical", Status: "open", Product: "Exchange", CreatedAt: storetest.Day,
		ModifiedAt: late, Azure: true}},
}, "cache-1-access.zip": {ID: storetest.ID(1), Name: "Invited", PrimaryDomain: "invited.no", Domains: []string{"invited.no"},
	Sources: []partner.Source{partner.SourceGDAP}, ListedAt: late, UnlistedAt: later, OpenRequests: -1,
	Entry: partner.Entry{At: later, Word: partner.EntryStranger}, Access: partner.Access{Reason: partner.AccessPending, Invitation: "d1"},
	Freshness: partner.AgesOf(map[partner.Part]partner.Freshness{"delegations": {AsOf: late}}),
}, "cache-1-profile.zip": {ID: storetest.ID(1), Name: "Ødegård & Søn", PrimaryDomain: "odegard.no", Domains: []string{"odegard.no"},
	Sources: []partner.Source{partner.SourcePartnerCenter}, ListedAt: later, OpenRequests: -1,
	Freshness: partner.AgesOf(map[partner.Part]partner.Freshness{"subscriptions": {AsOf: late}, "profile": {AsOf: late}, "tenantInformation": {AsOf: late}}),
}, "cache-1-over.zip": {ID: storetest.ID(1), Name: "Ødegård & Søn", PrimaryDomain: "odegard.no", Domains: []string{"odegard.no"},
	Sources: []partner.Source{partner.SourceGDAP}, ListedAt: later, Health: partner.Healthy, OpenRequests: -1,
	LatelyOver: []partner.IssueHead{{ID: "EX1", Title: "Mail is late", Status: "serviceRestored", State: partner.Healthy, Resolved: true, OverSince: storetest.Day},
		{ID: "EX2", Title: "Mail is lost", Status: "investigating", State: partner.Unknown, OverSince: late}},
	Freshness: partner.AgesOf(map[partner.Part]partner.Freshness{"health": {AsOf: later}}),
}, "cache-1-requests.zip": {ID: storetest.ID(1), Name: "Ødegård & Søn", PrimaryDomain: "odegard.no", Domains: []string{"odegard.no"},
	Sources: []partner.Source{partner.SourceGDAP}, ListedAt: late, Requests: []partner.RequestHead{{ID: "616", Title: "Title", Status: "closed"}},
	Freshness: partner.AgesOf(map[partner.Part]partner.Freshness{"requests": {AsOf: late}}),
}, "cache-1-home.zip": {ID: storetest.ID(1), Name: "Ødegård & Søn", PrimaryDomain: "odegard.no", Domains: []string{"odegard.no"},
	Sources: []partner.Source{partner.SourceGDAP}, ListedAt: late, OpenRequests: -1,
	Freshness: partner.AgesOf(map[partner.Part]partner.Freshness{"requests": {Problem: failed.OfOwnSide()}}),
}, "cache-1-challenged.zip": {ID: storetest.ID(1), Name: "Ødegård & Søn", PrimaryDomain: "odegard.no", Domains: []string{"odegard.no"},
	Sources: []partner.Source{partner.SourceGDAP}, ListedAt: late, OpenRequests: -1,
	Freshness: partner.AgesOf(map[partner.Part]partner.Freshness{"requests": {Problem: challenged}}),
}}

// The fixtures of the sealed caches hold the customer of the first of those before: one as it was kept before
// summaries told what else a customer is found by, one as it was kept before they told what ends, one before they
// counted licences, one as it is since.
func init() {
	c := yesterdaysCustomer["cache-1.zip"]
	s := c.Summary()
	yesterdaysCustomer["cache-2-seats.zip"], yesterdaysSummary["cache-2-seats.zip"] = c, s
	s.Seats = partner.Seats{}
	yesterdaysCustomer["cache-2-dues.zip"], yesterdaysSummary["cache-2-dues.zip"] = c, s
	s.Dues, s.Bare = nil, nil
	// As addresses were written before they were by country.
	s.FoundBy = partner.FoundBy(strings.Replace(string(s.FoundBy), "0155 Oslo, NO", "0155 Oslo, Oslo, NO", 1))
	yesterdaysCustomer["cache-2-facts.zip"], yesterdaysSummary["cache-2-facts.zip"] = c, s
	s.FoundBy = ""
	yesterdaysCustomer["cache-2.zip"], yesterdaysSummary["cache-2.zip"] = c, s
}

func TestYesterdaysCacheOpensToday(t *testing.T) {
	for name := range yesterdaysCustomer {
		t.Run(name, func(t *testing.T) { opensToday(t, name) })
	}
}

func opensToday(t *testing.T, name string) {
	path, want, summary := filepath.Join("testdata", name), yesterdaysCustomer[name], yesterdaysSummary[name]
	dir := t.TempDir()
	if *storetest.WriteFixture == name {
		makeCache(t, want, path)
	}
	storetest.Unzip(t, path, dir)
	c := openCache(t, dir)
	got, err := c.Context(want.ID).Load()
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the customer (-want +got)\n%s", d)
	}
	n := 0
	for s, err := range c.Summaries() {
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(summary, s); d != "" {
			t.Errorf("the summary (-want +got)\n%s", d)
		}
		n++
	}
	var owner string
	if found, err := c.Values().Get("owner", &owner); n != 1 || !found || err != nil || owner != "partner" {
		t.Errorf("%d customers, of %q: %v", n, owner, err)
	}
}

func makeCache(t *testing.T, c partner.Customer, path string) {
	dir := t.TempDir()
	cache := openCache(t, dir)
	if _, err := cache.Context(c.ID).Save(c); err != nil {
		t.Fatal(err)
	}
	if err := cache.Values().Put("owner", "partner"); err != nil {
		t.Fatal(err)
	}
	if err := cache.Close(); err != nil {
		t.Fatal(err)
	}
	storetest.Pack(t, dir, path)
}

func TestTheFrozenFilesHoldEveryFieldThatIsKept(t *testing.T) {
	var kept []any
	for name := range yesterdaysCustomer {
		kept = append(kept, yesterdaysCustomer[name], yesterdaysSummary[name])
	}
	if missing := storetest.Unset(kept...); len(missing) > 0 {
		t.Errorf("no frozen file holds %v: write one with -write-fixture, under a new name, and keep the others", missing)
	}
}
