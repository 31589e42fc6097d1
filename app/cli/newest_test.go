package cli

import (
	"strings"
	"testing"
)

// TestHealthTellsMicrosoftsNewestWord goes from the simulated cloud's wire, which tells a story from its
// beginning, to what a person reads.
func TestHealthTellsMicrosoftsNewestWord(t *testing.T) {
	d := newDesk(t)
	d.startCloud(60)
	d.signIn()
	_ = d.types("sync", "--json") // some customers refuse: exit 3
	page := d.must(d.types("customers", "--health", "outage", "--limit", "1", "--json")).document(t)
	tenant := page["customers"].([]any)[0].(map[string]any)["tenantId"].(string)
	doc := d.must(d.types("health", tenant, "--json")).document(t)
	printed := d.must(d.types("health", tenant)).out
	stories := 0
	for _, s := range doc["services"].([]any) {
		for _, i := range s.(map[string]any)["issues"].([]any) {
			issue := i.(map[string]any)
			posts := issue["posts"].([]any)
			at := func(n int) string { return posts[n].(map[string]any)["at"].(string) }
			for n := 1; n < len(posts); n++ {
				if at(n-1) < at(n) { // RFC 3339 in UTC sorts as text
					t.Errorf("%s: post %d of %s stands before the newer one of %s", issue["id"], n-1, at(n-1), at(n))
				}
			}
			if issue["resolved"].(bool) || len(posts) < 2 {
				continue
			}
			stories++
			newest := ""
			for _, p := range posts { // one without words is not the newest word
				if newest = p.(map[string]any)["text"].(string); newest != "" {
					break
				}
			}
			word := issue["lastWord"].(string)
			if word == "" || !strings.Contains(newest, word) || strings.Contains(word, issue["title"].(string)) {
				t.Errorf("%s: %q is not the status line of %q", issue["id"], word, newest)
			}
			if !strings.Contains(printed, word) {
				t.Errorf("%s: %q is not printed:\n%s", issue["id"], word, printed)
			}
		}
	}
	if stories == 0 {
		t.Fatal("no open issue has a story of two posts: nothing was looked at")
	}
}

// TestTheMessageCenterIsReadFromTheWireToThePaper goes from the simulated cloud to what a person reads.
func TestTheMessageCenterIsReadFromTheWireToThePaper(t *testing.T) {
	d := newDesk(t)
	d.startCloud(12)
	d.signIn()
	_ = d.types("sync", "--json")
	page := d.must(d.types("customers", "--health", "healthy", "--limit", "1", "--json")).document(t)
	tenant := page["customers"].([]any)[0].(map[string]any)["tenantId"].(string)
	if before := d.must(d.types("messages", tenant)).out; !strings.Contains(before, "never read: tenantry sync --customer "+tenant) {
		t.Errorf("what was never read is said to be: %s", before)
	}
	d.must(d.types("sync", "--customer", tenant)) // the remedy as printed
	doc := has(t, "messages", d.must(d.types("messages", tenant, "--json")).document(t), "tenantId name asOf problem messages")
	printed := d.must(d.types("messages", tenant)).out
	rows := doc["messages"].([]any)
	if len(rows) == 0 || doc["asOf"] == nil {
		t.Fatalf("nothing was read: %v", doc)
	}
	for _, r := range rows {
		m := has(t, "messages[]", r, "id title services category severity major actionBy startsAt updatedAt posts")
		if !strings.Contains(printed, m["id"].(string)) || !strings.Contains(printed, m["title"].(string)) {
			t.Errorf("%s is not printed:\n%s", m["id"], printed)
		}
	}
}
