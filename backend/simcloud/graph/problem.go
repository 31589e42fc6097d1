package graph

import (
	"errors"
	"net/http"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/odata"
)

// problem is the documented error body (api/examples graph-error-response.json).
func problem(q *httpd.Query, status int, code, message string) httpd.Answer {
	inner := map[string]string{"date": q.At.Format("2006-01-02T15:04:05"), "request-id": q.ID, "client-request-id": q.Header.Get("client-request-id")}
	if inner["client-request-id"] == "" {
		inner["client-request-id"] = q.ID
	}
	return httpd.JSON(status, map[string]any{"error": map[string]any{"code": code, "message": message, "innerError": inner}})
}

func notFound(q *httpd.Query, what string) httpd.Answer {
	return problem(q, http.StatusNotFound, "Request_ResourceNotFound", "Resource '"+what+"' does not exist or one of its queried reference-property objects are not present.")
}

func badRequest(q *httpd.Query, text string) httpd.Answer {
	return problem(q, http.StatusBadRequest, "Request_BadRequest", text)
}

// tooManyRequests is the documented 429 (api/examples graph-error-429-response.http).
func tooManyRequests(q *httpd.Query, d time.Duration, scope string) httpd.Answer {
	return httpd.JSON(http.StatusTooManyRequests, map[string]any{"error": map[string]any{
		"code": "TooManyRequests", "message": "Please retry again later.",
		"innerError": map[string]string{"code": "429", "date": q.At.Format("2006-01-02T15:04:05"), "message": "Please retry after", "request-id": q.ID, "status": "429"}}}).
		RetryAfter(d).With("x-ms-throttle-scope", scope)
}

// badQuery refuses what can't be asked here: it is never left out of the answer in silence.
func badQuery(q *httpd.Query, err error) httpd.Answer {
	code := "BadRequest"
	if errors.Is(err, odata.ErrUnsupported) {
		code = "Request_UnsupportedQuery"
	}
	return problem(q, http.StatusBadRequest, code, "Invalid "+err.Error()+".")
}

// broken is the service's own failure.
func broken(q *httpd.Query, status int) httpd.Answer {
	return problem(q, status, "ServiceNotAvailable", httpd.Unavailable)
}
