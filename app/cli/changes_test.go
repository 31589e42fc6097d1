package cli

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tenantry/backend/simcloud"
)

// changesOf are what `changes` lists, each as "kind what".
func changesOf(t *testing.T, doc map[string]any) (all []map[string]any, words []string) {
	t.Helper()
	for _, c := range has(t, "changes", doc, "asOf changes more")["changes"].([]any) {
		change := has(t, "changes[]", c, "id at tenantId name kind what before after seen text")
		all = append(all, change)
		words = append(words, fmt.Sprint(change["kind"], " ", change["what"]))
	}
	return all, words
}

// From the wire to the paper: an outage starts, Microsoft resolves it, a customer leaves; each is told once, however often
// the customers are read, and what was listed as seen is new no more.
func TestWhatChangedIsToldOnceFromTheWireToThePaper(t *testing.T) {
	d := newDesk(t)
	d.startCloud(40)
	d.signIn()
	_ = d.types("sync", "--json")
	if _, words := changesOf(t, d.must(d.types("changes", "--json")).document(t)); len(words) != 0 {
		t.Errorf("the first reading is no news, but it told: %v", words)
	}
	if out := d.must(d.types("changes")).out; !strings.Contains(out, "No change is known") {
		t.Errorf("nothing changed, but it says %q", out)
	}

	d.happens(simcloud.Event{Kind: "outage-starts", Service: "Exchange", Customers: 5, Issue: "EX900001", Title: "Nobody gets mail"})
	for range 3 {
		_ = d.types("sync", "--full", "--json")
	}
	all, words := changesOf(t, d.must(d.types("changes", "--kind", "incident", "--json")).document(t))
	if want := slices.Repeat([]string{"incident opened"}, 5); !slices.Equal(words, want) {
		t.Fatalf("the outage at five customers is told as %v", words)
	}
	who := all[0]["tenantId"].(string)
	if of, _ := changesOf(t, d.must(d.types("changes", "--customer", who, "--kind", "incident", "--since", "1h", "--json")).document(t)); len(of) != 1 || of[0]["name"] != all[0]["name"] {
		t.Errorf("of one customer: %v", of)
	}
	paper := d.must(d.types("changes", "--language", "fr")).out
	for _, want := range []string{"EX900001", "Nobody gets mail", all[0]["name"].(string)} {
		if !strings.Contains(paper, want) {
			t.Errorf("%q is not printed:\n%s", want, paper)
		}
	}

	d.must(d.types("changes", "--kind", "incident", "--seen"))
	if _, words := changesOf(t, d.must(d.types("changes", "--unseen", "--json")).document(t)); slices.Contains(words, "incident opened") {
		t.Errorf("what was listed as seen is new still: %v", words)
	}
	d.happens(simcloud.Event{Kind: "issue-resolved", Issue: "EX900001"})
	d.happens(simcloud.Event{Kind: "customer-leaves", TenantID: who})
	_ = d.types("sync", "--full", "--json")
	fresh, words := changesOf(t, d.must(d.types("changes", "--unseen", "--json")).document(t))
	for what, want := range map[string]int{"incident resolved": 4, "customer removed": 1, "incident opened": 0} {
		if n := count(words, what); n != want {
			t.Errorf("%q is new %d times, want %d: %v", what, n, want, words)
		}
	}

	still := fresh[slices.IndexFunc(fresh, func(c map[string]any) bool { return c["what"] == "resolved" })]["tenantId"].(string)
	h := has(t, "history", d.must(d.types("history", still, "--days", "30", "--json")).document(t), "tenantId name from to since asOf unread services events")
	services := h["services"].([]any)
	if len(services) == 0 || len(h["events"].([]any)) == 0 {
		t.Fatalf("nothing is told of an incident that came and went: %v", h)
	}
	found := false
	for _, s := range services {
		service := has(t, "history.services[]", s, "id name minutes incidents months")
		found = found || strings.Contains(service["name"].(string), "Exchange")
	}
	if paper := d.must(d.types("history", still, "--service", "exchange")).out; !found || !strings.Contains(paper, "known since") {
		t.Errorf("of what was before it was read first, nothing is known; it says:\n%s (%v)", paper, services)
	}
	if r := d.types("changes", "--since", "yesterday"); r.code != 2 || !strings.Contains(r.err, "--since takes a day like") {
		t.Errorf("a time that is none: exit %d, %s", r.code, r.err)
	}
	if r := d.types("changes", "--kind", "weather"); r.code != 2 || !strings.Contains(r.err, "health, incident, request") {
		t.Errorf("a kind that is none: exit %d, %s", r.code, r.err)
	}
}

func count(words []string, word string) (n int) {
	for _, w := range words {
		if w == word {
			n++
		}
	}
	return n
}
