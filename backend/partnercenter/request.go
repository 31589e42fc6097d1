package partnercenter

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// requestPage is how many service requests are asked for at once, at most 1000 (api/facts.md 2.5).
const requestPage = 1000

// Numbers stand for words in documented lists, in the order of Microsoft's own library.
var (
	severities      = wire.NewEnum("unknown", "critical", "moderate", "minimal")
	requestStatuses = wire.NewEnum("none", "open", "closed", "attention_needed")
)

type serviceRequest struct {
	ID           wire.Text `json:"id"`
	Title        wire.Text `json:"title"`
	Description  wire.Text `json:"description"`
	Severity     wire.Text `json:"severity"`
	Status       wire.Text `json:"status"`
	Product      wire.Text `json:"productName"`
	Topic        wire.Text `json:"supportTopicName"`
	CreatedAt    wire.Time `json:"createdDate"`
	ModifiedAt   wire.Time `json:"lastModifiedDate"`
	ClosedAt     wire.Time `json:"lastClosedDate"`
	Organization struct {
		ID wire.Text `json:"id"`
	} `json:"organization"`
	Contact struct {
		FirstName wire.Text `json:"firstName"`
		LastName  wire.Text `json:"lastName"`
	} `json:"primaryContact"`
	Notes wire.Items[note] `json:"notes"`
}

type note struct {
	By   wire.Text `json:"createdByName"`
	At   wire.Time `json:"createdDate"`
	Text wire.Text `json:"text"`
}

func (r serviceRequest) request() partner.ServiceRequest {
	out := partner.ServiceRequest{ID: string(r.ID), Title: string(r.Title), Severity: cmp.Or(severities.Word(r.Severity), "unknown"),
		Status: cmp.Or(requestStatuses.Word(r.Status), "none"), Product: string(cmp.Or(r.Product, r.Topic)),
		Contact:   strings.TrimSpace(string(r.Contact.FirstName) + " " + string(r.Contact.LastName)),
		CreatedAt: r.CreatedAt.Time, ModifiedAt: r.ModifiedAt.Time, ClosedAt: r.ClosedAt.Time}
	for _, n := range r.Notes.Read {
		out.Notes = append(out.Notes, partner.Note{By: string(n.By), At: n.At.Time, Text: string(n.Text)})
	}
	return out
}

// Requests lists the service requests of all customers in one go, without notes. Partner Center need
// not have this list (api/facts.md 2.6): when it has none, or when no entry names its customer, the failure
// is of kind Missing, and CustomerRequests is the way. A partial failure comes with those that could be read.
func (c *Client) Requests(ctx context.Context) (map[partner.TenantID][]partner.ServiceRequest, error) {
	items, err := c.requests(ctx, c.url("servicerequests", ""))
	if err != nil && !fault.IsPartial(err) {
		return nil, fmt.Errorf("list service requests: %w", ofOwn(err))
	}
	out := map[partner.TenantID][]partner.ServiceRequest{}
	unnamed := 0
	for _, r := range items {
		id, err := partner.ParseTenantID(string(r.Organization.ID))
		if err != nil {
			unnamed++
			continue
		}
		out[id] = append(out[id], r.request())
	}
	switch {
	case unnamed > 0 && len(out) == 0:
		out, err = nil, fault.New(fault.Missing, "service_requests_unnamed").With(fault.ReportUpstream)
	case err == nil:
		err = wire.Incomplete(unnamed)
	}
	if err != nil {
		return out, fmt.Errorf("list service requests: %w", err)
	}
	return out, nil
}

// CustomerRequests lists one customer's service requests, without notes (api/facts.md 2.5).
func (c *Client) CustomerRequests(ctx context.Context, tenant partner.TenantID) ([]partner.ServiceRequest, error) {
	items, err := c.requests(ctx, c.customerURL(tenant, "/servicerequests", ""))
	if err != nil {
		err = fmt.Errorf("list the customer's service requests: %w", err)
	}
	out := make([]partner.ServiceRequest, 0, len(items))
	for _, r := range items {
		out = append(out, r.request())
	}
	return out, err
}

// Request reads one service request with its description and notes (api/facts.md 2.7).
// One that says of itself that it is another customer's is a fault of kind Invalid.
func (c *Client) Request(ctx context.Context, tenant partner.TenantID, id string) (partner.ServiceRequest, error) {
	if !partner.IsRequestNumber(id) {
		return partner.ServiceRequest{}, notANumber(id)
	}
	var r serviceRequest
	if err := c.read(ctx, c.url("servicerequests/"+url.PathEscape(id), ""), &r); err != nil {
		return partner.ServiceRequest{}, fmt.Errorf("read service request: %w", err)
	}
	if string(r.ID) != id {
		return partner.ServiceRequest{}, fmt.Errorf("read service request: %w", fault.New(fault.Upstream, "service_other_request"))
	}
	if owner, err := partner.ParseTenantID(string(r.Organization.ID)); err == nil && owner != tenant {
		return partner.ServiceRequest{}, fault.New(fault.Invalid, "service_request_of_other", "id", id)
	}
	out := r.request()
	out.Description, out.NotesAt, out.NotesIncomplete = string(r.Description), c.now(), r.Notes.Lost() > 0
	return out, nil
}

// requests reads a list of service requests by size and offset: the documented one has no links. A page that holds
// nothing new is the last. One that is not full need not be: a service may give fewer than it was asked for. Where it
// refuses to go on after such a page, that was the end.
func (c *Client) requests(ctx context.Context, u *url.URL) (out []serviceRequest, lost error) {
	seen := map[wire.Text]bool{}
	for read, asked := 0, 0; ; {
		u.RawQuery = "size=" + strconv.Itoa(requestPage)
		if read > 0 {
			u.RawQuery += "&offset=" + strconv.Itoa(read)
		}
		n, fresh := 0, 0
		for r, err := range list[serviceRequest](ctx, c, u) {
			if wire.IsIncomplete(err) && read+n > 0 || fault.IsPartial(err) {
				lost = err // where those stood is not known: the next page begins before them
				break
			}
			if kind := fault.KindOf(err); read > 0 && read < asked && (kind == fault.Invalid || kind == fault.Missing) {
				break
			}
			if err != nil {
				return out, err
			}
			n++
			if !seen[r.ID] {
				seen[r.ID] = true
				fresh++
				out = append(out, r)
			}
		}
		read, asked = read+n, asked+requestPage
		if fresh == 0 {
			return out, wire.Partly(len(out), lost)
		}
	}
}
