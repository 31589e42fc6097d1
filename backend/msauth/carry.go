package msauth

import (
	"encoding/json"
	"fmt"
	"time"
)

// carried is what one process hands to the next, so that a scheduled sync does not ask for a token of
// every customer each time. It holds access tokens: whoever keeps it must encrypt it.
type carried struct {
	Version int            `json:"version"`
	Account string         `json:"account"` // HomeAccountID of the sign-in they belong to
	Client  string         `json:"client"`
	Tokens  []carriedToken `json:"tokens"`
}

type carriedToken struct {
	Tenant   string    `json:"tenant"`
	Audience string    `json:"audience"`
	Token    string    `json:"token"`
	Expires  time.Time `json:"expires"` // when it is no longer given out
}

const carriedVersion = 1

// Carry gives the access tokens that are still good, and how many there are.
func (s *Credential) Carry() (data []byte, n int, err error) {
	s.mu.Lock()
	out := carried{Version: carriedVersion, Account: s.account.HomeAccountID, Client: s.cfg.ClientID}
	now := s.cfg.Now()
	for k, e := range s.tokens {
		if now.Before(e.expires) {
			out.Tokens = append(out.Tokens, carriedToken{k.tenant, k.audience, e.token, e.expires})
		}
	}
	s.mu.Unlock()
	if data, err = json.Marshal(out); err != nil {
		return nil, 0, fmt.Errorf("carry tokens: %w", err)
	}
	return data, len(out.Tokens), nil
}

// TakeUp takes over what Carry gave, as far as it belongs to the account that is signed in and is
// still good. What can't be read is no loss: the tokens are asked for anew.
func (s *Credential) TakeUp(data []byte) {
	var in carried
	if json.Unmarshal(data, &in) != nil || in.Version != carriedVersion {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refresh == "" || in.Account != s.account.HomeAccountID || in.Client != s.cfg.ClientID {
		return
	}
	now := s.cfg.Now()
	for _, t := range in.Tokens {
		k := key{t.Tenant, t.Audience}
		if _, known := s.tokens[k]; !known && now.Before(t.Expires) && isToken(t.Token) {
			s.tokens[k] = entry{token: t.Token, expires: t.Expires}
		}
	}
}
