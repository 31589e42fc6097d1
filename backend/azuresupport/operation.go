package azuresupport

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wait"
	"tenantry/backend/wire"
)

// How a write that Azure does later is followed.
const (
	finishLimit = 30 * time.Second // afterwards the outbox reads whether it is there, and others have their turn
	firstPoll   = 2 * time.Second  // where Azure names no time; doubles
	longestPoll = 10 * time.Second
)

// finish waits until the write that was answered by a is done: at once after 200 or 201, and after a
// 202 when the address to poll says so, "Azure-AsyncOperation" before "Location" before the written
// resource itself (api/facts.md 2.10). An address on another host is not asked. Failures are Unsure,
// unless Azure says that the operation failed and the resource is not there.
func (c *Client) finish(ctx context.Context, tenant partner.TenantID, a wire.Answer, written *url.URL) error {
	if a.Status != http.StatusAccepted {
		return nil
	}
	ctx, cancel := context.WithTimeoutCause(ctx, finishLimit, fault.New(fault.Upstream, "azure_unfinished"))
	defer cancel()
	poll, done := c.follow(tenant, a.Header, written)
	for rest := firstPoll; ; rest = min(2*rest, longestPoll) {
		if err := wait.For(ctx, c.pause(a.Header, rest)); err != nil {
			return unsure(context.Cause(ctx))
		}
		var err error
		a, err = c.get(ctx, tenant, poll)
		if poll == written && a.Status == http.StatusNotFound {
			continue // not yet
		}
		if err != nil {
			return unsure(cmp.Or(context.Cause(ctx), err))
		}
		ready, err := done(a)
		if err != nil {
			return c.failed(ctx, tenant, written, err)
		}
		if ready {
			return nil
		}
	}
}

// follow chooses what to poll, and how its answers are read.
func (c *Client) follow(tenant partner.TenantID, h http.Header, written *url.URL) (*url.URL, func(wire.Answer) (bool, error)) {
	if u := c.ours(h.Get("Azure-AsyncOperation")); u != nil {
		return u, func(a wire.Answer) (bool, error) { return c.operation(tenant, a) }
	}
	accepted := func(a wire.Answer) (bool, error) { return a.Status != http.StatusAccepted, nil }
	if u := c.ours(h.Get("Location")); u != nil {
		return u, accepted
	}
	return written, accepted
}

// ours is an address that Azure named, if it lies on Azure's own host; nil otherwise.
func (c *Client) ours(address string) *url.URL {
	if address == "" {
		return nil
	}
	u, err := c.base.Parse(address)
	if err != nil || u.User != nil || !cloud.SameOrigin(u, c.base) {
		return nil
	}
	return u
}

// operation reads the status of an operation; an error is the one with which it failed.
func (c *Client) operation(tenant partner.TenantID, a wire.Answer) (bool, error) {
	if a.Status == http.StatusAccepted && len(a.Body) == 0 {
		return false, nil
	}
	var op struct {
		Status wire.Text  `json:"status"`
		Error  azureError `json:"error"`
	}
	if err := a.Decode(&op); err != nil {
		return false, unsure(err)
	}
	switch strings.ToLower(string(op.Status)) {
	case "succeeded":
		return true, nil
	case "failed", "canceled", "cancelled":
		return false, c.operationFailed(tenant, op.Error, a.Header)
	}
	return false, nil
}

// failed settles what an operation left behind that ended with err: sometimes the resource is there
// all the same, and only its absence makes the failure certain.
func (c *Client) failed(ctx context.Context, tenant partner.TenantID, written *url.URL, err error) error {
	if f, ok := fault.As(err); ok && f.Unsure {
		return err
	}
	a, read := c.get(ctx, tenant, written)
	switch {
	case read == nil:
		return nil
	case a.Status == http.StatusNotFound && fault.KindOf(read) == fault.Missing:
		return err
	}
	return unsure(err)
}

// pause is how long to wait before the next poll.
func (c *Client) pause(h http.Header, usual time.Duration) time.Duration {
	if d, ok := wait.RetryAfter(h, c.now()); ok {
		return max(d, time.Second)
	}
	return usual
}
