package transport

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
)

// Auth adds the bearer token of key to requests for origin's scheme, host and port. Requests for
// anywhere else lose whatever credentials they carry, those of [Auxiliary] too. A 401 or 403 with a claims challenge is a fault
// of kind SignIn with the Claims (api/facts.md 1, "Errors"); after a plain 401 the token is asked for
// anew and, if it is another one, the request is sent once more.
func Auth(next http.RoundTripper, tokens TokenSource, key Key, origin *url.URL) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		if !cloud.SameOrigin(req.URL, origin) {
			r := req.Clone(req.Context())
			r.Header.Del("Authorization")
			r.Header.Del(auxiliaryHeader)
			return next.RoundTrip(r)
		}
		token, err := tokens.Token(req.Context(), key.Tenant, key.Audience)
		if err != nil {
			closeBody(req)
			return nil, noWrite(err)
		}
		resp, err := next.RoundTrip(bearer(req.Clone(req.Context()), token))
		if err != nil {
			return nil, err
		}
		if f := challenge(req, resp, key.Tenant); f != nil {
			discard(resp)
			return nil, f
		}
		if resp.StatusCode != http.StatusUnauthorized || !rewindable(req) {
			return resp, nil
		}
		tokens.Discard(key.Tenant, key.Audience, token)
		fresh, err := tokens.Token(req.Context(), key.Tenant, key.Audience)
		if err != nil {
			discard(resp)
			return nil, noWrite(err)
		}
		if fresh == token {
			return resp, nil
		}
		discard(resp)
		r, err := again(req)
		if err != nil {
			return nil, err
		}
		resp, err = next.RoundTrip(bearer(r, fresh))
		if err != nil {
			return nil, err
		}
		if f := challenge(req, resp, key.Tenant); f != nil {
			discard(resp)
			return nil, f
		}
		return resp, nil
	})
}

// noWrite makes certain that the failure of a token request is not taken for that of the request that
// the token was for, which was not sent. The error may be shared with other callers, so it is copied.
func noWrite(err error) error {
	f, ok := fault.As(err)
	if !ok || !f.Unsure {
		return err
	}
	sure := *f
	sure.Unsure = false
	return &sure
}

func bearer(req *http.Request, token string) *http.Request {
	req.Header.Set("Authorization", "Bearer "+token)
	return req
}

// claimsParam finds the claims of a WWW-Authenticate header, a quoted string.
var claimsParam = regexp.MustCompile(`(?i)[\s,]claims\s*=\s*"((?:[^"\\]|\\.)*)"`)

// challenge is the fault that a claims challenge amounts to, nil where there is none.
func challenge(req *http.Request, resp *http.Response, tenant string) error {
	if resp.StatusCode != http.StatusUnauthorized && resp.StatusCode != http.StatusForbidden {
		return nil
	}
	for _, h := range resp.Header.Values("WWW-Authenticate") {
		m := claimsParam.FindStringSubmatch(h)
		if m == nil {
			continue
		}
		f := fault.New(fault.SignIn, "network_new_signin", "host", req.URL.Host).
			WithCode("insufficient_claims", firstHeader(resp.Header, "request-id", "MS-RequestId"))
		f.Claims = claimsJSON(m[1])
		return f.AtCustomer(tenant)
	}
	return nil
}

// claimsJSON is what the authorize request wants, from the base64 (of either alphabet, padded or
// not) or the escaped JSON of the header; "" when it is neither.
func claimsJSON(text string) string {
	plain := strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(text)
	if isObject(plain) {
		return plain
	}
	text = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(text, "="))
	if raw, err := base64.RawStdEncoding.DecodeString(text); err == nil && isObject(string(raw)) {
		return string(raw)
	}
	return ""
}

func isObject(text string) bool {
	return strings.HasPrefix(text, "{") && json.Valid([]byte(text))
}

func firstHeader(h http.Header, names ...string) string {
	for _, n := range names {
		if v := h.Get(n); v != "" {
			return v
		}
	}
	return ""
}
