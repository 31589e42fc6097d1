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

func (s *Credential) granting(ctx context.Context, gen uint64, k key) (grant, error) {
	if !s.enter() {
		return grant{}, context.Canceled
	}
	defer s.running.Done()
	ctx, cancel := context.WithTimeout(ctx, flightLimit)
	defer cancel()
	return s.fetch(ctx, gen, k)
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
