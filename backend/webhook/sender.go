package webhook

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"tenantry/backend/fault"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/wait"
)

// sender is the outbox.Sender of messages to the webhook that is kept.
type sender struct {
	hook  func() (Hook, error)
	under func(context.Context) (context.Context, context.CancelFunc) // makes the context of a call
	post  http.RoundTripper                                           // follows no redirect, and its errors are classified
	now   func() time.Time
}

// Prepare has nothing to read: no receiver can be asked what it has.
func (sender) Prepare(context.Context, partner.Outgoing) (int, error) { return 0, nil }

// Send implements [outbox.Sender].
func (s sender) Send(ctx context.Context, o partner.Outgoing) (outbox.Receipt, error) {
	h, err := s.hook()
	if err != nil {
		return outbox.Receipt{}, err
	}
	ctx, done := s.under(ctx)
	defer done()
	req, err := s.request(ctx, h, o)
	if err != nil {
		return outbox.Receipt{}, err
	}
	res, err := s.post.RoundTrip(req)
	if err != nil {
		return outbox.Receipt{}, err
	}
	defer res.Body.Close()
	return outbox.Receipt{}, h.judge(req.URL, res, s.now())
}

// request is the call that carries o.
func (s sender) request(ctx context.Context, h Hook, o partner.Outgoing) (*http.Request, error) {
	at, err := parse(h.Address)
	if err != nil {
		return nil, err
	}
	c, err := contentOf(o)
	if err != nil {
		return nil, err
	}
	body, err := c.as(h).body(h.Kind, o.Key)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "service_request_unmade")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, at.String(), bytes.NewReader(body))
	if err != nil {
		return nil, fault.New(fault.Internal, "service_request_unmade") // its text would hold the address
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Tenantry")
	if h.Kind == Generic {
		if err := sign(req.Header, h.Key, o.Key, s.now(), body); err != nil {
			return nil, err
		}
	}
	return req, nil
}

// Settle implements [outbox.Sender]. A program of the user's drops what it has by its id, so that it is sent again; Teams and Slack
// know no ids and can't be asked: a person decides. What a refusal or a person put back into the queue may go.
func (s sender) Settle(_ context.Context, o partner.Outgoing) (outbox.Receipt, bool, error) {
	h, err := s.hook()
	if err != nil {
		return outbox.Receipt{}, false, err
	}
	if h.Kind != Generic && o.State == partner.Uncertain {
		return outbox.Receipt{}, false, fault.New(fault.Denied, "webhook_uncertain").With(fault.DecideWebhook)
	}
	return outbox.Receipt{}, false, nil
}

// refusals are what a status says where only a person can mend it.
var refusals = map[int]string{
	http.StatusBadRequest: "webhook_bad_request", http.StatusUnauthorized: "webhook_unauthorized", http.StatusForbidden: "webhook_forbidden",
	http.StatusNotFound: "webhook_not_found", http.StatusGone: "webhook_gone",
}

// judge says what an answer means: nil, it has it. Of a gateway that lost the receiver, or a receiver that gave up
// reading, nobody knows: the fault is unsure.
func (h Hook) judge(at *url.URL, res *http.Response, now time.Time) error {
	status := res.StatusCode
	if status >= 200 && status < 300 {
		return nil
	}
	said := h.said(at, res.Body)
	say := func(k fault.Kind, key string, r fault.Remedy) *fault.Error {
		return fault.New(k, key, "host", at.Host, "status", status, "answer", said).With(r)
	}
	switch {
	case status >= 300 && status < 400:
		return say(fault.Denied, "webhook_redirect", fault.CheckWebhook)
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable && res.Header.Get("Retry-After") != "":
		f := say(fault.Throttled, "webhook_later", fault.WaitAndRetry)
		if after, ok := wait.RetryAfter(res.Header, now); ok {
			f.RetryAt = now.Add(after)
		}
		return f
	case status == http.StatusRequestTimeout, status >= 500:
		f := say(fault.Upstream, "webhook_fails", fault.WaitAndRetry)
		f.Unsure = status == http.StatusRequestTimeout || status == http.StatusBadGateway || status == http.StatusGatewayTimeout
		return f
	case refusals[status] != "":
		return say(fault.Denied, refusals[status], fault.CheckWebhook)
	}
	return say(fault.Denied, "webhook_refused", fault.CheckWebhook)
}

// What is read of an answer, in bytes, and what of it is shown, in characters.
const (
	maxAnswer = 64 << 10
	maxShown  = 200
)

// said is the beginning of an answer on one line, without what is secret; a dash where it says nothing.
func (h Hook) said(at *url.URL, body io.Reader) string {
	b, err := io.ReadAll(io.LimitReader(body, maxAnswer))
	if err != nil && len(b) == 0 {
		return "–"
	}
	text := strings.ToValidUTF8(string(b), "")
	for _, secret := range []string{h.Address, at.String(), at.RequestURI(), at.Path, at.RawQuery, strings.TrimPrefix(h.Key, keyPrefix)} {
		if len(secret) > 1 {
			text = strings.ReplaceAll(text, secret, "…")
		}
	}
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
	if r := []rune(text); len(r) > maxShown {
		text = string(r[:maxShown-1]) + "…"
	}
	if text == "" {
		return "–"
	}
	return text
}
