package msauth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"tenantry/backend/fault"
)

const (
	early       = 5 * time.Minute // before its expiry a token is no longer given out
	refusedFor  = 2 * time.Minute // an answer that only a person can change is not asked for again
	discardOnce = time.Minute     // a token refused again so soon is not the token's fault
	flightLimit = 2 * time.Minute
)

// errStale: the sign-in changed under a call; Token then tries with the new one.
var errStale = errors.New("the sign-in changed meanwhile")

type key struct{ tenant, audience string }

type entry struct {
	token   string
	expires time.Time
}

type refusal struct {
	fault *fault.Error
	until time.Time
}

// Token gives an access token of tenant ("" is the partner's own) for audience, a scope such as
// cloud.Endpoints.GraphScope. It is remembered until five minutes before it expires (a quarter of its
// life if that is less). All who ask at the same time share one request, which a caller's
// cancellation doesn't end for the others. A refusal that only a person can change is remembered for
// two minutes, so that the token endpoint is not hammered (AADSTS50196); a wait that was asked for is obeyed, for all
// tenants where the answer is none of the token endpoint's own.
func (s *Credential) Token(ctx context.Context, tenant, audience string) (string, error) {
	if tenant != "" && !validTenant.MatchString(tenant) {
		return "", fault.New(fault.Invalid, "signin_no_tenant_id")
	}
	for {
		k, gen, life, err := s.start(tenant, audience)
		if err != nil {
			return "", err
		}
		if token, err, ok := s.remembered(k); ok {
			return token, err
		}
		flight := s.flights.DoChan(fmt.Sprint(gen, k.tenant, " ", k.audience), func() (any, error) {
			if !s.enter() {
				return "", context.Canceled
			}
			defer s.running.Done()
			ctx, cancel := context.WithTimeout(life, flightLimit)
			defer cancel()
			return s.fetch(ctx, gen, k)
		})
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case r := <-flight:
			if r.Err == nil {
				return r.Val.(string), nil
			}
			if s.current(gen) {
				return "", r.Err
			}
		}
	}
}

// start says whom and what a call is for, and of which sign-in.
func (s *Credential) start(tenant, audience string) (key, uint64, context.Context, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return key{}, 0, nil, context.Canceled
	}
	if s.refresh == "" {
		return key{}, 0, nil, signedOut()
	}
	k := s.key(tenant, audience)
	if _, ok := s.tokens[k]; !ok && s.blocked {
		return key{}, 0, nil, clone(s.needed)
	}
	return k, s.gen, s.life, nil
}

// key is the form under which all spellings of a tenant share. The caller holds mu.
func (s *Credential) key(tenant, audience string) key {
	if s.home(tenant) {
		tenant = s.account.Tenant
	}
	return key{strings.ToLower(tenant), audience}
}

// enter counts a flight in, unless the credential is closed.
func (s *Credential) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.running.Add(1)
	return true
}

func (s *Credential) current(gen uint64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gen == gen
}

// remembered gives the token or the refusal that is still good for k.
func (s *Credential) remembered(k key) (token string, err error, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.cfg.Now()
	if e, ok := s.tokens[k]; ok {
		if now.Before(e.expires) {
			return e.token, nil, true
		}
		delete(s.tokens, k)
	}
	if s.resting.fault != nil && now.Before(s.resting.until) {
		return "", clone(s.resting.fault), true
	}
	if r, ok := s.refusals[k]; ok {
		if now.Before(r.until) {
			return "", clone(r.fault), true
		}
		delete(s.refusals, k)
	}
	return "", nil, false
}

// fetch redeems the refresh token for k.
func (s *Credential) fetch(ctx context.Context, gen uint64, k key) (string, error) {
	if token, err, ok := s.remembered(k); ok { // by a flight that landed a moment ago
		return token, err
	}
	s.mu.Lock()
	refresh, customer, stale := s.refresh, s.customer(k.tenant), s.gen != gen
	s.mu.Unlock()
	if stale {
		return "", errStale
	}
	g, err := s.redeem(ctx, k, refresh, customer)
	if customer != "" && saysOver(err) {
		if err = s.askHome(ctx, gen, err); err == nil {
			s.mu.Lock()
			refresh = s.refresh
			s.mu.Unlock()
			g, err = s.redeem(ctx, k, refresh, customer)
		}
	}
	if err != nil {
		s.refuse(gen, k, err)
		return "", err
	}
	if err := s.land(ctx, gen, k, refresh, g); err != nil {
		return "", err
	}
	return g.access, nil
}

// land keeps what refresh was redeemed for.
func (s *Credential) land(ctx context.Context, gen uint64, k key, refresh string, g grant) error {
	if g.refresh != "" && g.refresh != refresh {
		if err := s.rotate(ctx, gen, g.refresh); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.gen != gen {
		return errStale
	}
	s.remember(k, g)
	return nil
}

// remember keeps g's access token in memory. The caller holds mu.
func (s *Credential) remember(k key, g grant) {
	k.tenant = strings.ToLower(k.tenant)
	life := g.life
	if life <= 0 {
		life = early // nothing said: good for the next calls
	}
	s.tokens[k] = entry{g.access, s.cfg.Now().Add(life - min(early, life/4))}
	s.uncarried = true
	delete(s.refusals, k)
}

// refuse remembers what only a person or time can change, and notes when nothing but a new sign-in
// helps.
func (s *Credential) refuse(gen uint64, k key, err error) {
	f, ok := fault.As(err)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.gen != gen {
		return
	}
	switch now := s.cfg.Now(); {
	case f.Kind == fault.Throttled && f.Code == "" && f.RetryAt.After(now): // the house said so, not who lives in it
		s.resting = refusal{clone(f).AtCustomer(""), f.RetryAt}
	case f.Kind.Transient() && f.RetryAt.After(now):
		s.refusals[k] = refusal{clone(f), f.RetryAt}
	case f.Kind.NeedsPerson() || f.Kind == fault.Missing:
		s.refusals[k] = refusal{clone(f), now.Add(refusedFor)}
	}
	if f.Kind == fault.SignIn && f.Tenant == "" {
		s.blocked = s.blocked || saysOver(f)
		s.needed = clone(f)
		s.hint()
	}
}

// Discard drops token if it is the one remembered, because a service refused it. A second time within
// a minute it is kept: another token would be refused like it.
func (s *Credential) Discard(tenant, audience, token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, now := s.key(tenant, audience), s.cfg.Now()
	if s.tokens[k].token != token || now.Sub(s.discarded[k]) < discardOnce {
		return
	}
	delete(s.tokens, k)
	s.uncarried = true
	s.discarded[k] = now
}

// Forget drops what is remembered of tenant, tokens and refusals, for instance after consent was
// given there (api/facts.md 2.11).
func (s *Credential) Forget(tenant string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tenant = s.key(tenant, "").tenant
	for k := range s.tokens {
		if k.tenant == tenant {
			s.uncarried = true
			delete(s.tokens, k)
		}
	}
	for k := range s.refusals {
		if k.tenant == tenant {
			delete(s.refusals, k)
		}
	}
}
