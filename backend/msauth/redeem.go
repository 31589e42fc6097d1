package msauth

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"tenantry/backend/fault"
	"tenantry/backend/wait"
)

const (
	requestLimit = 30 * time.Second
	answerLimit  = 1 << 20
	tries        = 3
	longestWait  = 30 * time.Second // a longer Retry-After is told, not waited for
)

// grant is what the token endpoint gave.
type grant struct {
	access  string
	refresh string
	life    time.Duration // zero: not said
	idToken string
	home    string // the home account id of who signed in; empty: not said
	scopes  []string
}

func (s *Credential) oauth(tenant string) *oauth2.Config {
	base := s.cfg.Cloud.Authority(tenant).JoinPath("oauth2", "v2.0")
	return &oauth2.Config{
		ClientID: s.cfg.ClientID,
		Scopes:   []string{s.cfg.Cloud.GraphScope(), "openid", "profile", "offline_access"},
		Endpoint: oauth2.Endpoint{
			AuthURL:       base.JoinPath("authorize").String(),
			TokenURL:      base.JoinPath("token").String(),
			DeviceAuthURL: base.JoinPath("devicecode").String(),
			AuthStyle:     oauth2.AuthStyleInParams, // a public client: the id in the form, no secret (api/facts.md 3.1)
		},
	}
}

// redeem asks for an access token with the refresh token. Since Microsoft doesn't revoke the old one,
// asking again is safe; it is done twice, for what passes by itself. A network that is away is not waited
// for: the request that needs the token is tried again as a whole.
func (s *Credential) redeem(ctx context.Context, k key, refresh, customer string) (grant, error) {
	// clientcredentials is oauth2's form for any grant: grant_type may be overridden by documented
	// intent, and unlike oauth2.Config.TokenSource it sends a scope, which selects the audience.
	c := clientcredentials.Config{
		ClientID:  s.cfg.ClientID,
		TokenURL:  s.oauth(k.tenant).Endpoint.TokenURL,
		Scopes:    []string{k.audience, "offline_access"},
		AuthStyle: oauth2.AuthStyleInParams,
		EndpointParams: url.Values{
			"grant_type":    {"refresh_token"},
			"refresh_token": {refresh},
		},
	}
	for try := 1; ; try++ {
		tok, err := c.Token(s.client(ctx))
		if err == nil {
			return s.granted(tok)
		}
		err = s.classify(ctx, err, customer)
		f, ok := fault.As(err)
		if !ok || f.Kind != fault.Throttled && f.Kind != fault.Upstream {
			return grant{}, err
		}
		rest := time.Duration(1<<(try-1)) * time.Second
		rest = rest/2 + rand.N(rest)
		if !f.RetryAt.IsZero() {
			rest = f.RetryAt.Sub(s.cfg.Now())
		}
		if try == tries || rest > longestWait {
			if f.Kind == fault.Throttled && f.RetryAt.IsZero() {
				f.RetryAt = s.cfg.Now().Add(time.Minute)
			}
			return grant{}, err
		}
		if err := wait.For(ctx, rest); err != nil {
			return grant{}, err
		}
	}
}

// granted is what the answer gave. What is no token is refused here: put into a header, a line break in it would begin
// another one.
func (s *Credential) granted(t *oauth2.Token) (grant, error) {
	g := grant{access: t.AccessToken, refresh: t.RefreshToken}
	if !isToken(g.access) || g.refresh != "" && !isToken(g.refresh) {
		return grant{}, fault.New(fault.Upstream, "signin_no_token", "host", s.cfg.Cloud.Login.Host)
	}
	if !t.Expiry.IsZero() {
		g.life = time.Until(t.Expiry) // oauth2 reckons with time.Now; it reads numbers and strings
	}
	g.idToken, _ = t.Extra("id_token").(string)
	scope, _ := t.Extra("scope").(string)
	g.scopes = permissionsOf(scope)
	info, _ := t.Extra("client_info").(string)
	g.home = homeOf(info)
	return g, nil
}

// isToken says whether s can be a token: visible ASCII, whatever it means (RFC 6749, appendix A).
func isToken(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// client gives oauth2 the HTTP client to use. It follows no redirect: the form holds the refresh
// token, which must reach no other host.
func (s *Credential) client(ctx context.Context) context.Context {
	next := s.cfg.HTTP.Transport
	if next == nil {
		next = http.DefaultTransport
	}
	return context.WithValue(ctx, oauth2.HTTPClient, &http.Client{
		Transport:     &whole{ctx, next},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	})
}

// whole sends under the call's context and reads each answer to its end, because oauth2 does neither
// for the device code.
type whole struct {
	ctx  context.Context
	next http.RoundTripper
}

func (w *whole) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(w.ctx, requestLimit)
	defer cancel()
	resp, err := w.next.RoundTrip(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, answerLimit))
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// classify turns what oauth2 returned into a fault. oauth2's own errors quote the answer, so none of
// them is wrapped.
func (s *Credential) classify(ctx context.Context, err error, customer string) error {
	if e := ctx.Err(); e != nil {
		return e
	}
	var answer *oauth2.RetrieveError
	if errors.As(err, &answer) {
		return refused(answer.Response, answer.Body, s.cfg.Now(), customer)
	}
	if f, ok := fault.As(err); ok {
		return f
	}
	var network *url.Error
	if errors.As(err, &network) {
		return fault.Wrap(fault.Offline, network.Err, "network_unreachable", "host", s.cfg.Cloud.Login.Host)
	}
	return fault.New(fault.Upstream, "signin_unreadable", "host", s.cfg.Cloud.Login.Host)
}

// firstLine is the part of an error_description that says something: without the ids and the time, which follow
// on lines of their own or on the same one, and without anything as long as a token.
func firstLine(text string) string {
	text, _, _ = strings.Cut(strings.ReplaceAll(text, "\r", "\n"), "\n")
	text, _, _ = strings.Cut(text, " Trace ID:")
	words := strings.Fields(text)
	for i, w := range words {
		if len(w) > 80 {
			words[i] = "…"
		}
	}
	if r := []rune(strings.Join(words, " ")); len(r) > 300 {
		return string(r[:300]) + "…"
	} else {
		return strings.TrimSuffix(string(r), ".")
	}
}
