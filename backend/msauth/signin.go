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

// At is where a sign-in takes place, and what it answers.
type At struct {
	Tenant string // a customer's, where it must be the same person; "" is the partner's own
	Claims string // the challenge of that tenant, as JSON; usually there is none
}

// params are those of the challenge. Microsoft's own libraries send it with every request of a sign-in.
func (at At) params() (p []oauth2.AuthCodeOption) {
	if at.Claims != "" {
		p = append(p, oauth2.SetAuthURLParam("claims", at.Claims))
	}
	return p
}

// place is at with the name of the partner's own tenant, as it was configured.
func (s *Credential) place(at At) (At, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.home(at.Tenant) {
		at.Tenant = s.cfg.Tenant
	}
	if !validTenant.MatchString(at.Tenant) {
		return at, fault.New(fault.Invalid, "signin_no_tenant_id")
	}
	return at, nil
}

// SignIn lets a person sign in in a browser (authorization code with PKCE S256, answered on a loopback
// address; api/facts.md 3.1). browser opens the address, or shows it. It ends when the answer has come,
// with ctx, or when browser fails; nothing of an earlier sign-in is lost unless this one succeeds.
func (s *Credential) SignIn(ctx context.Context, at At, browser func(url string) error) (Account, error) {
	at, err := s.place(at)
	if err != nil {
		return Account{}, err
	}
	tenant := at.Tenant
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
	params := append(at.params(),
		oauth2.S256ChallengeOption(verifier),
		oauth2.SetAuthURLParam("response_mode", "form_post"), // keeps the code out of the browser's history
		oauth2.SetAuthURLParam("nonce", nonce),
		oauth2.SetAuthURLParam("client_info", "1"), // who signed in, whatever the tenant
	)
	if before, _ := s.Account(); before.Username != "" && (at.Claims != "" || tenant != s.cfg.Tenant) {
		params = append(params, oauth2.SetAuthURLParam("login_hint", before.Username))
	} else {
		params = append(params, oauth2.SetAuthURLParam("prompt", "select_account"))
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
		tok, err := conf.Exchange(s.client(ctx), a.code, append(at.params(), oauth2.VerifierOption(verifier),
			oauth2.SetAuthURLParam("client_info", "1"), oauth2.SetAuthURLParam("scope", strings.Join(conf.Scopes, " ")))...)
		if err != nil {
			return s.classify(ctx, err, customer)
		}
		account, err = s.adopt(tok, tenant, nonce)
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

// isOf says whether who signed in at a customer's tenant is before: by the account's home id, which is the same
// in every tenant, or by the name where the answer lacks it. There the id token speaks of the customer's tenant.
func (g grant) isOf(before, seen Account) bool {
	if g.home != "" {
		return strings.EqualFold(g.home, before.HomeAccountID)
	}
	return seen.Username != "" && strings.EqualFold(seen.Username, before.Username)
}

// adopt makes what a sign-in at tenant brought the credential's. At a customer's tenant the account
// stays: it is that of the partner, seen from there under the customer's id.
func (s *Credential) adopt(t *oauth2.Token, tenant, nonce string) (Account, error) {
	g, err := s.granted(t)
	if err != nil {
		return Account{}, err
	}
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
		if !g.isOf(before, a) {
			return Account{}, fault.New(fault.Conflict, "signin_somebody_else", "name", a.Username, "before", before.Username).With(fault.StepUp).AtCustomer(tenant)
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
