package msauth

import (
	"cmp"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/wait"
)

const loopCode = "AADSTS50196"

// loopPause is how long the token endpoint is left alone after it complained of a loop. It is longer
// than redeem waits, so that the request isn't repeated.
const loopPause = 5 * time.Minute

// problem is the token endpoint's error body; the authorize endpoint sends its first two members.
type problem struct {
	Error         string `json:"error"`
	Description   string `json:"error_description"`
	Codes         []int  `json:"error_codes"`
	TraceID       string `json:"trace_id"`
	CorrelationID string `json:"correlation_id"`
	Claims        string `json:"claims"`
}

var codeInText = regexp.MustCompile(`\bAADSTS(\d{4,8})\b`)

// meaning finds what p means, the code that says so, and what the service adds where the code says little.
func (p problem) meaning(atHome bool) (m meaning, code, said string) {
	codes := p.Codes
	if m := codeInText.FindStringSubmatch(p.Description); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			codes = append(slices.Clip(codes), n)
		}
	}
	where := func(r row) meaning {
		if atHome {
			return r.home
		}
		return r.customer
	}
	for _, c := range codes {
		i := slices.IndexFunc(rows, func(r row) bool { return slices.Contains(r.codes, c) })
		if i >= 0 {
			m = where(rows[i])
			if m == refuses {
				said = firstLine(p.Description)
			}
			return m, aadsts(c), said
		}
	}
	code = firstLine(p.Error)
	if len(codes) > 0 {
		code = aadsts(codes[0])
	}
	named, ok := byError[p.Error]
	if !ok {
		named = other
	}
	m = where(named)
	switch {
	case slices.ContainsFunc(codes, blockedByPolicy):
		m = where(policy)
	case atHome:
	case p.Claims != "":
		m = challenge
	case len(codes) > 0 && m.kind == fault.SignIn: // the number says what it is, to those who know it
		m = refuses
	}
	return m, code, firstLine(p.Description)
}

func aadsts(code int) string { return "AADSTS" + strconv.Itoa(code) }

// fault classifies p, which a customer's tenant said, or the partner's own where customer is empty.
func (p problem) fault(now time.Time, customer string) *fault.Error {
	m, code, said := p.meaning(customer == "")
	id := firstLine(cmp.Or(p.TraceID, p.CorrelationID))
	f := fault.New(m.kind, m.key).With(m.remedy).WithCode(code, id)
	if said != "" {
		f.Message = message.Of("service_said", "problem", f.Message, "text", said)
	}
	f.Claims = p.Claims
	if code == loopCode {
		f.RetryAt = now.Add(loopPause)
	}
	return f.AtCustomer(customer)
}

// refused classifies an answer of the token or device code endpoint that is no success.
func refused(resp *http.Response, body []byte, now time.Time, customer string) error {
	var p problem
	var f *fault.Error
	switch status := resp.StatusCode; {
	case json.Unmarshal(body, &p) == nil && p.Error != "":
		f = p.fault(now, customer)
		if status == http.StatusTooManyRequests && f.Kind != fault.Throttled {
			f.Kind, f.Remedy = fault.Throttled, fault.WaitAndRetry
		}
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable && resp.Header.Get("Retry-After") != "":
		f = fault.New(fault.Throttled, "signin_throttled")
	default:
		f = fault.New(fault.Upstream, "signin_status", "status", status)
	}
	if after, ok := wait.RetryAfter(resp.Header, now); ok && f.Kind.Transient() && f.RetryAt.IsZero() {
		f.RetryAt = now.Add(after)
		if after > longestWait {
			f.Message = message.Of("signin_wait", "problem", f.Message, "span", message.Span(after))
		}
	}
	if f.RequestID == "" {
		f.RequestID = resp.Header.Get("x-ms-request-id")
	}
	return f.AtCustomer(customer)
}
