package msauth

import (
	"context"
	"errors"
	"strings"
)

// Granted asks for a new token of the partner's own tenant for audience, and returns which permissions of the API the app
// has there, by their names ("Directory.Read.All"), as the token endpoint says beside the token (RFC 6749, 5.1). None: it
// did not say. A refusal is an error, as Token's.
func (s *Credential) Granted(ctx context.Context, audience string) ([]string, error) {
	for {
		k, gen, _, err := s.start("", audience)
		if err != nil {
			return nil, err
		}
		g, err := s.granting(ctx, gen, k)
		if !errors.Is(err, errStale) {
			return g.scopes, err
		}
	}
}

// granting redeems the sign-in for k. Unlike fetch it notes no refusal: what an API that is only asked about wants is no
// reason for anybody to sign in again.
func (s *Credential) granting(ctx context.Context, gen uint64, k key) (grant, error) {
	if !s.enter() {
		return grant{}, context.Canceled
	}
	defer s.running.Done()
	ctx, cancel := context.WithTimeout(ctx, flightLimit)
	defer cancel()
	s.mu.Lock()
	refresh, stale := s.refresh, s.gen != gen
	s.mu.Unlock()
	if stale {
		return grant{}, errStale
	}
	g, err := s.redeem(ctx, k, refresh, "")
	if err != nil {
		return grant{}, err
	}
	return g, s.land(ctx, gen, k, refresh, g)
}

// permissionsOf reads a scope answer: a name may stand behind its resource, and OpenID's are no API's.
func permissionsOf(scope string) (names []string) {
	for _, s := range strings.Fields(scope) {
		name := s[strings.LastIndexByte(s, '/')+1:]
		switch name {
		case "openid", "profile", "email", "offline_access", ".default", "":
			continue
		}
		names = append(names, name)
	}
	return names
}
