package catalog

import (
	"fmt"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

var day = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

// id makes the nth tenant id.
func id(n int) partner.TenantID {
	return partner.TenantID(fmt.Sprintf("%08x-0000-4000-a000-%012x", uint32(n)*2654435761, n))
}

// customer makes an entry with a name, its domains (the primary one first) and what the options say.
func customer(n int, name string, options ...func(*Entry)) Entry {
	e := Entry{Summary: partner.Summary{ID: id(n), Name: name, OpenRequests: -1, ListedAt: day}}
	for _, o := range options {
		o(&e)
	}
	return e
}

func domains(list ...string) func(*Entry) {
	return func(e *Entry) { e.PrimaryDomain, e.Domains = list[0], list }
}

func initial(d string) func(*Entry) {
	return func(e *Entry) { e.InitialDomain = d; e.Domains = append(e.Domains, d) }
}

func health(s partner.HealthState) func(*Entry)  { return func(e *Entry) { e.Health = s } }
func requests(n int) func(*Entry)                { return func(e *Entry) { e.OpenRequests = n } }
func tags(t ...string) func(*Entry)              { return func(e *Entry) { e.Tags = t } }
func aliases(a ...string) func(*Entry)           { return func(e *Entry) { e.Aliases = a } }
func favourite(e *Entry)                         { e.Favourite = true }
func ends(at time.Time) func(*Entry)             { return func(e *Entry) { e.DelegationEnds = at } }
func issues(i ...partner.IssueHead) func(*Entry) { return func(e *Entry) { e.OpenIssues = i } }

func read(at time.Time) func(*Entry) {
	return func(e *Entry) {
		e.Freshness = partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartDetails: {AsOf: at}, partner.PartHealth: {AsOf: at}})
	}
}

func failed(k fault.Kind) func(*Entry) {
	return func(e *Entry) {
		e.Freshness = partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartHealth: {Problem: &fault.Problem{Kind: k}}})
	}
}

func filled(entries ...Entry) *Catalog {
	c := New()
	c.Replace(entries)
	return c
}

func names(rows []Row) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Name
	}
	return out
}

func find(c *Catalog, text string) []string { return names(c.Query(Query{Text: text}).Rows) }

func wantNames(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}
