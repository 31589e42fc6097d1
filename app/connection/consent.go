package connection

import (
	"context"

	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
)

// appName is the app's name in the tenants that approve it.
const appName = "Tenantry"

// consentGrants are the permissions that the program needs in a customer's tenant: what it reads there
// (api/facts.md 3.5), and Azure for its support tickets (2.10). The ids are Microsoft Graph's and Azure Resource
// Manager's, the same in every cloud.
var consentGrants = []partnercenter.Grant{
	{Resource: "00000003-0000-0000-c000-000000000000", Scopes: []string{"Directory.Read.All", "Domain.Read.All", "Organization.Read.All",
		"ServiceHealth.Read.All", "ServiceMessage.Read.All", "User.Read"}},
	{Resource: "797f4846-ba00-4fd7-ba43-dac1f8f63013", Scopes: []string{"user_impersonation"}},
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
	if err := c.pc.Consent(ctx, customer, c.settings.ClientID, appName, consentGrants); err != nil {
		return err
	}
	c.forget(customer)
	return nil
}
