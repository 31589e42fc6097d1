package partnercenter

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// AddNote puts a note on a service request (api/facts.md 2.8). MsRequestID is a GUID, the same again
// when the same note is sent again after an answer was lost (2.0). Nobody promises that Partner Center
// then acts only once, so that a failure which is Unsure (fault.Error) is settled by reading the
// request, not by sending.
func (c *Client) AddNote(ctx context.Context, requestID, text, msRequestID string) error {
	if err := c.patch(ctx, requestID, noteOf(text), msRequestID); err != nil {
		return fmt.Errorf("add a note: %w", err)
	}
	return nil
}

// SetStatus gives a service request another status, such as partner.Closed (api/facts.md 2.8). It names what shall be:
// the same again is the same. See [Client.AddNote] for msRequestID and the failures.
func (c *Client) SetStatus(ctx context.Context, requestID, status, msRequestID string) error {
	if err := c.patch(ctx, requestID, statusOf(status), msRequestID); err != nil {
		return fmt.Errorf("change a service request: %w", err)
	}
	return nil
}

// patch sends what is set of a service request.
func (c *Client) patch(ctx context.Context, id string, what patch, msRequestID string) error {
	if !partner.IsRequestNumber(id) {
		return notANumber(id)
	}
	if err := uuid.Validate(msRequestID); err != nil {
		return fault.Wrap(fault.Internal, err, "service_note_id")
	}
	body, err := json.Marshal(what)
	if err != nil {
		return fault.Wrap(fault.Internal, err, "service_note_unwritten")
	}
	u := c.url("servicerequests/"+url.PathEscape(id), "")
	req, err := http.NewRequestWithContext(ctx, http.MethodPatch, u.String(), bytes.NewReader(body))
	if err != nil {
		return fault.Wrap(fault.Internal, err, "service_request_unmade")
	}
	introduce(req)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("MS-RequestId", msRequestID)
	a, err := wire.Write(c.client, req)
	switch {
	case err != nil:
		return err
	case a.Status == http.StatusNoContent, a.Status == http.StatusOK && len(a.Body) == 0:
		return nil
	case a.Status == http.StatusOK:
		return about(a, id)
	}
	f := refused(a, c.now())
	f.Unsure = a.MayHaveActed()
	return f
}

// about says whether the answer is the request that was changed: a page of a proxy is not.
func about(a wire.Answer, id string) error {
	var r serviceRequest
	err := a.Decode(&r)
	if err == nil && string(r.ID) != id {
		err = fault.New(fault.Upstream, "service_other_request")
	}
	if f, ok := fault.As(err); ok {
		f.Unsure = true
		return f
	}
	return err
}

func notANumber(id string) error {
	return fault.New(fault.Invalid, "service_no_request_number", "text", wire.OneLine(id, 60))
}

// patch is a service request of which nothing but what is to change is set. The documented request writes every
// field, in Pascal case, and so does this one.
type patch struct {
	ID               *string `json:"Id"`
	Title            *string
	Description      *string
	Severity         string
	SupportTopicID   *string `json:"SupportTopicId"`
	SupportTopicName *string
	Status           string
	Organization     *string
	PrimaryContact   *string
	LastUpdatedBy    *string
	ProductName      *string
	ProductID        *string `json:"ProductId"`
	CreatedDate      string
	LastModifiedDate string
	LastClosedDate   string
	NewNote          *newNote
	Notes            *string
	CountryCode      *string
	FileLinks        *string
	Attributes       struct{ ObjectType string }
}

type newNote struct {
	CreatedByName *string
	CreatedDate   *string
	Text          string
}

func noteOf(text string) patch {
	p := nothing()
	p.NewNote = &newNote{Text: text}
	return p
}

func statusOf(status string) patch {
	p := nothing()
	p.Status = status
	return p
}

// nothing is a patch of which nothing is set.
func nothing() patch {
	const never = "0001-01-01T00:00:00"
	p := patch{Severity: "unknown", Status: "none", CreatedDate: never, LastModifiedDate: never, LastClosedDate: never}
	p.Attributes.ObjectType = "ServiceRequest"
	return p
}
