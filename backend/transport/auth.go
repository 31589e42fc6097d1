package transport

import (
	"net/http"
	"net/url"

	"tenantry/backend/challenge"
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
		if f := demand(req, resp, key.Tenant); f != nil {
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
		if f := demand(req, resp, key.Tenant); f != nil {
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

// demand is the fault that a claims challenge amounts to, nil where there is none.
func demand(req *http.Request, resp *http.Response, tenant string) error {
	if resp.StatusCode != http.StatusUnauthorized && resp.StatusCode != http.StatusForbidden {
		return nil
	}
	claims, made := challenge.Of(resp.Header)
	if !made {
		return nil
	}
	f := fault.New(fault.SignIn, "network_new_signin", "host", req.URL.Host).
		WithCode("insufficient_claims", firstHeader(resp.Header, "request-id", "MS-RequestId", "x-ms-request-id"))
	f.Claims = claims
	return f.AtCustomer(tenant)
}

func firstHeader(h http.Header, names ...string) string {
	for _, n := range names {
		if v := h.Get(n); v != "" {
			return v
		}
	}
	return ""
}
