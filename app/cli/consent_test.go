package cli

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// refusing finds the customers that have not approved the app, by whether the partner may approve it itself.
func (d *desk) refusing() (mayGrant, mayNot string) {
	d.t.Helper()
	for _, row := range d.reads("customers")["customers"].([]any) {
		p, _ := row.(map[string]any)["problem"].(map[string]any)
		if p == nil || p["kind"] != "consent" {
			continue
		}
		id := row.(map[string]any)["tenantId"].(string)
		if !strings.Contains(p["remedy"].(string), "tenantry consent "+id) {
			d.t.Errorf("the remedy names no command that helps: %v", p["remedy"])
		}
		if c := d.reads("consent", id); c["mayGrant"] == true {
			mayGrant = id
		} else {
			mayNot = id
		}
	}
	if mayGrant == "" || mayNot == "" {
		d.t.Fatalf("may grant at %q, may not at %q", mayGrant, mayNot)
	}
	return mayGrant, mayNot
}

// The command that a missing approval is answered with gives the link that the customer's administrator opens.
func TestACustomersAdministratorApprovesTheAppByTheLink(t *testing.T) {
	d := newDesk(t)
	d.startCloud(250)
	d.signIn()
	d.syncs()
	_, id := d.refusing()
	r := d.must(d.types("consent", id))
	link, letter, _ := strings.Cut(r.out, "\n")
	u, err := url.Parse(link)
	if err != nil || !strings.HasPrefix(link, d.at.Login+"/"+id+"/v2.0/adminconsent?") || u.Query().Get("client_id") != simcloud.ClientID ||
		u.Query().Get("scope") != d.at.Graph+"/.default" || u.Query().Get("redirect_uri") != "http://localhost" {
		t.Fatalf("link %q", link)
	}
	if !strings.Contains(letter, link) || !strings.Contains(letter, simcloud.Username) || strings.Contains(r.err, "--grant") {
		t.Errorf("%s\n%s", letter, r.err)
	}
	if fr := d.must(d.types("--language", "fr", "consent", id)).out; !strings.Contains(fr, "Bonjour") || !strings.Contains(fr, link) {
		t.Errorf("%s", fr)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Get(link)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if !strings.Contains(res.Header.Get("Location"), "admin_consent=True") {
		t.Fatalf("%d %v", res.StatusCode, res.Header)
	}
	if d.must(d.types("sync", "--customer", id)); d.problemOf(id) != nil {
		t.Errorf("after the approval: %v", d.problemOf(id))
	}
}

func TestThePartnerApprovesTheAppItselfWhereItsRolePermits(t *testing.T) {
	d := newDesk(t)
	d.startCloud(250)
	d.signIn()
	d.syncs()
	may, mayNot := d.refusing()
	if r := d.types("consent", may); !strings.Contains(r.err, "tenantry consent "+may+" --grant") {
		t.Errorf("the way that is open is not named: %s", r.err)
	}
	if r := d.must(d.types("consent", may, "--grant")); d.problemOf(may) != nil || !strings.Contains(r.out, "approved") {
		t.Errorf("%s, then %v", r.out, d.problemOf(may))
	}
	d.must(d.types("consent", may, "--grant")) // it is approved already: that is no failure
	before := d.cloud.State().Requests
	r := d.types("consent", mayNot, "--grant")
	if r.code != command.ExitError || !strings.Contains(r.err, "tenantry consent "+mayNot) || !strings.Contains(r.err, "role") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	if d.problemOf(mayNot)["kind"] != "consent" || len(before) != len(d.cloud.State().Requests) {
		t.Error("it was tried all the same")
	}
}
