package partnercenter

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// Grant is what an app may do at one resource in a customer's tenant.
type Grant struct {
	Resource string   // the resource's application id
	Scopes   []string // delegated permissions
}

// Consent approves an app in a customer's tenant, as the customer's administrator would (api/facts.md 2.11).
// What was approved before counts as done. The caller has to be of the AdminAgents, with a role in the
// delegation that may approve apps, see [partner.Customer.MayConsent].
func (c *Client) Consent(ctx context.Context, customer partner.TenantID, appID, name string, grants []Grant) error {
	type grant struct {
		Resource string `json:"enterpriseApplicationId"`
		Scope    string `json:"scope"`
	}
	in := struct {
		AppID  string  `json:"applicationId"`
		Grants []grant `json:"applicationGrants"`
		Name   string  `json:"displayName"`
	}{AppID: appID, Name: name}
	for _, g := range grants {
		in.Grants = append(in.Grants, grant{g.Resource, strings.Join(g.Scopes, ",")})
	}
	body, err := json.Marshal(in)
	if err != nil {
		return fault.Wrap(fault.Internal, err, "service_request_unmade")
	}
	u := c.url("customers/"+url.PathEscape(string(customer))+"/applicationconsents", "")
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return fault.Wrap(fault.Internal, err, "service_request_unmade")
	}
	introduce(req)
	req.Header.Set("Content-Type", "application/json")
	a, err := wire.Write(c.client, req)
	switch {
	case err != nil:
		return err
	case a.OK(), strings.Contains(string(a.Body), "Permission entry already exists"):
		return nil
	}
	f := refused(a, c.now())
	f.Unsure = a.MayHaveActed()
	if f.Kind == fault.Denied && f.Remedy == fault.AssignRole {
		f.Remedy = fault.ConsentRole
	}
	return f
}
