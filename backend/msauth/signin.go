package msauth

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/oauth2"

	"tenantry/backend/fault"
)

// SignIn lets a person sign in in a browser (authorization code with PKCE S256, answered on a loopback
// address; api/facts.md 3.1). browser opens the address, or shows it. It ends when the answer has come,
// with ctx, or when browser fails; nothing of an earlier sign-in is lost unless this one succeeds.
func (s *Credential) SignIn(ctx context.Context, browser func(url string) error) (Account, error) {
	return s.interactive(ctx, s.cfg.Tenant, "", browser)
}

// SignInWithClaims is SignIn in answer to a challenge: with its claims (may be empty) and at the tenant
// that made it ("" is the partner's own). It must be the same person.
func (s *Credential) SignInWithClaims(ctx context.Context, tenant, claims string, browser func(url string) error) (Account, error) {
	s.mu.Lock()
	if s.home(tenant) {
		tenant = s.cfg.Tenant
	}
	s.mu.Unlock()
	if !validTenant.MatchString(tenant) {
		return Account{}, fault.New(fault.Invalid, "signin_no_tenant_id")
	}
	return s.interactive(ctx, tenant, claims, browser)
}

func (s *Credential) interactive(ctx context.Context, tenant, claims string, browser func(string) error) (Account, error) {
	if !s.signing.TryLock() {
		return Account{}, errSigningIn()
	}
	defer s.signing.Unlock()
	l, err := listen()
	if err != nil {
		return Account{}, err
	}
	state, nonce, verifier := rand.Text(), rand.Text(), oauth2.GenerateVerifier()
	conf := s.oauth(tenant)
	conf.RedirectURL = l.redirect
	params := []oauth2.AuthCodeOption{
		oauth2.S256ChallengeOption(verifier),
		oauth2.SetAuthURLParam("response_mode", "form_post"), // keeps the code out of the browser's history
		oauth2.SetAuthURLParam("nonce", nonce),
	}
	if before, _ := s.Account(); before.Username != "" && (claims != "" || tenant != s.cfg.Tenant) {
		params = append(params, oauth2.SetAuthURLParam("login_hint", before.Username))
	} else {
		params = append(params, oauth2.SetAuthURLParam("prompt", "select_account"))
	}
	if claims != "" {
		params = append(params, oauth2.SetAuthURLParam("claims", claims))
	}

	customer := ""
	if tenant != s.cfg.Tenant {
		customer = tenant
	}
	var account Account
	finish := func(ctx context.Context, a answer) error {
		if a.err != "" {
			return problem{Error: a.err, Description: a.description}.fault(s.cfg.Now(), customer)
		}
		tok, err := conf.Exchange(s.client(ctx), a.code, oauth2.VerifierOption(verifier),
			oauth2.SetAuthURLParam("scope", strings.Join(conf.Scopes, " ")))
		if err != nil {
			return s.classify(ctx, err, customer)
		}
		account, err = s.adopt(granted(tok), tenant, nonce)
		return err
	}
	open := func() error {
		if err := browser(conf.AuthCodeURL(state, params...)); err != nil {
			return fmt.Errorf("open the browser: %w", err)
		}
		return nil
	}
	if err := l.receive(ctx, state, open, finish); err != nil {
		return Account{}, err
	}
	return account, nil
}

// adopt makes what a sign-in at tenant brought the credential's. At a customer's tenant the account
// stays: it is that of the partner, seen from there under the customer's id.
func (s *Credential) adopt(g grant, tenant, nonce string) (Account, error) {
	if g.refresh == "" {
		return Account{}, fault.New(fault.Invalid, "signin_no_refresh_token").With(fault.CheckApp)
	}
	a, err := accountOf(g.idToken, s.cfg.ClientID, nonce)
	if err != nil {
		return Account{}, err
	}
	k := key{audience: s.cfg.Cloud.GraphScope()}
	if tenant != s.cfg.Tenant {
		before, ok := s.Account()
		if !ok {
			return Account{}, signedOut()
		}
		if !strings.EqualFold(a.Username, before.Username) {
			return Account{}, fault.New(fault.Conflict, "signin_somebody_else", "name", a.Username, "before", before.Username).With(fault.SignInAgain)
		}
		a, k.tenant = before, tenant
	} else if _, err := uuid.Parse(tenant); err == nil && !strings.EqualFold(a.Tenant, tenant) {
		return Account{}, fault.New(fault.Invalid, "signin_other_tenant", "tenant", a.Tenant)
	}
	return a, s.replace(a, g, k)
}

func errSigningIn() error {
	return fault.New(fault.Conflict, "signin_under_way").With(fault.WaitAndRetry)
}
