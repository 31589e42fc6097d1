package connection

import (
	"context"
	"sync"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
)

// Permitted is a permission of the app, and whether the partner's own tenant granted it.
type Permitted struct {
	cloud.Permission
	Granted bool
	Known   bool  // somebody said so
	Err     error // what the sign-in refused for the whole API; nil: nothing
}

// Permissions asks the sign-in for a new token of each API, and what was granted with it.
func (c *Connection) Permissions(ctx context.Context) []Permitted {
	audiences := map[string]string{
		cloud.GraphAPI:         c.endpoints.GraphScope(),
		cloud.PartnerCenterAPI: c.endpoints.PartnerCenterScope(),
		cloud.AzureAPI:         c.endpoints.AzureScope(),
	}
	type answer struct {
		names []string
		err   error
	}
	answers := map[string]*answer{}
	var all sync.WaitGroup
	for api, audience := range audiences {
		a := &answer{}
		answers[api] = a
		all.Go(func() { a.names, a.err = c.credential.Granted(ctx, audience) })
	}
	all.Wait()
	var out []Permitted
	for _, p := range cloud.Permissions() {
		a := answers[p.API]
		refused := fault.KindOf(a.err)
		// Not approved, or not on the registration: the whole API is missing. Anything else says nothing of permissions.
		missing := a.err != nil && (refused == fault.Consent || refused == fault.Invalid)
		out = append(out, Permitted{p, p.In(a.names), len(a.names) > 0 || missing, a.err})
	}
	return out
}
