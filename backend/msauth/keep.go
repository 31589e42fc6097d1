package msauth

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"tenantry/backend/fault"
)

// record is what is kept between two runs. Version 1; access tokens are never in it.
type record struct {
	Version      int     `json:"version"`
	ClientID     string  `json:"clientId"`
	Tenant       string  `json:"tenant"` // as it was configured
	Login        string  `json:"login"`  // the cloud's login address
	Account      Account `json:"account"`
	RefreshToken string  `json:"refreshToken"`
}

const recordVersion = 1

// load gives the kept sign-in, or nil when there is none for cfg.
func load(cfg Config) (*record, error) {
	raw, ok, err := cfg.Keeper.Load()
	if err != nil {
		return nil, fmt.Errorf("load the sign-in: %w", err)
	}
	var r record
	if !ok || json.Unmarshal(raw, &r) != nil {
		return nil, nil
	}
	if r.Version > recordVersion {
		return nil, fault.New(fault.Corrupt, "signin_newer").With(fault.UpdateProgram)
	}
	if r.Version != recordVersion || r.RefreshToken == "" || r.ClientID != cfg.ClientID ||
		r.Login != cfg.Cloud.Login.String() ||
		!strings.EqualFold(r.Tenant, cfg.Tenant) && !strings.EqualFold(r.Account.Tenant, cfg.Tenant) {
		return nil, nil
	}
	return &r, nil
}

// save calls the keeper. The caller holds saving.
func (s *Credential) save(a Account, refresh string) error {
	raw, err := json.Marshal(record{recordVersion, s.cfg.ClientID, s.cfg.Tenant, s.cfg.Cloud.Login.String(), a, refresh})
	if err == nil {
		err = s.cfg.Keeper.Save(raw)
	}
	if err != nil {
		return fmt.Errorf("keep the sign-in: %w", err)
	}
	return nil
}

// rotate keeps a refresh token that arrived in generation gen and then puts it to use: rules 1 and 2
// of the package. It returns once this token or a newer one is kept, or with ctx.
func (s *Credential) rotate(ctx context.Context, gen uint64, refresh string) error {
	s.mu.Lock()
	if s.gen != gen {
		s.mu.Unlock()
		return errStale
	}
	s.seq++
	mine := s.seq
	s.newest = refresh
	s.mu.Unlock()

	select {
	case s.saving <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.saving }()
	s.mu.Lock()
	done := s.kept >= mine // by the one before, who kept the newest, or because of a new sign-in
	account, newest, seq := s.account, s.newest, s.seq
	s.mu.Unlock()
	if done {
		return nil
	}
	if err := s.save(account, newest); err != nil {
		return err
	}
	s.mu.Lock()
	s.refresh, s.kept = newest, seq // gen can't have changed: that needs saving
	s.mu.Unlock()
	return nil
}

// replace keeps a new sign-in and makes it the credential's. Of a sign-in at a customer's tenant, k's, the other
// tenants' access tokens stay: they are the same account's.
func (s *Credential) replace(a Account, g grant, k key) error {
	s.saving <- struct{}{}
	defer func() { <-s.saving }()
	if err := s.save(a, g.refresh); err != nil {
		return err
	}
	s.mu.Lock()
	others := s.tokens
	s.begin(a, g.refresh)
	if k.tenant == "" {
		k.tenant = a.Tenant
	} else {
		maps.DeleteFunc(others, func(of key, _ entry) bool { return strings.EqualFold(of.tenant, k.tenant) })
		s.tokens = others
	}
	s.remember(k, g)
	s.mu.Unlock()
	s.hint()
	return nil
}
