package app

import (
	"strings"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/letter"
	"tenantry/backend/partner"
)

// QueueFor makes one request of a draft for each customer, fills its placeholders and queues it. What
// fails at one customer is told and stays a draft; the others go on.
func (b *Outbox) QueueFor(d contract.RequestDraft, tenantIDs []string) (contract.QueuedFor, error) {
	out := contract.QueuedFor{Queued: []contract.OutgoingItem{}, Failed: []contract.CustomerFailure{}}
	if err := b.a.await(); err != nil {
		return out, err
	}
	if len(tenantIDs) == 0 {
		f := fault.New(fault.Invalid, "outgoing_no_customer")
		f.Fields = fault.Fields{"tenantIds": f.Message}
		return out, f
	}
	seen := map[partner.TenantID]bool{}
	for _, text := range tenantIDs {
		id, err := partner.ParseTenantID(text)
		if err == nil && seen[id] {
			continue
		}
		seen[id] = true
		var item contract.OutgoingItem
		if err == nil {
			item, err = b.queueOne(d, id)
		}
		if err == nil {
			out.Queued = append(out.Queued, item)
			continue
		}
		failure := contract.CustomerFailure{TenantID: text, LocalID: item.LocalID, Failure: contract.FailureOf(err)}
		if entry, ok := b.a.catalog.Get(id); ok {
			failure.Customer = entry.Name
		}
		out.Failed = append(out.Failed, failure)
	}
	return out, nil
}

func (b *Outbox) queueOne(d contract.RequestDraft, id partner.TenantID) (contract.OutgoingItem, error) {
	d.LocalID, d.TenantID = "", string(id)
	v := b.a.values(id, contract.DraftOf(d))
	t := letter.Template{Title: d.Title, Description: d.Description, StepsTried: d.StepsTried, Product: d.Product}.Fill(v)
	d.Title, d.Description, d.StepsTried, d.Product = t.Title, t.Description, t.StepsTried, t.Product
	d.AffectedUsers = letter.Fill(d.AffectedUsers, v)
	item, err := b.add(d)
	if err != nil {
		return item, err
	}
	if left := leftIn(contract.DraftOf(d)); len(left) > 0 { // nobody looks at each of them before it goes out
		return item, fault.New(fault.Invalid, "outgoing_unfilled", "names", "{"+strings.Join(left, "}, {")+"}", "id", item.LocalID)
	}
	o, err := b.a.outgoing(item.LocalID)
	if err != nil {
		return item, err
	}
	for _, f := range b.a.findings(o) {
		if f.Kind == "duplicate" { // nobody looks at each of them: the user decides
			return item, fault.Say(fault.Conflict, f.Words()).WithCode("duplicate", "")
		}
	}
	queued, err := b.Queue(item.LocalID)
	if err != nil {
		return item, err
	}
	return queued, nil
}
