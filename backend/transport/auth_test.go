package transport_test

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/transport"
)

var partnerKey = transport.Key{Tenant: "t", Audience: graph + "/.default"}

func TestTheTokenGoesToItsOwnHostOnly(t *testing.T) {
	for address, want := range map[string]bool{
		graph + "/v1.0/organization":              true,
		"https://GRAPH.microsoft.com:443/x":       true,
		"http://graph.microsoft.com/x":            false,
		"https://graph.microsoft.com:8443/x":      false,
		"https://graph.microsoft.com.evil.org/x":  false,
		"https://graph.microsoft.com@evil.org/x":  false,
		"https://evil.org/graph.microsoft.com/":   false,
		"https://api.partnercenter.microsoft.com": false,
	} {
		tokens := &source{tokens: []string{"secret"}}
		var sent http.Header
		rt := transport.Auth(fake(func(r *http.Request) (*http.Response, error) {
			sent = r.Header
			return answer(r, 200), nil
		}), tokens, partnerKey, parse(t, graph))
		req := get(t, t.Context(), address)
		if !want { // what somebody put there by mistake
			req.Header.Set("Authorization", "Bearer secret")
			req.Header.Set("x-ms-authorization-auxiliary", "Bearer secret")
		}
		if _, err := rt.RoundTrip(req); err != nil {
			t.Fatal(err)
		}
		if got := sent.Get("Authorization") == "Bearer secret"; got != want || !want && (len(sent) != 0 || len(tokens.asked) != 0) {
			t.Errorf("%s: sent %v, asked for %v", address, sent, tokens.asked)
		}
	}
}

func TestARedirectElsewhereGetsNoTokenEvenWithAnyClient(t *testing.T) {
	var got []string
	client := &http.Client{Transport: transport.Auth(fake(func(r *http.Request) (*http.Response, error) {
		got = append(got, r.URL.Host+" "+r.Header.Get("Authorization"))
		if len(got) == 1 {
			return answer(r, 307, "Location", "https://evil.example/"), nil
		}
		return answer(r, 200), nil
	}), &source{tokens: []string{"secret"}}, partnerKey, parse(t, graph))}
	resp, err := client.Get(graph)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if strings.Join(got, "|") != "graph.microsoft.com Bearer secret|evil.example " {
		t.Errorf("went %q", got)
	}
}

func TestAnExpiredTokenIsRenewedOnce(t *testing.T) {
	for _, c := range []struct {
		tokens []string
		sends  int
		status int
	}{
		{[]string{"old", "new"}, 2, 200},
		{[]string{"old", "older", "new"}, 2, 401}, // one more try, not two
		{[]string{"old"}, 1, 401},                 // no other token: no other try
	} {
		sends := 0
		rt := transport.Auth(fake(func(r *http.Request) (*http.Response, error) {
			sends++
			if body, _ := io.ReadAll(r.Body); string(body) != "hello" {
				t.Errorf("send %d: body %q", sends, body)
			}
			if r.Header.Get("Authorization") == "Bearer new" {
				return answer(r, 200), nil
			}
			return answer(r, 401, "WWW-Authenticate", `Bearer realm="", error="invalid_token"`), nil
		}), &source{tokens: c.tokens}, partnerKey, parse(t, graph))
		req, _ := http.NewRequestWithContext(t.Context(), "POST", graph, strings.NewReader("hello"))
		resp, err := rt.RoundTrip(req)
		if err != nil || resp.StatusCode != c.status || sends != c.sends {
			t.Errorf("%v: %v, %v after %d sends", c.tokens, resp, err, sends)
		}
		if err == nil && c.status == 401 {
			if body, _ := io.ReadAll(resp.Body); string(body) != "body" {
				t.Error("the refusal can't be read by who classifies it")
			}
		}
	}
}

func TestAClaimsChallengeAsksForASignIn(t *testing.T) {
	const claims = `{"access_token":{"nbf":{"essential":true,"value":"1604106651"},"x":"ÿ?>"}}`
	forms := []string{
		base64.StdEncoding.EncodeToString([]byte(claims)),
		base64.RawURLEncoding.EncodeToString([]byte(claims)),
		strings.ReplaceAll(claims, `"`, `\"`),
	}
	for _, status := range []int{401, 403} {
		for _, form := range forms {
			tokens := &source{tokens: []string{"secret", "other"}}
			_, err := transport.Auth(fake(func(r *http.Request) (*http.Response, error) {
				return answer(r, status, "request-id", "rid", "WWW-Authenticate",
					`Bearer realm="", authorization_uri="https://x/", error="insufficient_claims", claims="`+form+`"`), nil
			}), tokens, partnerKey, parse(t, graph)).RoundTrip(get(t, t.Context(), graph))
			f, ok := fault.As(err)
			if !ok || f.Kind != fault.SignIn || f.Claims != claims || f.RequestID != "rid" || len(tokens.tokens) != 2 {
				t.Errorf("%d %s: %#v", status, form, err)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error tells the token: %v", err)
			}
		}
	}
}

func TestAChallengeWithoutReadableClaimsStillAsksForASignIn(t *testing.T) {
	_, err := transport.Auth(fake(status(401, "WWW-Authenticate", `Bearer error="insufficient_claims", claims="%%%"`)),
		&source{tokens: []string{"x"}}, partnerKey, parse(t, graph)).RoundTrip(get(t, t.Context(), graph))
	if f, ok := fault.As(err); !ok || f.Kind != fault.SignIn || f.Claims != "" {
		t.Errorf("got %#v", err)
	}
}

func TestA403WithoutChallengeIsTheClientsToRead(t *testing.T) {
	resp, err := transport.Auth(fake(status(403)), &source{tokens: []string{"x", "y"}}, partnerKey, parse(t, graph)).
		RoundTrip(get(t, t.Context(), graph))
	if err != nil || resp.StatusCode != 403 {
		t.Errorf("%v, %v", resp, err)
	}
}

type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error { c.closed = true; return nil }

func TestWithoutATokenNothingIsSent(t *testing.T) {
	body := &closing{Reader: strings.NewReader("x")}
	req, _ := http.NewRequestWithContext(context.Background(), "POST", graph, body)
	_, err := transport.Auth(fake(func(*http.Request) (*http.Response, error) {
		t.Error("it was sent")
		return nil, errors.New("no")
	}), &source{}, partnerKey, parse(t, graph)).RoundTrip(req)
	if fault.KindOf(err) != fault.SignIn || !body.closed {
		t.Errorf("%v, closed %v", err, body.closed)
	}
}
