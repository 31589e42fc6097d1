package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// requestsDesk is a desk that has signed in and synced.
func requestsDesk(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.startCloud(40)
	d.signIn()
	if r := d.types("sync"); r.code != command.ExitDone && r.code != command.ExitPart {
		t.Fatalf("exit %d %s", r.code, r.err)
	}
	return d
}

func (d *desk) happens(e simcloud.Event) {
	d.t.Helper()
	if err := d.cloud.Do(e); err != nil {
		d.t.Fatal(err)
	}
}

// hasOutage signs in at a cloud of so many customers and reads them, then EX900001, which some of them have.
func (d *desk) hasOutage(customers, hit int) {
	d.t.Helper()
	d.startCloud(customers)
	d.signIn()
	_ = d.types("sync", "--json")
	d.happens(simcloud.Event{Kind: "outage-starts", Service: "Exchange", Customers: hit, Issue: "EX900001", Title: "Nobody gets mail"})
	_ = d.types("sync", "--full", "--json")
}

// customer finds a customer that can be read in full and has no Azure; its tenant id.
func (d *desk) customer() string {
	d.t.Helper()
	for _, c := range d.must(d.types("customers", "--json")).document(d.t)["customers"].([]any) {
		c := c.(map[string]any)
		if c["problem"] == nil && c["openRequests"] != nil && c["delegationEnds"] != nil {
			return c["tenantId"].(string)
		}
	}
	d.t.Fatal("no customer can be read in full")
	return ""
}

// azure finds a customer in whose subscription a ticket can be opened, and gives the flags that choose one.
func (d *desk) azure() (tenant string, flags []string) {
	d.t.Helper()
	for _, c := range d.must(d.types("customers", "--json")).document(d.t)["customers"].([]any) {
		c := c.(map[string]any)
		if c["problem"] != nil {
			continue
		}
		tenant = c["tenantId"].(string)
		flags := []string{"--channel", "azure", "--contact", "Ada Lovelace", "--contact-mail", "ada@partner.example"}
		for range 4 {
			r := d.types(append([]string{"requests", "new", tenant, "--title", "a try", "--description", "a try", "--json"}, flags...)...)
			doc := r.document(d.t)
			d.must(d.types("requests", "cancel", doc["localId"].(string), "--delete"))
			if r.code == command.ExitDone {
				return tenant, flags
			}
			choices, _ := doc["choices"].([]any)
			if len(choices) == 0 {
				break
			}
			flags = append(flags, "--"+doc["flag"].(string), choices[0].(map[string]any)["id"].(string))
		}
	}
	d.t.Fatal("no customer has Azure")
	return "", nil
}

// writes queues a request and gives its local id.
func (d *desk) writes(args ...string) string {
	d.t.Helper()
	id, _, _ := strings.Cut(d.must(d.types(append([]string{"requests", "new"}, args...)...)).out, "\n")
	if !strings.HasPrefix(id, "TNT-") {
		d.t.Fatalf("the first line is no local id but %q", id)
	}
	return id
}

// outgoing is one entry of the outbox.
func (d *desk) outgoing(localID string) map[string]any {
	d.t.Helper()
	for _, i := range d.must(d.types("requests", "outbox", "--json")).document(d.t)["requests"].([]any) {
		if i := i.(map[string]any); i["localId"] == localID {
			return i
		}
	}
	d.t.Fatalf("%s is not in the outbox", localID)
	return nil
}

func (d *desk) stateOf(localID string) string {
	d.t.Helper()
	return d.outgoing(localID)["state"].(string)
}

// listed finds a request in the list by its number or local id.
func (d *desk) listed(id string, args ...string) map[string]any {
	d.t.Helper()
	page := d.must(d.types(append([]string{"requests", "list", "--json"}, args...)...)).document(d.t)
	rows := page["requests"].([]any)
	i := slices.IndexFunc(rows, func(r any) bool { return r.(map[string]any)["id"] == id || r.(map[string]any)["localId"] == id })
	if i < 0 {
		d.t.Fatalf("%s is not in the list", id)
	}
	return rows[i].(map[string]any)
}

// openRequest is a request that Microsoft has already.
func (d *desk) openRequest() (tenant, number string) {
	d.t.Helper()
	page := d.must(d.types("requests", "list", "--state", "open", "--json")).document(d.t)
	for _, r := range page["requests"].([]any) {
		if r := r.(map[string]any); r["id"] != "" && r["localId"] == "" {
			return r["tenantId"].(string), r["id"].(string)
		}
	}
	d.t.Fatal("no request is open")
	return "", ""
}

func asJSON(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}
