package cli

import (
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// Azure takes a ticket on, 202, and its operation fails: the cause is Microsoft's, nothing is lost, and the way out that
// is printed works as it is printed.
func TestATicketThatIsRefusedInItsOperationSaysWhyAndGoesOverThePortal(t *testing.T) {
	d := requestsDesk(t)
	tenant, flags := d.azure()
	for code, want := range map[string]string{"": "only under a paid support plan", "QuotaNotAvailable": "QuotaNotAvailable"} {
		d.happens(simcloud.Event{Kind: "ticket-refused", TenantID: tenant, Code: code})
		id := d.writes(append([]string{tenant, "--title", "The gateway restarts " + code, "--description", "Since nine."}, flags...)...)
		other := d.writes(append([]string{tenant, "--title", "Backups fail " + code, "--description", "Every night."}, flags...)...)
		if r := d.types("requests", "send"); r.code != command.ExitPart {
			t.Errorf("exit %d %s", r.code, r.err)
		}
		if d.stateOf(id) != "rejected" || d.stateOf(other) != "sent" {
			t.Errorf("%s, the other one %s", d.stateOf(id), d.stateOf(other))
		}
		out := d.must(d.types("requests", "outbox")).out
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said:\n%s", want, out)
		}
		if r := d.types("requests", "send"); d.stateOf(id) != "rejected" {
			t.Errorf("it is sent again: %s", r.out)
		}
		if code == "" {
			_, advice, found := strings.Cut(out, "to file it over the portal: tenantry ")
			if !found {
				t.Fatalf("no way out:\n%s", out)
			}
			d.must(d.types(strings.Fields(advice)[:5]...))
		} else {
			d.must(d.types("requests", "edit", id, "--channel", "portal"))
		}
		h := d.must(d.types("requests", "send", id, "--no-browser", "--json")).document(t)
		if !strings.Contains(h["text"].(string), "Since nine.") || !strings.HasPrefix(h["url"].(string), "https://portal.azure.com/") {
			t.Errorf("%s", asJSON(h))
		}
	}
}
