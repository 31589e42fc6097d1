package connection

import (
	"context"

	"tenantry/backend/fault"
	"tenantry/backend/msauth"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/syncer"
)

// SignInAt signs in, as the account that is signed in, at the tenant of a customer that wants to see more than
// the sign-in shows: multi-factor authentication, or the claims of a challenge (may be empty). What it brings
// is good for every customer; the partner's tenant and account stay. Afterwards nothing is remembered of what
// that customer refused.
func (c *Connection) SignInAt(ctx context.Context, customer partner.TenantID, claims string, p Prompt) error {
	if err := c.signIn(ctx, msauth.At{Tenant: string(customer), Claims: claims}, p); err != nil {
		return err
	}
	c.forget(customer)
	return nil
}

// challenge is what the partner's own tenant wants to see at the next sign-in, as JSON; usually it is empty.
func challenge(kept store.Settings) (claims string) {
	_, _ = kept.Get(challengeKey, &claims) // without it the sign-in is asked for once more
	return claims
}

// noting keeps the challenge with which a list of the partner's own tenant was refused: another process may be
// the one that signs in again.
func noting(l syncer.List, kept store.Settings) syncer.List {
	fetch := l.Fetch
	l.Fetch = func(ctx context.Context) ([]partner.Listed, error) {
		found, err := fetch(ctx)
		if f, ok := fault.As(err); ok && f.Tenant == "" && f.Claims != "" {
			_ = kept.Put(challengeKey, f.Claims) // the next sync is challenged again
		}
		return found, err
	}
	return l
}
