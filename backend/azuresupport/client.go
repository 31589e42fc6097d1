package azuresupport

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// The versions of the two interfaces. The first is from memory, not in the facts.
const (
	subscriptionVersion = "2022-12-01"
	supportVersion      = "2024-04-01"
)

const support = "providers/Microsoft.Support"

// Client speaks Azure Support. It is safe for concurrent use.
type Client struct {
	base   *url.URL
	client func(tenant string) *http.Client
	now    func() time.Time
}

// New makes a client. Base is Azure Resource Manager's root (https://management.azure.com); clientFor
// gives the HTTP client that adds the token for a customer's tenant, and the partner's own beside it.
func New(base *url.URL, clientFor func(tenant string) *http.Client, now func() time.Time) *Client {
	return &Client{base: base, client: clientFor, now: now}
}

// url is the address of a resource; its parts are one path segment each, or a path of ours.
func (c *Client) url(version string, parts ...string) *url.URL {
	u := c.base.JoinPath(parts...)
	u.RawQuery = "api-version=" + version
	return u
}

// get reads one address. An answer that is no success is a fault.
func (c *Client) get(ctx context.Context, tenant partner.TenantID, u *url.URL) (wire.Answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return wire.Answer{}, fault.Wrap(fault.Internal, err, "service_request_unmade")
	}
	req.Header.Set("Accept", "application/json")
	a, err := wire.Do(c.client(string(tenant)), req)
	switch f, _ := fault.As(err); {
	case err == nil && !a.OK():
		err = c.refused(tenant, a)
	case f != nil && f.Kind == fault.Missing:
		// The sign-in knows no such tenant. That says nothing of a ticket, whose absence is believed.
		gone := *f
		gone.Kind, gone.Remedy = fault.Denied, fault.CheckDelegation
		err = &gone
	}
	return a, err
}

// write sends one write, PUT or PATCH. A refusal is a fault that says in Unsure whether the write may have been done.
func (c *Client) write(ctx context.Context, method string, tenant partner.TenantID, u *url.URL, body any) (wire.Answer, error) {
	b, err := json.Marshal(body)
	if err != nil {
		return wire.Answer{}, fault.Wrap(fault.Internal, err, "service_request_unwritten")
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(b))
	if err != nil {
		return wire.Answer{}, fault.Wrap(fault.Internal, err, "service_request_unmade")
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Content-Type", "application/json")
	a, err := wire.Write(c.client(string(tenant)), req)
	switch {
	case err != nil:
		return a, err
	case a.Status == http.StatusOK, a.Status == http.StatusCreated, a.Status == http.StatusAccepted:
		return a, nil
	}
	f := c.refused(tenant, a)
	// The name is taken: by the send before this one, whose answer was lost, or else by nobody of ours.
	// Only reading tells.
	f.Unsure = a.MayHaveActed() || f.Kind == fault.Conflict
	return a, f
}

// list reads a collection over all its pages. A page without the list is a fault, not an empty list. A partial
// failure comes with the items that could be read.
func list[T any](ctx context.Context, c *Client, tenant partner.TenantID, u *url.URL) ([]T, error) {
	out := []T{}
	trail := wire.NewTrail(c.base)
	lost := 0
	for {
		a, err := c.get(ctx, tenant, u)
		if err != nil {
			return nil, err
		}
		var page struct {
			Value *wire.Items[T] `json:"value"`
			Next  wire.Text      `json:"nextLink"`
		}
		if err := a.Decode(&page); err != nil {
			return nil, err
		}
		if page.Value == nil {
			return nil, fault.New(fault.Upstream, "service_no_list")
		}
		out = append(out, page.Value.Read...)
		lost += page.Value.Lost()
		if page.Next == "" {
			return out, wire.Partly(len(out), wire.Incomplete(lost))
		}
		if u, err = trail.Next(string(page.Next), "", len(page.Value.Read)); err != nil {
			return out, wire.Partly(len(out), err)
		}
	}
}

// failed says that an error came with nothing that is good.
func failed(err error) bool { return err != nil && !fault.IsPartial(err) }

// last is the last part of a resource id; a name is its own.
func last(id wire.Text) string { return string(id[strings.LastIndexByte(string(id), '/')+1:]) }
