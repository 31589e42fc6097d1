package cli

import (
	"slices"
	"strings"
	"testing"
)

// TestTheDocumentsHaveTheContractsFields holds the JSON shapes of the command line's contract.
func TestTheDocumentsHaveTheContractsFields(t *testing.T) {
	d := newDesk(t)
	d.startCloud(40)
	d.signIn()
	hasSync(t, d.types("sync", "--full", "--json").document(t))
	first, troubled := hasCustomers(t, d.reads("customers"))
	hasFound(t, d.reads("search", first))
	hasCustomer(t, d.reads("customer", troubled))
	hasHealth(t, d.reads("health", troubled))
	hasIncidents(t, d.reads("incidents"))
	if l := d.reads("links", troubled); len(list(t, "links", l["links"])) < 8 {
		t.Errorf("only %d links", len(list(t, "links", l["links"])))
	}
	has(t, "version", d.reads("version"), "version commit date")
	has(t, "doctor", d.reads("doctor"), "checks")
}

// rowFields are a customer's in every list.
const rowFields = "tenantId name primaryDomain initialDomain domains source health healthAsOf openIssues openRequests delegationEnds tags aliases favourite problem"

func hasSync(t *testing.T, report map[string]any) {
	t.Helper()
	has(t, "sync", report, "startedAt finishedAt customers http failures")
	has(t, "sync.customers", report["customers"], "listed synced failed removed")
	has(t, "sync.http", report["http"], "requests throttled retried bytes")
	each(t, "sync.failures", report["failures"], "tenantId name kind message remedy code")
}

// hasCustomers names the first customer, and gives the id of one with an outage.
func hasCustomers(t *testing.T, page map[string]any) (first, troubled string) {
	t.Helper()
	has(t, "customers", page, "asOf total tookMicros customers")
	rows := each(t, "customers[]", page["customers"], rowFields)
	for _, row := range rows {
		if row["problem"] != nil {
			has(t, "problem", row["problem"], "kind message remedy code requestId at")
		}
		if row["health"] == "outage" {
			troubled = row["tenantId"].(string)
		}
	}
	if troubled == "" {
		t.Fatal("the demo has no customer with an outage")
	}
	return rows[0]["name"].(string), troubled
}

func hasFound(t *testing.T, page map[string]any) {
	t.Helper()
	hits := each(t, "search[]", page["customers"], rowFields+" match")
	has(t, "search match", hits[0]["match"], "field score")
}

func hasCustomer(t *testing.T, c map[string]any) {
	t.Helper()
	has(t, "customer", c, rowFields+" address phones technicalContacts verifiedDomains subscriptions delegations links freshness")
	has(t, "address", c["address"], "street city state postalCode country")
	each(t, "verifiedDomains", c["verifiedDomains"], "name isDefault isInitial")
	each(t, "subscriptions", c["subscriptions"], "id name sku status total used isTrial renewsAt source")
	each(t, "delegations", c["delegations"], "id name kind status roles endsAt autoExtend")
	each(t, "links", c["links"], "portal url source")
	for _, part := range strings.Fields("details health requests subscriptions delegations") {
		has(t, "freshness."+part, c["freshness"].(map[string]any)[part], "asOf problem")
	}
}

// hasHealth takes the report of a customer with an outage.
func hasHealth(t *testing.T, report map[string]any) {
	t.Helper()
	has(t, "health", report, "tenantId name asOf problem state services")
	issues := 0
	for _, service := range each(t, "services", report["services"], "id name status state issues") {
		for _, issue := range each(t, "issues", service["issues"], "id title classification status feature impact startsAt endsAt updatedAt resolved posts") {
			each(t, "posts", issue["posts"], "at text")
			issues++
		}
	}
	if issues == 0 {
		t.Error("an outage without an issue")
	}
}

func hasIncidents(t *testing.T, page map[string]any) {
	t.Helper()
	has(t, "incidents", page, "asOf incidents")
	for _, incident := range each(t, "incidents[]", page["incidents"], "id title service classification status startsAt customers") {
		each(t, "affected", incident["customers"], "tenantId name primaryDomain")
	}
}

// reads is the document that a command answers with.
func (d *desk) reads(args ...string) map[string]any {
	return d.must(d.types(append(args, "--json")...)).document(d.t)
}

// lists are the fields that are a list also when nothing is in it: whoever reads them need not ask for null.
var lists = strings.Fields("failures domains tags aliases phones technicalContacts verifiedDomains subscriptions delegations roles links services issues posts incidents checks requests history findings")

func has(t *testing.T, what string, v any, fields string) map[string]any {
	t.Helper()
	m, ok := v.(map[string]any)
	if !ok {
		t.Fatalf("%s is no object but %T", what, v)
	}
	for _, f := range strings.Fields(fields) {
		if got, ok := m[f]; !ok {
			t.Errorf("%s: the field %s is missing", what, f)
		} else if got == nil && slices.Contains(lists, f) {
			t.Errorf("%s: the list %s is null", what, f)
		}
	}
	return m
}

// each is has for everything in a list.
func each(t *testing.T, what string, v any, fields string) (all []map[string]any) {
	t.Helper()
	for _, one := range list(t, what, v) {
		all = append(all, has(t, what, one, fields))
	}
	return all
}

func list(t *testing.T, what string, v any) []any {
	t.Helper()
	l, ok := v.([]any)
	if !ok {
		t.Fatalf("%s is no list but %T", what, v)
	}
	return l
}

// Every list can be written for a spreadsheet and for programs, and its document filtered: by one mechanism.
func TestEveryListTakesTheFlagsOfAList(t *testing.T) {
	d := newDesk(t)
	d.startCloud(20)
	d.signIn()
	d.types("sync")
	id := list(t, "customers", d.reads("customers")["customers"])[0].(map[string]any)["tenantId"].(string)
	for _, line := range []string{"customers", "search a", "links " + id, "incidents", "messages " + id, "requests list", "requests outbox", "requests templates"} {
		words := strings.Fields(line)
		csv := d.must(d.types(append(words, "--csv")...)).out
		head, _, _ := strings.Cut(csv, "\n")
		first, bom := strings.CutPrefix(head, "\ufeff")
		if !bom || strings.Contains(csv, "xn--") {
			t.Errorf("%s: %q", line, csv)
		}
		tsv := d.must(d.types(append(words, "--tsv")...)).out
		if !strings.HasPrefix(tsv, strings.ReplaceAll(first, ",", "\t")+"\n") {
			t.Errorf("%s: %.60q and %.60q", line, head, tsv)
		}
		column := strings.Split(first, ",")[0]
		one := d.must(d.types(append(words, "--tsv", "--no-header", "--columns", column)...)).out
		if strings.Count(one, "\n") != strings.Count(tsv, "\n")-1 || strings.Contains(one, "\t") {
			t.Errorf("%s: %q", line, one)
		}
		if r := d.types(append(words, "--columns", "nope")...); line != "messages "+id && line != "requests outbox" && (r.code != 2 || !strings.Contains(r.err, column)) {
			t.Errorf("%s: exit %d: %s", line, r.code, r.err)
		}
		if r := d.must(d.types(append(words, "--jq", "type")...)); r.out != "\"object\"\n" {
			t.Errorf("%s: %q", line, r.out)
		}
		if r := d.types(append(words, "--csv", "--json")...); r.code != 2 {
			t.Errorf("%s: exit %d", line, r.code)
		}
	}
}
