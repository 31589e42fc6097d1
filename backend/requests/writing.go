package requests

import (
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Writing is what a user does with requests and notes before Microsoft has them.
type Writing struct {
	known
	written     written
	texts       *Texts
	preflight   *Preflight
	contact     *contact
	reach       Reach
	supportPage func(c partner.Customer, azure bool) string
}

// Save keeps a draft as it is typed: o's customer, channel and draft. One with no local id is new. One that
// was queued, blocked or rejected is taken back by it. Who turns from Azure to the portal writes about something
// else: what was chosen of Azure goes. With the same text over the portal: [Writing.OverPortal].
func (w *Writing) Save(o partner.Outgoing) (partner.Outgoing, error) {
	if !o.Channel.Way().Request {
		f := fault.New(fault.Invalid, "outgoing_channel")
		f.Fields = fault.Fields{"channel": f.Message}
		return partner.Outgoing{}, f
	}
	if o.ID == "" {
		return w.add(o)
	}
	return w.written.outbox.Edit(o.ID, func(kept *partner.Outgoing) error {
		if !kept.Channel.Way().Request {
			return fault.New(fault.Invalid, "outgoing_is_note", "id", kept.ID)
		}
		if o.Tenant != "" && o.Tenant != kept.Tenant {
			w.address(kept, o.Tenant)
		}
		if kept.Channel == partner.ByAzure && o.Channel == partner.ByPortal {
			o.Draft = o.Draft.WithoutAzure()
		}
		kept.Channel, kept.Draft = o.Channel, o.Draft
		return nil
	})
}

func (w *Writing) add(o partner.Outgoing) (partner.Outgoing, error) {
	id, err := partner.ParseTenantID(string(o.Tenant)) // an empty one is none
	if err != nil {
		return partner.Outgoing{}, err
	}
	w.address(&o, id)
	return w.written.outbox.Add(o)
}

// address says whose request it is: the customer, and the partner account as which it is written.
// What is written for a customer that has just left the list is kept all the same; it can't be queued.
func (w *Writing) address(o *partner.Outgoing, id partner.TenantID) {
	o.Tenant, o.Partner = id, w.written.account.Owner()
	if entry, ok := w.customers.Get(id); ok {
		o.Customer = entry.Name
	}
}

// Queue lets a draft go, once nothing blocks it. It goes out by itself; over the portal as soon as it is
// handed off.
func (w *Writing) Queue(localID string) (partner.Outgoing, error) {
	o, err := w.written.outbox.Queue(localID, func(o *partner.Outgoing) error {
		switch o.Channel {
		case partner.ByChange:
			return nil
		case partner.ByNote:
			o.Note = partner.CleanText(o.Note)
			return partner.CheckNote(o.Note)
		}
		o.Draft = o.Draft.Clean()
		return w.preflight.mayQueue(*o)
	})
	if err == nil && o.Channel.Way().Request {
		w.contact.remember(o.Draft)
	}
	return o, err
}

// OverPortal lets a person file what was written for Azure and is not taken there: the same text, queued for the portal.
func (w *Writing) OverPortal(localID string) (partner.Outgoing, error) {
	o, err := w.written.outbox.Edit(localID, func(o *partner.Outgoing) error {
		if o.Channel != partner.ByAzure {
			return fault.New(fault.Invalid, "outgoing_is_no_ticket", "id", o.ID).With("")
		}
		o.Channel = partner.ByPortal
		return nil
	})
	if err != nil {
		return partner.Outgoing{}, err
	}
	return w.Queue(o.ID)
}

// AddNote queues a note on a service request. One that can't go as it is is refused and not kept: whoever
// wrote it has it still.
func (w *Writing) AddNote(id partner.TenantID, number, text string) (partner.Outgoing, error) {
	text = partner.CleanText(text)
	if err := partner.CheckNote(text); err != nil {
		return partner.Outgoing{}, err
	}
	if number = strings.TrimSpace(number); !partner.IsRequestNumber(number) {
		return partner.Outgoing{}, badNumber("requestId")
	}
	o := partner.Outgoing{Channel: partner.ByNote, RequestID: number, RequestTitle: number, Note: text}
	w.address(&o, id)
	if r, ok := w.request(id, number); ok {
		o.RequestTitle, o.RequestResource = r.Title, r.Resource
	} else if mine, ok := w.written.sentAs(id, number); ok {
		o.RequestTitle, o.RequestResource = mine.Title(), mine.Resource
	}
	o, err := w.written.outbox.Add(o)
	if err != nil {
		return partner.Outgoing{}, err
	}
	return w.Queue(o.ID)
}

// SaveNote changes the text of a note that is not on its way, and makes a draft of it.
func (w *Writing) SaveNote(localID, text string) (partner.Outgoing, error) {
	return w.written.outbox.Edit(localID, func(o *partner.Outgoing) error {
		if o.Channel != partner.ByNote {
			return fault.New(fault.Invalid, "outgoing_is_request", "id", o.ID)
		}
		o.Note = text
		return nil
	})
}

func badNumber(field string) error {
	f := fault.New(fault.Invalid, "outgoing_number")
	f.Fields = fault.Fields{field: f.Message}
	return f
}

// Filed takes down the number that Microsoft gave to a request that was handed off, or whose sending
// was uncertain. People copy it with a "#" before it and blanks in it.
func (w *Writing) Filed(localID, text string) (partner.Outgoing, error) {
	number := strings.Join(strings.Fields(strings.TrimPrefix(strings.TrimSpace(text), "#")), "")
	if !partner.IsRequestNumber(number) {
		return partner.Outgoing{}, badNumber("number")
	}
	o, err := w.written.get(localID)
	if err != nil {
		return partner.Outgoing{}, err
	}
	resource := ""
	if o.Channel == partner.ByAzure { // of the ticket only the name is known
		resource = "/subscriptions/" + o.Draft.Subscription + "/providers/Microsoft.Support/supportTickets/" + o.Key
	}
	_, listed := w.request(o.Tenant, number)
	return w.written.outbox.Found(localID, number, resource, !listed)
}
