package transport

import (
	"net/http"
	"net/url"

	"tenantry/backend/cloud"
)

const auxiliaryHeader = "X-Ms-Authorization-Auxiliary"

// Auxiliary adds the second token of a request on behalf of a customer: key's, which is the partner's
// own (api/facts.md 2.10). It goes to origin's scheme, host and port only. It stands below [Auth],
// which takes it off whatever goes elsewhere; when a 401 leaves open which of the two tokens was
// refused, this one too is another one at Auth's second try.
func Auxiliary(next http.RoundTripper, tokens TokenSource, key Key, origin *url.URL) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		if !cloud.SameOrigin(req.URL, origin) {
			return next.RoundTrip(req)
		}
		token, err := tokens.Token(req.Context(), key.Tenant, key.Audience)
		if err != nil {
			closeBody(req)
			return nil, noWrite(err)
		}
		r := req.Clone(req.Context())
		r.Header.Set(auxiliaryHeader, "Bearer "+token)
		resp, err := next.RoundTrip(r)
		if err == nil && resp.StatusCode == http.StatusUnauthorized {
			tokens.Discard(key.Tenant, key.Audience, token)
		}
		return resp, err
	})
}
