package msauth

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
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

// carriedAtOnce is how many tokens one document holds: all of ten thousand customers' would be tens of megabytes.
const carriedAtOnce = 200

// Carry gives the access tokens that are still good, in documents of so many that no one of them is large.
func (s *Credential) Carry() iter.Seq2[[]byte, error] {
	s.mu.Lock()
	all := carried{Version: carriedVersion, Account: s.account.HomeAccountID, Client: s.cfg.ClientID}
	now := s.cfg.Now()
	s.uncarried = false
	for k, e := range s.tokens {
		if now.Before(e.expires) {
			all.Tokens = append(all.Tokens, carriedToken{k.tenant, k.audience, e.token, e.expires})
		}
	}
	s.mu.Unlock()
	return func(yield func([]byte, error) bool) {
		for tokens := range slices.Chunk(all.Tokens, carriedAtOnce) {
			part := all
			part.Tokens = tokens
			data, err := json.Marshal(part)
			if err != nil {
				err = fmt.Errorf("carry tokens: %w", err)
			}
			if !yield(data, err) {
				return
			}
		}
	}
}

// TakeUp takes over a document that Carry gave, as far as it belongs to the account that is signed in and is
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

// Uncarried says whether access tokens came or went since they were carried.
func (s *Credential) Uncarried() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.uncarried
}

// PutDown forgets the access tokens, unless one came or went since they were carried: those of ten thousand customers are
// tens of megabytes. What Carry gave brings them back.
func (s *Credential) PutDown() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.uncarried {
		s.tokens = map[key]entry{}
	}
}
