package requests

import (
	"cmp"
	"context"
	"slices"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Details is one service request with its notes.
type Details struct {
	known
	written written
	texts   *Texts
	reach   Reach
}

// Request is a request with its notes.
type Request struct {
	Row
	Description string
	Contact     string
	NotesAt     time.Time // zero: the notes were never read
	Incomplete  bool      // some of the notes could not be read
	Notes       []Note    // oldest first; those on their way last

	MayClose bool     // it can be closed from here
	Regrades []string // the severities that it can get from here
	// Changes are those that the request as it was read last does not show yet, in the order in which they were made.
	Changes []partner.Outgoing
}

// Note is a message on a request; Outgoing is that of one that Microsoft does not show yet.
type Note struct {
	partner.Note
	Outgoing *partner.Outgoing
}

// Get answers with a request as it is kept; id is Microsoft's number or a local id.
func (d *Details) Get(tenant partner.TenantID, id string) (Request, error) {
	return d.join(tenant, id, nil)
}

// Read reads a request with its notes anew from Microsoft. One that Microsoft does not have yet is
// answered as it is kept.
func (d *Details) Read(ctx context.Context, tenant partner.TenantID, id string) (Request, error) {
	resource := ""
	if o, ok := d.written.outbox.Get(id); ok && o.Tenant == tenant {
		switch {
		case !o.Channel.Way().Request:
			id, resource = o.RequestID, o.RequestResource
		case o.Number == "":
			return d.Get(tenant, id)
		default:
			id, resource = o.Number, o.Resource
		}
	}
	kept, listed := d.request(tenant, id)
	if listed {
		resource = kept.Resource
	} else if mine, ok := d.written.sentAs(tenant, id); ok {
		resource = mine.Resource
	}
	var read partner.ServiceRequest
	err := d.reach(ctx, func(ctx context.Context, r Reader) (err error) {
		read, err = r.Request(ctx, tenant, id, resource)
		return err
	})
	if err != nil {
		return Request{}, err
	}
	if listed {
		read = read.Over(kept)
	}
	return d.join(tenant, id, &read)
}

// join joins what Microsoft told of a request, a moment ago or as it is kept, with what is on its way.
func (d *Details) join(tenant partner.TenantID, id string, read *partner.ServiceRequest) (Request, error) {
	mine, written := d.written.outbox.Get(id)
	number := id
	switch {
	case written && mine.Tenant != tenant:
		written = false
	case written && !mine.Channel.Way().Request: // what is written on a request leads to it
		written, number = false, mine.RequestID
	case written:
		number = mine.Number
	}
	kept, listed := d.request(tenant, number)
	if read != nil {
		kept, listed = *read, true
	}
	if !written {
		mine, written = d.written.sentAs(tenant, number)
	}
	if !listed && !written {
		return Request{}, fault.New(fault.Missing, "outgoing_no_request", "id", id).With(fault.CorrectInput)
	}
	out := Request{Row: Row{Tenant: tenant, Customer: d.name(partner.Outgoing{Tenant: tenant, Customer: mine.Customer})},
		Description: kept.Description, Contact: kept.Contact, NotesAt: kept.NotesAt, Incomplete: kept.NotesIncomplete}
	if listed {
		out.Head = kept.Head()
	}
	if written {
		out.Outgoing = &mine
		out.Description = cmp.Or(out.Description, d.texts.Compose(mine))
		out.Contact = cmp.Or(out.Contact, mine.Draft.Contact)
	}
	for _, n := range kept.Notes {
		out.Notes = append(out.Notes, Note{Note: n})
	}
	out.Notes = append(out.Notes, d.notesOnTheirWay(tenant, number, kept)...)
	out.MayClose, out.Regrades = kept.MayClose(), kept.Regrades()
	out.Changes = d.changesOnTheirWay(tenant, number, kept)
	return out, nil
}

// changesOnTheirWay are the changes of a request that it does not show yet.
func (d *Details) changesOnTheirWay(tenant partner.TenantID, number string, kept partner.ServiceRequest) (out []partner.Outgoing) {
	for _, o := range slices.Backward(d.written.mine()) {
		if o.Channel != partner.ByChange || o.Tenant != tenant || o.RequestID != number || number == "" {
			continue
		}
		if o.State == partner.Sent && (o.Made(kept) || kept.NotesAt.After(o.SentAt) && kept.NotesAt.Sub(o.SentAt) > settledBy) {
			continue // it came about, or something else came after it
		}
		out = append(out, o)
	}
	return out
}

// settledBy is how long after a change a request may be read as it was before.
const settledBy = 10 * time.Minute

// notesOnTheirWay are the notes on a request that Microsoft does not show yet, in the order in which
// they were written.
func (d *Details) notesOnTheirWay(tenant partner.TenantID, number string, kept partner.ServiceRequest) (out []Note) {
	for _, o := range slices.Backward(d.written.mine()) {
		if o.Channel != partner.ByNote || o.Tenant != tenant || o.RequestID != number || number == "" {
			continue
		}
		if o.State == partner.Sent && kept.NotesAt.After(o.SentAt) && !kept.NotesIncomplete {
			continue // it stands among the notes that were read
		}
		out = append(out, Note{partner.Note{At: o.CreatedAt, Text: o.Note}, &o})
	}
	return out
}
