package partnercenter

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
)

func TestNumbersStandForSeverityAndStatus(t *testing.T) {
	for in, want := range map[string][2]string{
		`"severity":0,"status":1`:                           {"unknown", "open"},
		`"severity":"1","status":"2"`:                       {"critical", "closed"},
		`"severity":2,"status":3`:                           {"moderate", "attention_needed"},
		`"severity":"Minimal","status":"AttentionNeeded"`:   {"minimal", "attention_needed"},
		`"severity":"CRITICAL","status":"attention_needed"`: {"critical", "attention_needed"},
		`"severity":null`:                                   {"unknown", "none"},
		`"severity":7,"status":"Waiting"`:                   {"7", "waiting"},
	} {
		c, _ := serve(t, always(`{"items":[{"id":1,`+in+`}]}`))
		got, err := c.CustomerRequests(t.Context(), customerID)
		if err != nil || len(got) != 1 || got[0].ID != "1" || got[0].Severity != want[0] || got[0].Status != want[1] {
			t.Errorf("%s: %+v %v", in, got, err)
		}
	}
}

func TestTheListOfAllIsMissingWhereItDoesNotNameTheCustomers(t *testing.T) {
	for name, body := range map[string]string{
		"no organisation": `{"items":[{"id":"1"}]}`,
		"no tenant id":    `{"items":[{"id":"1","organization":{"id":"4711","name":"Contoso"}}]}`,
		"no such list":    ``,
	} {
		c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			if body == "" {
				w.WriteHeader(404)
			}
			_, _ = w.Write([]byte(body))
		})
		if got, err := c.Requests(t.Context()); fault.KindOf(err) != fault.Missing || got != nil {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
}

func TestTheListOfAllIsKeptApartByCustomer(t *testing.T) {
	c, _ := serve(t, always(`{"items":[{"id":"1","organization":{"id":"EEBD1B55-5360-4438-A11D-5C06918C3014"}},
		{"id":"2","organization":{"id":"00000000-0000-0000-0000-000000000002"}},{"id":"3","organization":{"id":"eebd1b55-5360-4438-a11d-5c06918c3014"}}]}`))
	got, err := c.Requests(t.Context())
	if err != nil || len(got) != 2 || len(got[customerID]) != 2 || got[customerID][1].ID != "3" {
		t.Error(got, err)
	}
}

// fullPage is a page of requests from number first on.
func fullPage(first, n int) string {
	var items []string
	for i := range n {
		items = append(items, fmt.Sprintf(`{"id":"%d"}`, first+i))
	}
	return `{"items":[` + strings.Join(items, ",") + `]}`
}

func TestFullPagesAreFollowedByTheirOffset(t *testing.T) {
	c, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("offset") == "" {
			_, _ = w.Write([]byte(fullPage(0, 1000)))
			return
		}
		_, _ = w.Write([]byte(fullPage(1000, 5)))
	})
	got, err := c.CustomerRequests(t.Context(), customerID)
	if err != nil || len(got) != 1005 {
		t.Fatal(len(got), err)
	}
	path := "/v1/customers/" + string(customerID) + "/servicerequests?size=1000"
	if d := cmp.Diff([]string{path, path + "&offset=1000", path + "&offset=1005"}, asked.urls()); d != "" {
		t.Error(d)
	}
}

// A service may give fewer at once than it is asked for, and what it says at the end may be a refusal.
func TestAPageThatIsNotFullNeedNotBeTheLast(t *testing.T) {
	for name, end := range map[string]string{"nothing more": `{"items":[]}`, "the last again": fullPage(200, 50), "400": `{"code":3000}`, "404": `{}`} {
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
			switch status, err := strconv.Atoi(name); {
			case offset < 250:
				_, _ = w.Write([]byte(fullPage(offset, min(100, 250-offset))))
			case err == nil:
				w.WriteHeader(status)
				fallthrough
			default:
				_, _ = w.Write([]byte(end))
			}
		})
		if got, err := c.CustomerRequests(t.Context(), customerID); err != nil || len(got) != 250 {
			t.Errorf("%s: %d, %v", name, len(got), err)
		}
	}
}

func TestAPageThatLosesItemsHidesNoneOfTheNextOnes(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
		items := []string{`{"id":"1"}`, `7`, `{"id":"3"}`, `{"id":"4"}`, `8`}
		_, _ = w.Write([]byte(`{"items":[` + strings.Join(items[min(offset, 5):min(offset+2, 5)], ",") + `]}`))
	})
	got, err := c.CustomerRequests(t.Context(), customerID)
	if !fault.IsPartial(err) || len(got) != 3 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestAFailureLaterOnIsNoEnd(t *testing.T) {
	for status, full := range map[int]int{503: 5, 400: 1000} {
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Has("offset") {
				w.WriteHeader(status)
				return
			}
			_, _ = w.Write([]byte(fullPage(0, full)))
		})
		if _, err := c.CustomerRequests(t.Context(), customerID); err == nil || fault.IsPartial(err) {
			t.Errorf("%d after %d: %v", status, full, err)
		}
	}
}

func TestAServiceThatIgnoresTheOffsetIsNotAskedForEver(t *testing.T) {
	c, asked := serve(t, always(fullPage(0, 1000)))
	got, err := c.CustomerRequests(t.Context(), customerID)
	if err != nil || len(got) != 1000 || len(asked.asked) != 2 {
		t.Error(len(got), err, len(asked.asked))
	}
}

func TestARequestIsReadByItsOwnNumberOnly(t *testing.T) {
	for _, id := range []string{"", "..", "1/2", "1 2", "1?x", "%2e"} {
		c, asked := serve(t, always(`{}`))
		if _, err := c.Request(t.Context(), customerID, id); fault.KindOf(err) != fault.Invalid || len(asked.asked) != 0 {
			t.Errorf("%q: %v", id, err)
		}
	}
	c, asked := serve(t, always(`{"id":"1002"}`))
	if _, err := c.Request(t.Context(), customerID, "1001"); fault.KindOf(err) != fault.Upstream || asked.urls()[0] != "/v1/servicerequests/1001" {
		t.Error(err, asked.urls())
	}
}
