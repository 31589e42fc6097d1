package simcloud

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"tenantry/backend/simcloud/world"
)

const consentBody = `{"applicationId":"` + ClientID + `","displayName":"An app","applicationGrants":[` +
	`{"enterpriseApplicationId":"00000003-0000-0000-c000-000000000000","scope":"Directory.Read.All,ServiceHealth.Read.All"},` +
	`{"enterpriseApplicationId":"797f4846-ba00-4fd7-ba43-dac1f8f63013","scope":"user_impersonation"}]}`

// refusing finds a customer at Partner Center that has not approved the app, with or without a role that may do so.
func (c *client) refusing(mayConsent bool) string {
	c.t.Helper()
	_, tenant := customerWith(c.t, c.cloud, func(i int) bool {
		if c.cloud.customers.Access(i) != world.NoConsent || !c.cloud.customers.Listed(world.PartnerCenter, i) {
			return false
		}
		may := i%5 == 0 || slices.ContainsFunc(c.cloud.customers.Relationships(i), func(r world.Relationship) bool {
			return (r.Status == "active" || r.Status == "expiring") && slices.Contains(r.Roles, "158c047a-c907-4556-b7ef-446551a6b5f7")
		})
		return may == mayConsent
	})
	return tenant
}

func (c *client) consents(tenant, method, path, body string) reply {
	c.t.Helper()
	return c.call(TenantID, PartnerCenter, method, "/customers/"+tenant+"/applicationconsents"+path, body, "Content-Type", "application/json")
}

func TestAnAppIsApprovedThroughPartnerCenter(t *testing.T) {
	c := newClient(t, "consent-mess", Options{AutoApprove: true})
	c.signIn()
	tenant := c.refusing(true)
	for what, body := range map[string]string{
		"no JSON": "x", "an unknown field": strings.Replace(consentBody, "displayName", "name", 1), "no name": strings.Replace(consentBody, "An app", "", 1),
		"another app": strings.Replace(consentBody, ClientID, "00000000-0000-4000-8000-000000000001", 1), "blanks in the scope": strings.Replace(consentBody, ",Service", " Service", 1),
		"an unknown resource": strings.Replace(consentBody, "797f4846", "00000000", 1), "no grants": `{"applicationId":"` + ClientID + `","displayName":"An app","applicationGrants":[]}`,
	} {
		if r := c.consents(tenant, "POST", "", body); r.status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", what, r.status, r.body)
		}
	}
	if n, _ := c.aadsts(c.redeem(tenant, c.scope(Graph))); n != 65001 {
		t.Errorf("before: AADSTS%d", n)
	}
	c.want(c.consents(tenant, "POST", "", consentBody), http.StatusCreated)
	c.want(c.graph(tenant, "/organization"), 200)
	if r := c.want(c.consents(tenant, "POST", "", consentBody), http.StatusConflict); !strings.Contains(string(r.body), "Permission entry already exists") {
		t.Errorf("%s", r.body)
	}
	c.want(c.consents(tenant, "DELETE", "/"+ClientID, ""), http.StatusNoContent)
	if n, _ := c.aadsts(c.redeem(tenant, c.scope(Graph))); n != 65001 {
		t.Errorf("withdrawn: AADSTS%d", n)
	}
	without := c.refusing(false)
	if m := c.want(c.consents(without, "POST", "", consentBody), http.StatusForbidden).json(t); m["code"] != "900150" {
		t.Errorf("without the role: %v", m)
	}
	c.want(c.consents("99999999-0000-4000-8000-000000000000", "POST", "", consentBody), http.StatusNotFound)
}

func TestACustomersAdministratorApprovesTheApp(t *testing.T) {
	c := newClient(t, "consent-mess", Options{})
	tenant := c.refusing(false)
	link := c.cloud.Endpoints().Login + "/" + tenant + "/v2.0/adminconsent?client_id=" + ClientID + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&redirect_uri=http%3A%2F%2Flocalhost"
	if r := c.want(c.do(c.request("GET", link, "")), 200); !strings.Contains(string(r.body), "Accept") {
		t.Errorf("%s", r.body)
	}
	for _, wrong := range []string{strings.Replace(link, ClientID, "x", 1), strings.Replace(link, tenant, "x", 1), strings.Replace(link, "scope=", "s=", 1)} {
		c.want(c.do(c.request("GET", wrong, "")), http.StatusBadRequest)
	}
	access := func() world.Access {
		i, _ := c.cloud.world.Lookup(tenant)
		return c.cloud.customers.Access(i)
	}
	if r := c.want(c.form(link, map[string][]string{"answer": {"cancel"}}), http.StatusFound); !strings.Contains(r.header.Get("Location"), "access_denied") || access() != world.NoConsent {
		t.Errorf("declined: %v", r.header)
	}
	if r := c.want(c.form(link, map[string][]string{"answer": {"accept"}}), http.StatusFound); !strings.Contains(r.header.Get("Location"), "admin_consent=True") || access() != world.Open {
		t.Errorf("accepted: %v", r.header)
	}
}
