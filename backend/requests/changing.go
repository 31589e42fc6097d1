package requests

import (
	"cmp"
	"slices"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// Close queues that a request is closed at Microsoft. One that no list shows, or that is not open, is refused.
func (w *Writing) Close(id partner.TenantID, number string) (partner.Outgoing, error) {
	return w.change(id, number, partner.Outgoing{ToStatus: partner.Closed})
}

// Regrade queues that an Azure ticket gets another severity. Partner Center takes none: its requests are refused.
func (w *Writing) Regrade(id partner.TenantID, number, severity string) (partner.Outgoing, error) {
	severity = strings.ToLower(strings.TrimSpace(severity))
	if !slices.Contains(partner.Severities(), severity) {
		return partner.Outgoing{}, badSeverity()
	}
	return w.change(id, number, partner.Outgoing{ToSeverity: severity})
}

// change queues what a request shall become, after what was said on it before.
func (w *Writing) change(id partner.TenantID, number string, o partner.Outgoing) (partner.Outgoing, error) {
	number = strings.TrimSpace(number)
	if !partner.IsRequestNumber(number) {
		return partner.Outgoing{}, badNumber("requestId")
	}
	r, err := w.changeable(id, number, o)
	if err != nil {
		return partner.Outgoing{}, err
	}
	if other, twice := w.underWay(id, number, o); twice {
		return partner.Outgoing{}, fault.New(fault.Conflict, "outgoing_change_twice", "id", other).With("")
	}
	o.Channel, o.RequestID, o.RequestTitle, o.RequestResource = partner.ByChange, number, cmp.Or(r.Title, number), r.Resource
	w.address(&o, id)
	if o, err = w.written.outbox.Add(o); err != nil {
		return partner.Outgoing{}, err
	}
	return w.Queue(o.ID)
}

// changeable is the request, unless it can't become what o wants.
func (w *Writing) changeable(id partner.TenantID, number string, o partner.Outgoing) (partner.ServiceRequest, error) {
	r, listed := w.request(id, number)
	switch {
	case !listed:
		return r, fault.New(fault.Missing, "outgoing_change_unlisted", "id", number).With("")
	case !r.Open():
		return r, fault.New(fault.Conflict, "outgoing_change_closed", "id", number).With("")
	case o.ToSeverity == "" || slices.Contains(r.Regrades(), o.ToSeverity):
		return r, nil
	case r.Resource == "":
		return r, fault.New(fault.Invalid, "outgoing_change_partner_center", "id", number).With("")
	}
	return r, fault.New(fault.Conflict, "outgoing_change_same", "id", number).With("")
}

func badSeverity() error {
	return partner.Invalid("field_list", fault.Fields{"severity": message.Of("field_severity", "words", strings.Join(partner.Severities(), ", "))})
}

// underWay is the local id of the same change, where one is not at Microsoft yet.
func (w *Writing) underWay(id partner.TenantID, number string, want partner.Outgoing) (string, bool) {
	for _, o := range w.written.mine() {
		if o.Channel == partner.ByChange && o.Tenant == id && o.RequestID == number && o.ToStatus == want.ToStatus && o.ToSeverity == want.ToSeverity &&
			(o.OnTheirWay() || o.State == partner.Drafted) {
			return o.ID, true
		}
	}
	return "", false
}
