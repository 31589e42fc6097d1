package azuresupport

import (
	"io"
	"net/http"
	"testing"

	"tenantry/backend/fault"
)

func TestAChangeSendsWhatIsToBeAndBelievesTheTicketAlone(t *testing.T) {
	for name, c := range map[string]struct {
		change Change
		answer string
		body   string
		kind   fault.Kind // of the failure, which is unsure; empty: it was made
	}{
		"closed":       {Change{Status: "closed"}, `{"name":"key","properties":{"status":"Closed"}}`, `{"status":"closed"}`, ""},
		"graded anew":  {Change{Severity: "critical"}, `{"name":"key","properties":{"status":"Open","severity":"Critical"}}`, `{"severity":"critical"}`, ""},
		"as it was":    {Change{Status: "closed"}, `{"name":"key","properties":{"status":"Open"}}`, `{"status":"closed"}`, fault.Upstream},
		"another one":  {Change{Status: "closed"}, `{"name":"other","properties":{"status":"Closed"}}`, `{"status":"closed"}`, fault.Upstream},
		"a hotel page": {Change{Status: "closed"}, `<html>`, `{"status":"closed"}`, fault.Upstream},
	} {
		client, asked := serve(t, func(w http.ResponseWriter, _ *http.Request) error {
			_, err := io.WriteString(w, c.answer)
			return err
		})
		resource := "/subscriptions/11111111-2222-4333-8444-555555555555/providers/Microsoft.Support/supportTickets/key"
		err := client.ChangeTicket(t.Context(), tenant, resource, c.change)
		f, _ := fault.As(err)
		if c.kind == "" && err != nil || c.kind != "" && (f == nil || f.Kind != c.kind || !f.Unsure) ||
			len(asked.asked) != 1 || asked.asked[0].method != http.MethodPatch || string(asked.asked[0].body) != c.body {
			t.Errorf("%s: %v, asked\n%s", name, err, asked.calls())
		}
	}
}
