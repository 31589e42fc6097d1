package cli

import (
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// From the simulated cloud to the screen: who delegated nothing is told apart in every list, with the reason and the
// way out, and nothing is filed for them.
func TestWhoIsWithoutDelegatedAccessIsToldApartWithTheReason(t *testing.T) {
	d := newDesk(t)
	d.startCloud(250)
	d.signIn()
	d.syncs()
	page := d.reads("customers", "--without-access")
	rows := page["customers"].([]any)
	if len(rows) == 0 || page["total"] != float64(len(rows)) {
		t.Fatalf("nobody is without delegated access: %v", page["total"])
	}
	all := d.must(d.types("customers"))
	if !strings.Contains(all.out+all.err, "tenantry customers --without-access") || strings.Contains(all.out, "Without delegated access") {
		t.Errorf("the quiet line is missing, or they stand in the list:\n%s", all.err)
	}
	for _, c := range d.reads("customers")["customers"].([]any) {
		if c.(map[string]any)["withoutAccess"] != nil {
			t.Errorf("in the list: %v", c)
		}
	}
	apart := d.must(d.types("customers", "--without-access"))
	reasons := map[string]map[string]any{}
	for _, r := range rows {
		row := r.(map[string]any)
		why := row["withoutAccess"].(map[string]any)
		reasons[why["reason"].(string)] = row
		if !strings.Contains(apart.out, why["message"].(string)) {
			t.Errorf("%v: %q is not said", row["name"], why["message"])
		}
	}
	for reason, row := range reasons {
		id, name, why := row["tenantId"].(string), row["name"].(string), row["withoutAccess"].(map[string]any)
		if found := d.must(d.types("search", name)); !strings.Contains(found.out, "Without delegated access") || !strings.Contains(found.out, why["message"].(string)) {
			t.Errorf("%s, found by its name:\n%s", reason, found.out)
		}
		shown := d.must(d.types("customer", id))
		if !strings.Contains(shown.out, why["message"].(string)) || !strings.Contains(shown.out, why["advice"].(string)) ||
			len(why["letters"].(map[string]any)) > 0 != strings.Contains(shown.out, "Hello") {
			t.Errorf("%s, its page:\n%s", reason, shown.out)
		}
		r := d.types("requests", "new", id, "--channel", "portal", "--title", "Mail is slow", "--description", "Since eight", "--product", "Exchange Online")
		if r.code == command.ExitDone || !strings.Contains(r.err, why["message"].(string)) && reason != "ended" || !strings.Contains(r.err, "tenantry customer "+id) {
			t.Errorf("%s, a request: exit %d\n%s", reason, r.code, r.err)
		}
	}
	if doctor := d.types("doctor"); !strings.Contains(doctor.out, "without delegated access") {
		t.Errorf("the doctor does not count them:\n%s", doctor.out)
	}
}

// A list that lost a third at once is not believed: nobody is removed until it is confirmed.
func TestAListThatCollapsedRemovesNobodyUntilItIsConfirmed(t *testing.T) {
	d := newDesk(t)
	d.startCloud(30)
	d.signIn()
	d.syncs()
	before := d.reads("customers")["total"].(float64)
	d.happens(simcloud.Event{Kind: "customer-leaves", Customers: 15})
	r := d.types("sync")
	if r.code != command.ExitPart || !strings.Contains(r.out, "tenantry sync --confirm-removals") {
		t.Errorf("exit %d\n%s\n%s", r.code, r.out, r.err)
	}
	unlisted := 0
	page := d.reads("customers")
	for _, c := range page["customers"].([]any) {
		if c.(map[string]any)["unlistedSince"] != nil {
			unlisted++
		}
	}
	if page["total"] != before || unlisted != 15 || strings.Count(d.must(d.types("customers")).out, "no longer listed") != 15 {
		t.Errorf("%v of %v, %d no longer listed", page["total"], before, unlisted)
	}
	if r := d.types("sync", "--confirm-removals"); r.code != command.ExitDone && r.code != command.ExitPart {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	if now := d.reads("customers")["total"].(float64); now != before-15 {
		t.Errorf("%v of %v are left", now, before)
	}
}
