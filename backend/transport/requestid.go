package transport

import (
	"net/http"

	"github.com/google/uuid"
)

// GraphIDs gives each request a client-request-id (api/facts.md 1).
func GraphIDs(next http.RoundTripper) http.RoundTripper {
	return requestIDs(next, "client-request-id", "")
}

// PartnerCenterIDs gives each request MS-RequestId and MS-CorrelationId (api/facts.md 2.0). An
// MS-RequestId that the caller set stays: it repeats a write whose answer was lost.
func PartnerCenterIDs(next http.RoundTripper) http.RoundTripper {
	return requestIDs(next, "MS-RequestId", "MS-CorrelationId")
}

// AzureIDs gives each request an x-ms-client-request-id (Azure Resource Manager; from memory, not in
// the facts).
func AzureIDs(next http.RoundTripper) http.RoundTripper {
	return requestIDs(next, "x-ms-client-request-id", "")
}

// requestIDs keeps the id of a call whose last send had no answer, so that the service can see that
// it is the same; any answer ends that. The correlation id is the call's.
func requestIDs(next http.RoundTripper, idHeader, correlationHeader string) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		c := callOf(req.Context())
		req = req.Clone(req.Context())
		if req.Header.Get(idHeader) == "" {
			if c.id == "" {
				c.id = uuid.NewString()
			}
			req.Header.Set(idHeader, c.id)
		}
		if correlationHeader != "" {
			if c.correlation == "" {
				c.correlation = uuid.NewString()
			}
			req.Header.Set(correlationHeader, c.correlation)
		}
		resp, err := next.RoundTrip(req)
		if err == nil {
			c.id = ""
		}
		return resp, err
	})
}
