package simcloud

import (
	"encoding/json"
	"strings"
	"testing"

	"tenantry/backend/simcloud/world"
)

// The versions of the two APIs, and where the catalogue is.
const (
	subscriptionsVersion = "2022-12-01"
	supportVersion       = "2024-04-01"
	supportServices      = "/providers/Microsoft.Support/services/"
)

// azure asks Azure in a tenant's name. Writes carry the partner's token, too.
func (c *client) azure(tenant, method, path, body string, header ...string) reply {
	c.t.Helper()
	if !strings.Contains(path, "api-version") {
		path += "?api-version=" + supportVersion
	}
	if method != "GET" {
		header = append(header, "x-ms-authorization-auxiliary", "Bearer "+c.bearer(TenantID, Azure))
	}
	return c.call(tenant, Azure, method, path, body, header...)
}

// azureCustomer finds a customer that may be helped and has a subscription in a state, under a plan that lets
// programs open tickets.
func (c *client) azureCustomer(state string) (tenant, support string) {
	c.t.Helper()
	w := c.cloud.world
	i, tenant := customerWith(c.t, c.cloud, func(i int) bool {
		s := w.AzureSubscriptions(i)
		return len(s) > 0 && s[0].State == state && s[0].Paid() && c.cloud.customers.Access(i) == world.Open
	})
	return tenant, "/subscriptions/" + w.AzureSubscriptions(i)[0].ID + "/providers/Microsoft.Support"
}

// ticketBody is a good ticket; change may spoil it.
func ticketBody(change func(properties map[string]any)) string {
	s := world.AzureServices[0]
	p := map[string]any{"serviceId": supportServices + s.ID, "problemClassificationId": supportServices + s.ID + "/problemClassifications/" + s.Problems[1].ID,
		"title": "VM is down", "description": "Since nine o'clock.", "severity": "moderate", "advancedDiagnosticConsent": "No",
		"contactDetails": map[string]any{"firstName": "Ada", "lastName": "Byron", "primaryEmailAddress": "ada@contoso.com", "preferredContactMethod": "email",
			"preferredTimeZone": "Romance Standard Time", "preferredSupportLanguage": "en-US", "country": "fra"}}
	if change != nil {
		change(p)
	}
	b, err := json.Marshal(map[string]any{"properties": p})
	if err != nil {
		panic(err)
	}
	return string(b)
}

func azureCode(t *testing.T, r reply) string {
	t.Helper()
	e, _ := r.json(t)["error"].(map[string]any)
	code, _ := e["code"].(string)
	if message, _ := e["message"].(string); message == "" {
		t.Errorf("no message in %s", r.body)
	}
	return code
}

func TestAzureTokensAreIssuedPerTenantByEitherName(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, _ := c.azureCustomer("Enabled")
	for _, base := range []string{c.cloud.Endpoints().Azure, "https://management.azure.com", "797f4846-ba00-4fd7-ba43-dac1f8f63013"} {
		for _, name := range []string{"/.default", "/user_impersonation"} {
			c.token[tenant+" azure"], _ = c.want(c.redeem(tenant, base+name), 200).json(t)["access_token"].(string)
			c.want(c.azure(tenant, "GET", "/subscriptions?api-version="+subscriptionsVersion, ""), 200)
		}
	}
	c.want(c.azure(tenant, "GET", "https://management.azure.com/subscriptions?api-version="+subscriptionsVersion, ""), 200)
	c.token[tenant+" azure"] = c.bearer(tenant, Graph)
	if code := azureCode(t, c.want(c.azure(tenant, "GET", "/subscriptions", ""), 401)); code != "InvalidAuthenticationToken" {
		t.Errorf("a token of Graph: %s", code)
	}
	for access, want := range map[world.Access]int{world.NoConsent: 65001, world.Blocked: 53003, world.Expired: 50020} {
		_, tenant := customerWith(t, c.cloud, func(i int) bool { return c.cloud.customers.Access(i) == access })
		if n, _ := c.aadsts(c.redeem(tenant, c.scope(Azure))); n != want {
			t.Errorf("access %d: AADSTS%d, want %d", access, n, want)
		}
	}
}

func TestSubscriptionsAreThoseOfTheTokensTenant(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	w, seen := c.cloud.world, map[int]bool{}
	for i := range w.Len() {
		if a := c.cloud.customers.Access(i); len(seen) == 3 || a != world.Open && a != world.NoRole {
			continue
		}
		m := c.want(c.azure(w.ID(i), "GET", "/subscriptions?api-version="+subscriptionsVersion, ""), 200).json(t)
		rows := m["value"].([]any)
		seen[len(rows)] = true
		if len(rows) != len(w.AzureSubscriptions(i)) || m["nextLink"] != nil {
			t.Errorf("customer %d: %d subscriptions, want %d", i, len(rows), len(w.AzureSubscriptions(i)))
		}
		for k, row := range rows {
			want := w.AzureSubscriptions(i)[k]
			if r := row.(map[string]any); r["id"] != "/subscriptions/"+want.ID || r["subscriptionId"] != want.ID || r["tenantId"] != w.ID(i) || r["displayName"] != want.Name || r["state"] != want.State {
				t.Errorf("row %v, want %v", r, want)
			}
		}
	}
	if len(seen) != 3 {
		t.Errorf("numbers of subscriptions %v, want 0, 1 and 2", seen)
	}
	if rows := c.want(c.azure(TenantID, "GET", "/subscriptions?api-version="+subscriptionsVersion, ""), 200).json(t)["value"].([]any); len(rows) != 0 {
		t.Errorf("the partner's own tenant has %d subscriptions", len(rows))
	}
	tenant, _ := c.azureCustomer("Enabled")
	for path, code := range map[string]string{"/subscriptions?": "MissingApiVersionParameter", "/subscriptions?api-version=1999-01-01": "InvalidApiVersionParameter"} {
		if got := azureCode(t, c.want(c.call(tenant, Azure, "GET", path, ""), 400)); got != code {
			t.Errorf("%s: %s", path, got)
		}
	}
	c.happen(Event{Kind: "subscription-gone", TenantID: tenant})
	if rows := c.azure(tenant, "GET", "/subscriptions?api-version="+subscriptionsVersion, "").json(t)["value"].([]any); len(rows) != 0 {
		t.Errorf("after they are gone: %d", len(rows))
	}
}

func TestTheCatalogueHoldsTogether(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, _ := c.azureCustomer("Enabled")
	rows := c.want(c.azure(tenant, "GET", "/providers/Microsoft.Support/services", ""), 200).json(t)["value"].([]any)
	ids, single := map[string]bool{}, 0
	for _, row := range rows {
		s := row.(map[string]any)
		id := s["id"].(string)
		one := c.want(c.azure(tenant, "GET", id, ""), 200).json(t)
		problems := c.want(c.azure(tenant, "GET", id+"/problemClassifications", ""), 200).json(t)["value"].([]any)
		if len(problems) == 1 {
			single++
		}
		if one["name"] != s["name"] || s["properties"].(map[string]any)["displayName"] == "" || len(problems) == 0 || len(problems) > 6 {
			t.Errorf("service %v: %d classifications", s, len(problems))
		}
		for _, p := range problems {
			p := p.(map[string]any)
			if !strings.HasPrefix(p["id"].(string), id+"/problemClassifications/") || p["properties"].(map[string]any)["displayName"] == "" || ids[p["name"].(string)] {
				t.Errorf("classification %v of %s", p, id)
			}
			ids[p["name"].(string)] = true
			c.want(c.azure(tenant, "GET", p["id"].(string), ""), 200)
		}
		ids[s["name"].(string)] = true
	}
	if len(rows) < 10 || single != 1 {
		t.Errorf("%d services, %d with one classification", len(rows), single)
	}
	for _, path := range []string{"x", "x/problemClassifications", world.AzureServices[0].ID + "/problemClassifications/x"} {
		c.want(c.azure(tenant, "GET", supportServices+path, ""), 404)
	}
}

func TestWhoMayOpenATicket(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	w := c.cloud.world
	tenant, support := c.azureCustomer("Enabled")
	put := func(tenant, support string, header ...string) reply {
		t.Helper()
		return c.call(tenant, Azure, "PUT", support+"/supportTickets/one?api-version="+supportVersion, ticketBody(nil), header...)
	}
	refused := func(r reply, status int, code string) {
		t.Helper()
		if got := azureCode(t, c.want(r, status)); got != code {
			t.Errorf("code %s, want %s", got, code)
		}
	}
	const aux = "x-ms-authorization-auxiliary"
	refused(put(tenant, support), 403, "AuthorizationFailed")
	refused(put(tenant, support, aux, "Bearer x"), 401, "InvalidAuxiliaryTokens")
	refused(put(tenant, support, aux, "Bearer "+c.bearer(tenant, Azure)), 401, "InvalidAuxiliaryTokens")
	refused(put(tenant, support, aux, "Bearer "+c.bearer(TenantID, Graph)), 401, "InvalidAuxiliaryTokens")
	refused(c.azure(tenant, "PUT", strings.Replace(support, "/subscriptions/", "/subscriptions/0", 1)+"/supportTickets/one", ticketBody(nil)), 404, "SubscriptionNotFound")
	refused(c.azure(TenantID, "PUT", support+"/supportTickets/one", ticketBody(nil)), 401, "InvalidAuthenticationTokenTenant")
	off, offSupport := c.azureCustomer("Disabled")
	refused(c.azure(off, "PUT", offSupport+"/supportTickets/one", ticketBody(nil)), 409, "ReadOnlyDisabledSubscription")
	c.want(c.azure(off, "GET", offSupport+"/supportTickets", ""), 200)
	i, noRole := customerWith(t, c.cloud, func(i int) bool {
		return c.cloud.customers.Access(i) == world.NoRole && len(w.AzureSubscriptions(i)) > 0
	})
	refused(c.azure(noRole, "PUT", "/subscriptions/"+w.AzureSubscriptions(i)[0].ID+"/providers/Microsoft.Support/supportTickets/one", ticketBody(nil)), 403, "AuthorizationFailed")
	c.happen(Event{Kind: "delegation-expires", TenantID: tenant})
	refused(c.azure(tenant, "PUT", support+"/supportTickets/one", ticketBody(nil)), 403, "AuthorizationFailed")
	c.happen(Event{Kind: "delegation-restored", TenantID: tenant})
	c.happen(Event{Kind: "throttle", Service: "azure", Seconds: 7})
	if r := c.want(c.azure(tenant, "GET", support+"/supportTickets", ""), 429); r.header.Get("Retry-After") != "7" {
		t.Errorf("Retry-After %q", r.header.Get("Retry-After"))
	}
	c.happen(Event{Kind: "server-error", Service: "azure"})
	refused(c.azure(tenant, "PUT", support+"/supportTickets/one", ticketBody(nil)), 503, "ServiceUnavailable")
	if made := c.cloud.State().Tickets; len(made) != 0 {
		t.Errorf("made %v", made)
	}
	c.want(c.azure(tenant, "PUT", support+"/supportTickets/one", ticketBody(nil)), 202)
	c.happen(Event{Kind: "subscription-gone", TenantID: tenant})
	refused(c.azure(tenant, "PUT", support+"/supportTickets/two", ticketBody(nil)), 404, "SubscriptionNotFound")
	refused(c.azure(tenant, "POST", support+"/supportTickets/two", ""), 405, "MethodNotAllowed")
	refused(c.azure(tenant, "GET", "/providers", ""), 404, "ResourceNotFound")
	refused(c.azure(tenant, "PUT", support+"/supportTickets/two", "x=y", "Content-Type", "application/x-www-form-urlencoded"), 415, "UnsupportedMediaType")
}
