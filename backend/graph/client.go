package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/wire"
)

// Client reads Microsoft Graph. It is safe for concurrent use.
type Client struct {
	base    *url.URL
	client  func(tenant string) *http.Client
	partner string
	now     func() time.Time
	busy    func()
	posts   sanitiser
	resting resting
}

// New makes a client. Base is the service's root without a version (https://graph.microsoft.com);
// client gives the HTTP client that adds the token for a tenant; partnerTenant is where the lists of
// customers are read; busy is called when a member of a batch was refused because there were too many
// requests, which the HTTP client can't see: the batch itself succeeds.
func New(base *url.URL, client func(tenant string) *http.Client, partnerTenant string, now func() time.Time, busy func()) *Client {
	return &Client{base: base.JoinPath("v1.0"), client: client, partner: partnerTenant, now: now, busy: busy}
}

// url is the address of a resource. Path segments must be escaped already.
func (c *Client) url(path string, query string) *url.URL {
	u := c.base.JoinPath(path)
	u.RawQuery = query
	return u
}

// get reads one address in a tenant. An answer that is no success is a fault.
func (c *Client) get(ctx context.Context, tenant string, u *url.URL) (wire.Answer, error) {
	return c.send(ctx, tenant, http.MethodGet, u, nil)
}

func (c *Client) send(ctx context.Context, tenant, method string, u *url.URL, body []byte) (wire.Answer, error) {
	req, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
	if err != nil {
		return wire.Answer{}, fault.Wrap(fault.Internal, err, "service_request_unmade")
	}
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	a, err := wire.Do(c.client(tenant), req)
	if err != nil {
		return wire.Answer{}, err
	}
	if !a.OK() {
		return a, c.refused(tenant, a)
	}
	return a, nil
}

// customer is tenant where it is a customer's, and nothing where it is the partner's own.
func (c *Client) customer(tenant string) string {
	if strings.EqualFold(tenant, c.partner) {
		return ""
	}
	return tenant
}

// refused turns an answer that is no success into a fault (api/facts.md 1, Errors). The code may be
// empty, the text is for people only, and the inner error is spelt in two ways.
func (c *Client) refused(tenant string, a wire.Answer) error {
	type inner struct {
		RequestID wire.Text `json:"request-id"`
	}
	var body struct {
		Error json.RawMessage `json:"error"`
		Text  wire.Text       `json:"error_description"`
	}
	var e struct {
		Code    wire.Text `json:"code"`
		Message wire.Text `json:"message"`
		Inner   inner     `json:"innerError"` // also "innererror": keys are read in any case
	}
	// What can't be read leaves the status to speak for itself.
	if a.Decode(&body) == nil && json.Unmarshal(body.Error, &e) != nil {
		e.Message = body.Text
		_ = json.Unmarshal(body.Error, &e.Code)
	}
	id := a.Header.Get("request-id")
	if id == "" {
		id = string(e.Inner.RequestID)
	}
	said := wire.Refusal{Service: "Microsoft Graph", Code: string(e.Code), Text: string(e.Message), RequestID: wire.OneLine(id, 64),
		Tenant: c.customer(tenant)}
	return refine(said, said.Fault(a, c.now()))
}
