package outbox

import (
	"context"
	"fmt"
	"strings"

	"tenantry/backend/partner"
)

// Notes is what notes need of Partner Center (api/facts.md 2.7, 2.8).
type Notes interface {
	// Notes reads the texts of all notes on a service request, fresh. Where one of them can't be read it fails.
	Notes(ctx context.Context, tenant partner.TenantID, requestID string) ([]string, error)
	// AddNote adds one; key is the header MS-RequestId.
	AddNote(ctx context.Context, requestID, text, key string) error
}

// Messages is what notes on Azure tickets need of Azure Support: a message has a name, and the same name
// again is the same message.
type Messages interface {
	Add(ctx context.Context, tenant partner.TenantID, resource, name, subject, text string) error
	Exists(ctx context.Context, tenant partner.TenantID, resource, name string) (bool, error)
}

// NoteSender is the Sender of the channel note.
type NoteSender struct {
	Notes    Notes
	Messages Messages
}

// Prepare counts the equal notes that are there already. Partner Center says of MS-RequestId only that it
// is "used to ensure id-potency", not for how long or where (api/facts.md 2.0, 5.11): so notes are counted.
func (s NoteSender) Prepare(ctx context.Context, o partner.Outgoing) (int, error) {
	if o.RequestResource != "" {
		return 0, nil
	}
	return s.equal(ctx, o)
}

// Send implements [Sender].
func (s NoteSender) Send(ctx context.Context, o partner.Outgoing) (Receipt, error) {
	var err error
	if o.RequestResource != "" {
		err = s.Messages.Add(ctx, o.Tenant, o.RequestResource, o.Key, o.RequestTitle, o.Note)
	} else {
		err = s.Notes.AddNote(ctx, o.RequestID, o.Note, o.Key)
	}
	if err != nil {
		return Receipt{}, fmt.Errorf("add a note: %w", err)
	}
	return Receipt{}, nil
}

// Settle looks for the message by its name, or for one more equal note than before the first try.
func (s NoteSender) Settle(ctx context.Context, o partner.Outgoing) (Receipt, bool, error) {
	if o.RequestResource != "" {
		found, err := s.Messages.Exists(ctx, o.Tenant, o.RequestResource, o.Key)
		if err != nil {
			return Receipt{}, false, fmt.Errorf("look for the message: %w", err)
		}
		return Receipt{}, found, nil
	}
	n, err := s.equal(ctx, o)
	return Receipt{}, err == nil && n > o.Baseline, err
}

// equal counts the notes on the request that say the same.
func (s NoteSender) equal(ctx context.Context, o partner.Outgoing) (n int, err error) {
	texts, err := s.Notes.Notes(ctx, o.Tenant, o.RequestID)
	if err != nil {
		return 0, fmt.Errorf("read the notes of request %s: %w", o.RequestID, err)
	}
	want := plain(o.Note)
	for _, text := range texts {
		if plain(text) == want {
			n++
		}
	}
	return n, nil
}

// plain is a text without what services change on the way: line ends and runs of space.
func plain(text string) string { return strings.Join(strings.Fields(text), " ") }
