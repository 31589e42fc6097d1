package partner_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestEveryDomainIsNamedOnceThePrimaryOneFirst(t *testing.T) {
	details := partner.Details{Domains: []partner.VerifiedDomain{{Name: "b.com"}, {Name: ""}, {Name: "a.com"}, {Name: "b.com"}}}
	for name, c := range map[string]struct {
		customer partner.Customer
		want     []string
	}{
		"nothing is known":     {partner.Customer{}, nil},
		"only a list named it": {partner.Customer{PrimaryDomain: "a.com"}, []string{"a.com"}},
		"the initial one last": {partner.Customer{PrimaryDomain: "a.com", InitialDomain: "i.onmicrosoft.com", Details: partner.Seen(details, morning)},
			[]string{"a.com", "b.com", "i.onmicrosoft.com"}},
		"the primary is the initial one": {partner.Customer{PrimaryDomain: "i.onmicrosoft.com", InitialDomain: "i.onmicrosoft.com"},
			[]string{"i.onmicrosoft.com"}},
	} {
		if got := c.customer.Domains(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestTheDirectorysOwnNameAndDomainsWinOverTheLists(t *testing.T) {
	listed := partner.Customer{Name: "Old", PrimaryDomain: "old.com", InitialDomain: "old.onmicrosoft.com"}
	unread := listed
	unread.AdoptDetails()
	if d := cmp.Diff(listed, unread); d != "" {
		t.Errorf("unread details changed it: %s", d)
	}
	bare := listed
	bare.Details = partner.Seen(partner.Details{Domains: []partner.VerifiedDomain{{Name: "x.com"}}}, morning)
	if bare.AdoptDetails(); bare.Name != "Old" || bare.PrimaryDomain != "old.com" || bare.InitialDomain != "old.onmicrosoft.com" {
		t.Errorf("what the directory does not say was taken from it: %+v", bare)
	}
	told := partner.Details{DisplayName: "New", Domains: []partner.VerifiedDomain{{Name: "x.com"}, {Name: "new.com", IsDefault: true},
		{Name: "new.onmicrosoft.com", IsInitial: true}}}
	listed.Absorb(partner.Reading{partner.DetailsPart.Tell(partner.Seen(told, morning))}, morning, morning)
	if listed.Name != "New" || listed.PrimaryDomain != "new.com" || listed.InitialDomain != "new.onmicrosoft.com" {
		t.Errorf("%+v", listed)
	}
}

func TestTheDelegationEndsWithTheLastThatIsGranted(t *testing.T) {
	at := func(status string, days int) partner.Delegation {
		return partner.Delegation{Kind: "gdap", Status: status, EndsAt: morning.AddDate(0, 0, days)}
	}
	for name, c := range map[string]struct {
		known []partner.Delegation
		want  time.Time
	}{
		"none is known":              {nil, time.Time{}},
		"the later of two":           {[]partner.Delegation{at("active", 9), at("active", 3)}, morning.AddDate(0, 0, 9)},
		"the later of two, second":   {[]partner.Delegation{at("active", 3), at("expiring", 9)}, morning.AddDate(0, 0, 9)},
		"what is over does not tell": {[]partner.Delegation{at("active", 3), at("expired", 9)}, morning.AddDate(0, 0, 3)},
	} {
		if got := (partner.Customer{Delegations: partner.Seen(c.known, morning)}).Summary().DelegationEnds; !got.Equal(c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestASummaryTellsWhatWasNeverReadFromWhatIsEmpty(t *testing.T) {
	if s := (partner.Customer{}).Summary(); s.OpenRequests != -1 || s.Requests != nil || s.Health != partner.Unknown || s.OpenIssues != nil {
		t.Errorf("never read: %+v", s)
	}
	read := partner.Customer{Requests: partner.Seen([]partner.ServiceRequest{}, morning), Health: partner.Seen(services(partner.Healthy), morning)}
	if s := read.Summary(); s.OpenRequests != 0 || s.Health != partner.Healthy {
		t.Errorf("empty: %+v", s)
	}
}

func TestASummaryHasTheOpenRequestsFirstThenTheNewestAndNotTooMany(t *testing.T) {
	request := func(id, status string, minute int) partner.ServiceRequest {
		return partner.ServiceRequest{ID: id, Status: status, CreatedAt: morning.Add(time.Duration(minute) * time.Minute)}
	}
	all := []partner.ServiceRequest{request("old closed", "closed", 1), request("old open", "open", 2), request("new closed", "closed", 5),
		request("waits", partner.AttentionNeeded, 3)}
	s := (partner.Customer{Requests: partner.Seen(all, morning)}).Summary()
	if got := ids(s.Requests); s.OpenRequests != 2 || got != "waits, old open, new closed, old closed" {
		t.Errorf("%d are open: %s", s.OpenRequests, got)
	}
	for n := range 60 {
		all = append(all, request("more", "closed", 10+n))
	}
	s = (partner.Customer{Requests: partner.Seen(all, morning)}).Summary()
	if len(s.Requests) != 50 || s.Requests[0].ID != "waits" {
		t.Errorf("%d, first %s", len(s.Requests), s.Requests[0].ID)
	}
}

func ids(heads []partner.RequestHead) string {
	var out []string
	for _, h := range heads {
		out = append(out, h.ID)
	}
	return strings.Join(out, ", ")
}

func TestTheProblemThatMostNeedsAPersonIsShown(t *testing.T) {
	says := func(kinds map[partner.Part]fault.Kind) fault.Kind {
		told := map[partner.Part]partner.Freshness{}
		for part, kind := range kinds {
			told[part] = partner.Freshness{Problem: &fault.Problem{Kind: kind}}
		}
		s := partner.Summary{Freshness: partner.AgesOf(told)}
		if p := s.Problem(); p != nil {
			return p.Kind
		}
		return ""
	}
	for _, c := range []struct {
		kinds map[partner.Part]fault.Kind
		want  fault.Kind
	}{
		{nil, ""},
		{map[partner.Part]fault.Kind{partner.PartAzure: fault.Denied}, ""},   // optional
		{map[partner.Part]fault.Kind{partner.PartHealth: fault.Offline}, ""}, // the network's
		{map[partner.Part]fault.Kind{partner.PartHealth: fault.SignIn}, ""},  // the account's
		{map[partner.Part]fault.Kind{partner.PartHealth: "a kind of tomorrow"}, "a kind of tomorrow"},
		{map[partner.Part]fault.Kind{partner.PartDetails: "a kind of tomorrow", partner.PartHealth: fault.Offline}, "a kind of tomorrow"},
		{map[partner.Part]fault.Kind{partner.PartDetails: fault.Offline, partner.PartHealth: fault.Denied, partner.PartRequests: fault.Upstream}, fault.Denied},
		{map[partner.Part]fault.Kind{partner.PartDetails: fault.SignIn, partner.PartHealth: fault.Consent}, fault.Consent},
	} {
		if got := says(c.kinds); got != c.want {
			t.Errorf("%v: %q", c.kinds, got)
		}
	}
}

// Nobody was asked, so what was refused before is still refused, and what was known is known.
func TestAMissingNetworkTakesNoRefusalAway(t *testing.T) {
	offline := partner.Reading{partner.HealthPart.Tell(partner.Failed[partner.Health](&fault.Problem{Kind: fault.Offline}))}
	for _, c := range []struct{ before, after, shown fault.Kind }{
		{"", fault.Offline, ""}, {fault.Upstream, fault.Upstream, fault.Upstream}, {fault.Denied, fault.Denied, fault.Denied}, {fault.Offline, fault.Offline, ""},
	} {
		var of partner.Customer
		of.Health = partner.Seen(partner.Health{}, morning)
		if c.before != "" {
			of.Health.Problem = &fault.Problem{Kind: c.before}
		}
		of.Absorb(offline, morning, morning)
		shown := fault.Kind("")
		if p := of.Summary().Problem(); p != nil {
			shown = p.Kind
		}
		if of.Health.Problem.Kind != c.after || shown != c.shown || !of.Health.AsOf.Equal(morning) {
			t.Errorf("after %q: %+v, shown %q", c.before, of.Health, shown)
		}
	}
}

func TestACustomerIsAsOldAsTheOlderOfWhatEverySyncReads(t *testing.T) {
	later := morning.Add(time.Hour)
	for _, c := range []struct{ details, health, want time.Time }{
		{morning, later, morning}, {later, morning, morning}, {later, time.Time{}, time.Time{}}, {time.Time{}, later, time.Time{}},
	} {
		s := partner.Summary{Freshness: partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartDetails: {AsOf: c.details}, partner.PartHealth: {AsOf: c.health}})}
		if got := s.AsOf(); !got.Equal(c.want) {
			t.Errorf("details %s, health %s: %s", c.details, c.health, got)
		}
	}
}

func TestAnyMarkMakesACustomerMarked(t *testing.T) {
	for _, m := range []partner.Marks{{Tags: []string{"t"}}, {Aliases: []string{"a"}}, {Favourite: true}} {
		if m.Empty() {
			t.Errorf("%+v counts as nothing", m)
		}
	}
	if !(partner.Marks{}).Empty() {
		t.Error("nothing counts as something")
	}
}

func TestATenantIDIsReadHoweverItWasPasted(t *testing.T) {
	const id = "7b9f0c1e-2d3a-4b5c-8d6e-9f0a1b2c3d4e"
	for _, text := range []string{id, strings.ToUpper(id), " {" + id + "} "} {
		if got, err := partner.ParseTenantID(text); err != nil || got != id {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "contoso.com", strings.ReplaceAll(id, "-", ""), "urn:uuid:" + id, strings.Repeat("z", 36), strings.Repeat("é", 500)} {
		got, err := partner.ParseTenantID(text)
		if got != "" || fault.KindOf(err) != fault.Invalid || len(err.Error()) > 300 {
			t.Errorf("%.50q: %q, %v", text, got, err)
		}
	}
}

// Texts that many customers have in common are the same memory, also after each was read by itself.
func TestSummariesShareTheirTexts(t *testing.T) {
	read := func(s string) string { return string([]byte(s)) }
	one := func() partner.Summary {
		s := partner.Summary{PrimaryDomain: read("contoso.com"), Domains: []string{read("contoso.com"), read("b.com")}, Sources: []partner.Source{partner.Source(read("gdap"))},
			Freshness:  partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartDetails: {AsOf: morning}}),
			OpenIssues: []partner.IssueHead{{ID: read("MO1"), Title: read("Mail is late")}}, Requests: []partner.RequestHead{{ID: "1", Status: read("open")}}}
		s.Share()
		return s
	}
	a, b := one(), one()
	same := func(what, x, y string) {
		t.Helper()
		if x != y || unsafe.StringData(x) != unsafe.StringData(y) {
			t.Errorf("%s: %q lies twice", what, x)
		}
	}
	same("a domain", a.Domains[0], a.PrimaryDomain)
	same("a source", string(a.Sources[0]), string(b.Sources[0]))
	same("an issue's title", a.OpenIssues[0].Title, b.OpenIssues[0].Title)
	same("a request's status", a.Requests[0].Status, b.Requests[0].Status)
	if a.Domains[1] != "b.com" || !a.Freshness.Of(partner.PartDetails).AsOf.Equal(morning) {
		t.Errorf("%+v", a)
	}
}
