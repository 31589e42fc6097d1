package partnercenter

import (
	"strings"
	"testing"

	"tenantry/backend/fault"
)

func TestAnUnreadableItemLosesThatItem(t *testing.T) {
	for name, list := range map[string]struct {
		item string
		read func(*Client) (int, error)
	}{
		"customers": {customerNo(1), func(c *Client) (int, error) { v, err := c.Customers(t.Context()); return len(v), err }},
		"subscriptions": {`{"id":"s","friendlyName":"E3","status":"active"}`,
			func(c *Client) (int, error) { v, err := c.Subscriptions(t.Context(), customerID); return len(v), err }},
		"portals": {`{"name":"Exchange","links":{"adminService":{"uri":"https://admin.test/"}}}`,
			func(c *Client) (int, error) { v, err := c.ManagedServices(t.Context(), customerID); return len(v), err }},
		"a customer's requests": {`{"id":"1001","title":"T"}`,
			func(c *Client) (int, error) {
				v, err := c.CustomerRequests(t.Context(), customerID)
				return len(v), err
			}},
		"all requests": {`{"id":"1001","title":"T","organization":{"id":"` + string(customerID) + `"}}`,
			func(c *Client) (int, error) { v, err := c.Requests(t.Context()); return len(v[customerID]), err }},
	} {
		for _, bad := range []string{`null`, `"x"`, `{"id":{},"name":{}}`} {
			c, _ := serve(t, always(`{"totalCount":2,"items":[`+bad+`,`+list.item+`]}`))
			if n, err := list.read(c); n != 1 || !fault.IsPartial(err) || !strings.Contains(err.Error(), "1 item could not be read") {
				t.Errorf("%s with %s: %d, %v", name, bad, n, err)
			}
			c, _ = serve(t, always(`{"totalCount":2,"items":[`+bad+`]}`))
			if n, err := list.read(c); n != 0 || err == nil || fault.IsPartial(err) && name != "customers" {
				t.Errorf("%s with nothing but %s: %d, %v", name, bad, n, err)
			}
		}
		c, asked := serve(t, always(`{"items":[`+list.item+`],"links":{"next":{"uri":"/customers?size=1"}}}`))
		if n, err := list.read(c); n == 0 || !fault.IsPartial(err) || len(asked.asked) > 4 {
			t.Errorf("%s in a circle: %d after %d requests, %v", name, n, len(asked.asked), err)
		}
	}
}

func TestWhoHasNoRelationshipToThePartnerIsNoCustomer(t *testing.T) {
	related := func(n int, to string) string {
		return strings.TrimSuffix(customerNo(n), "}") + `,"relationshipToPartner":"` + to + `"}`
	}
	c, _ := serve(t, always(`{"items":[`+related(1, "reseller")+`,`+related(2, "none")+`,`+related(3, "None")+`,`+customerNo(4)+`]}`))
	if got, err := c.Customers(t.Context()); err != nil || len(got) != 2 || got[1].Name != "C4" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestAnUnreadableNoteLosesThatNote(t *testing.T) {
	for bad, want := range map[string]bool{`null`: true, `7`: true, `{"text":[],"createdDate":{}}`: true, `{"text":"Hi"}`: false} {
		c, _ := serve(t, always(`{"id":"1001","title":"T","notes":[`+bad+`,{"text":"Hello"}]}`))
		r, err := c.Request(t.Context(), customerID, "1001")
		if n := len(r.Notes); err != nil || r.NotesIncomplete != want || n == 0 || r.Notes[n-1].Text != "Hello" || r.NotesAt.IsZero() {
			t.Errorf("%s: %+v, %v", bad, r, err)
		}
	}
}
