package cli

import (
	"net/url"
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// problemOf is the problem of a customer in a list of all.
func (d *desk) problemOf(id string) map[string]any {
	d.t.Helper()
	for _, c := range d.reads("customers")["customers"].([]any) {
		if c := c.(map[string]any); c["tenantId"] == id {
			p, _ := c["problem"].(map[string]any)
			return p
		}
	}
	d.t.Fatalf("%s is not listed", id)
	return nil
}

// syncs brings the cache up to date, whatever is in the way at some customers.
func (d *desk) syncs(args ...string) result {
	d.t.Helper()
	r := d.types(append([]string{"sync"}, args...)...)
	if r.code != command.ExitDone && r.code != command.ExitPart {
		d.t.Fatalf("exit %d %s", r.code, r.err)
	}
	return r
}

// A customer that wants to see more than the sign-in shows is said to, with a command that works as printed: it
// signs in at that tenant with the challenge, and the customer is read.
func TestACustomersDemandIsMetByTheCommandThatIsPrinted(t *testing.T) {
	d := newDesk(t)
	d.startCloud(12)
	d.signIn()
	d.syncs()
	id := d.customer()
	for _, c := range []struct{ event, claims string }{{"mfa-demanded", "capolids"}, {"claims-challenge", "nbf"}} {
		d.happens(simcloud.Event{Kind: c.event, TenantID: id})
		d.happens(simcloud.Event{Kind: "token-expires"})
		r := d.syncs("--full")
		_, remedy, _ := strings.Cut(r.out, "tenantry login --customer ")
		if named, _, _ := strings.Cut(remedy, "\n"); named != id {
			t.Fatalf("%s: the remedy names %q, not %s:\n%s", c.event, named, id, r.out)
		}
		if p := d.problemOf(id); p["kind"] != "signin" || p["remedyKey"] != "sign-in-at-customer" {
			t.Errorf("%s: %v", c.event, p)
		}
		address, err := url.Parse(d.signInWith("login", "--customer", id, "--no-browser"))
		if err != nil {
			t.Fatal(err)
		}
		if q := address.Query(); !strings.HasPrefix(address.Path, "/"+id+"/") || !strings.Contains(q.Get("claims"), c.claims) || q.Get("login_hint") != simcloud.Username {
			t.Errorf("%s: signed in at %s", c.event, address)
		}
		if p := d.problemOf(id); p != nil {
			t.Errorf("%s: after the sign-in: %v", c.event, p)
		}
	}
	d.happens(simcloud.Event{Kind: "claims-challenge", TenantID: id})
	d.types("sync", "--customer", id) // that customer alone: exit 4
	out := d.must(d.types("login", "--customer", id, "--device-code", "--json")).document(t)
	if out["customer"] != id || out["tenantId"] != simcloud.TenantID || out["sync"].(map[string]any)["customers"].(map[string]any)["synced"] != 1.0 {
		t.Errorf("%v", out)
	}
	if r := d.types("login", "--customer", id, "--tenant", "x"); r.code != command.ExitUse {
		t.Errorf("exit %d", r.code)
	}
}

// What the partner's own tenant, or Partner Center, wants to see is carried by the next plain login.
func TestAChallengeAtHomeIsCarriedByTheNextLogin(t *testing.T) {
	d := newDesk(t)
	d.startCloud(12)
	d.signIn()
	d.syncs()
	for event, claims := range map[string]string{"claims-challenge": `"nbf"`, "mfa-required": `"values":["mfa"]`} {
		d.happens(simcloud.Event{Kind: event})
		d.happens(simcloud.Event{Kind: "token-expires"})
		r := d.types("sync", "--full")
		if !strings.Contains(r.out+r.err, "sign in again: tenantry login") {
			t.Errorf("%s: exit %d, no remedy in\n%s%s", event, r.code, r.out, r.err)
		}
		address := d.signInWith("login", "--no-browser")
		if u, err := url.Parse(address); err != nil || !strings.Contains(u.Query().Get("claims"), claims) {
			t.Errorf("%s: signed in at %s", event, address)
		}
		if r := d.syncs("--full"); strings.Contains(r.out+r.err, "tenantry login\n") {
			t.Errorf("%s: after the sign-in\n%s%s", event, r.out, r.err)
		}
		if u, _ := url.Parse(d.signInWith("login", "--no-browser")); u.Query().Has("claims") {
			t.Errorf("%s: the challenge is answered twice", event)
		}
	}
}
