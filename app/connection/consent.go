package connection

import (
	"context"

	"tenantry/backend/cloud"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
)

// appName is the app's name in the tenants that approve it.
const appName = "Tenantry"

// consentGrants are the permissions that the program needs in a customer's tenant: what it reads there
// (api/facts.md 3.5), and Azure for its support tickets (2.10).
func consentGrants() []partnercenter.Grant {
	var grants []partnercenter.Grant
	for _, api := range []string{cloud.GraphAPI, cloud.AzureAPI} {
		g := partnercenter.Grant{Resource: api}
		for _, p := range cloud.Permissions() {
			if p.API == api && p.Customer {
				g.Scopes = append(g.Scopes, p.Scope)
			}
		}
		grants = append(grants, g)
	}
	return grants
}

// ConsentLink is where an administrator of the customer approves the app; an error where nobody is signed in.
func (a *Account) ConsentLink(customer partner.TenantID) (string, error) {
	c := a.now.Load()
	if c == nil {
		return "", a.NotSignedIn()
	}
	return c.endpoints.AdminConsent(string(customer), c.settings.ClientID).String(), nil
}

// Consent approves the app at the customer through Partner Center, and forgets what the customer refused before.
func (c *Connection) Consent(ctx context.Context, customer partner.TenantID) error {
	if err := c.pc.Consent(ctx, customer, c.settings.ClientID, appName, consentGrants()); err != nil {
		return err
	}
	c.forget(customer)
	return nil
}
