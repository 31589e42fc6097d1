package wire

import (
	"net/http"
	"strings"
	"time"

	"tenantry/backend/challenge"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/wait"
)

// Refusal is an answer that is no success, in the words of the service that gave it.
type Refusal struct {
	Service   string // for the message: "Microsoft Graph"
	Code      string
	Text      string // the service's own words; may be empty
	RequestID string
	Tenant    string // the customer's that was asked for; empty: the partner's own
}

// Fault classifies the answer by its status (api/facts.md 1, Errors). The caller may correct the kind
// and the remedy where the service's code says more.
func (r Refusal) Fault(a Answer, now time.Time) *fault.Error {
	kind, key := kindOf(a)
	e := fault.New(kind, key, "service", r.Service, "status", a.Status).WithCode(OneLine(r.Code, 100), OneLine(r.RequestID, 100))
	if text := strings.TrimRight(OneLine(r.Text, 200), ". "); text != "" {
		e.Message = message.Of("service_said", "problem", e.Message, "text", text)
	}
	switch kind {
	case fault.Throttled:
		if after, ok := wait.RetryAfter(a.Header, now); ok {
			e.RetryAt = now.Add(after)
		}
	case fault.SignIn:
		e.Claims, _ = challenge.Of(a.Header)
	case fault.Invalid:
		e.Remedy = fault.ReportBug // the request was ours, nobody entered anything
	}
	return e.AtCustomer(r.Tenant)
}

// kindOf is the kind of an answer that is no success, and what to say of it.
func kindOf(a Answer) (fault.Kind, string) {
	switch s := a.Status; {
	case s == http.StatusUnauthorized:
		return fault.SignIn, "service_signin"
	case s == http.StatusForbidden && challenged(a):
		return fault.SignIn, "service_stronger_signin"
	case s == http.StatusForbidden:
		return fault.Denied, "service_denied"
	case s == http.StatusNotFound:
		return fault.Missing, "service_missing"
	case s == http.StatusConflict, s == http.StatusPreconditionFailed, s == http.StatusLocked:
		return fault.Conflict, "service_conflict"
	case s == http.StatusGone:
		return fault.Retired, "service_withdrawn"
	case s == http.StatusTooManyRequests, s == 509,
		s == http.StatusServiceUnavailable && a.Header.Get("Retry-After") != "":
		return fault.Throttled, "service_wait"
	case s == http.StatusFailedDependency:
		return fault.Upstream, "service_dependency"
	case s >= 500, s == http.StatusRequestTimeout:
		return fault.Upstream, "service_failed"
	case s >= 400:
		return fault.Invalid, "service_misunderstood"
	}
	return fault.Upstream, "service_unexpected"
}

func challenged(a Answer) bool {
	_, made := challenge.Of(a.Header)
	return made
}
