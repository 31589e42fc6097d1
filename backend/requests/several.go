package requests

import (
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Queued is what became of one request for several customers.
type Queued struct {
	Queued []partner.Outgoing
	Failed []Failure
}

// Failure says why something failed at one customer.
type Failure struct {
	Tenant   partner.TenantID
	Customer string // its name, where it is known
	LocalID  string // the draft that was kept; empty: none
	Err      error  // of kind Conflict: it looks like a request that exists; the user decides
}

// QueueFor makes one request of a draft for each customer, each once, fills its placeholders and queues it.
// What fails at one customer is told and stays a draft; the others go on.
func (w *Writing) QueueFor(o partner.Outgoing, ids []partner.TenantID) (out Queued) {
	seen := map[partner.TenantID]bool{}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		queued, kept, err := w.queueOne(o, id)
		if err == nil {
			out.Queued = append(out.Queued, queued)
			continue
		}
		out.Failed = append(out.Failed, Failure{Tenant: id, Customer: w.name(partner.Outgoing{Tenant: id}), LocalID: kept, Err: err})
	}
	return out
}

// queueOne answers with what was queued; with an error kept is the draft that remains.
func (w *Writing) queueOne(o partner.Outgoing, id partner.TenantID) (_ partner.Outgoing, kept string, err error) {
	o, err = w.add(partner.Outgoing{Tenant: id, Channel: o.Channel, Draft: w.texts.fill(id, o.Draft)})
	if err != nil {
		return o, "", err
	}
	if left := leftIn(o.Draft); len(left) > 0 { // nobody looks at each of them before it goes out
		return o, o.ID, fault.New(fault.Invalid, "outgoing_unfilled", "names", "{"+strings.Join(left, "}, {")+"}", "id", o.ID)
	}
	for _, f := range w.preflight.findings(o) {
		if f.Kind == Duplicate { // nobody looks at each of them: the user decides
			return o, o.ID, fault.Say(fault.Conflict, f.Says).WithCode("duplicate", "")
		}
	}
	queued, err := w.Queue(o.ID)
	return queued, o.ID, err
}
