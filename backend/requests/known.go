package requests

import (
	"slices"
	"strings"

	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// known is what Microsoft told of the customers.
type known struct {
	customers Customers
	cache     store.Cache
}

// customer finds one in memory and on disk.
func (k known) customer(id partner.TenantID) (catalog.Entry, partner.Customer, error) {
	entry, ok := k.customers.Get(id)
	if !ok {
		return catalog.Entry{}, partner.Customer{}, fault.New(fault.Missing, "customer_not_listed")
	}
	kept, err := k.cache.Context(id).Load()
	return entry, kept, err
}

// name is the customer's as it is now, or as it was when o was written.
func (k known) name(o partner.Outgoing) string {
	if entry, ok := k.customers.Get(o.Tenant); ok {
		return entry.Name
	}
	return o.Customer
}

// request finds a request in the cache by Microsoft's number.
func (k known) request(id partner.TenantID, number string) (partner.ServiceRequest, bool) {
	kept, err := k.cache.Context(id).Load()
	if err != nil || number == "" {
		return partner.ServiceRequest{}, false
	}
	i := slices.IndexFunc(kept.Requests.Value, func(r partner.ServiceRequest) bool { return r.ID == number })
	if i < 0 {
		return partner.ServiceRequest{}, false
	}
	return kept.Requests.Value[i], true
}

// written is what the user wrote.
type written struct {
	outbox  *outbox.Outbox
	account Account
}

// mine is what was written as the partner as whom the user works, the newest first: no customer of one
// partner is shown to another.
func (w written) mine() []partner.Outgoing {
	owner := w.account.Owner()
	return slices.DeleteFunc(w.outbox.List(), func(o partner.Outgoing) bool {
		return owner != "" && o.Partner != "" && !strings.EqualFold(o.Partner, owner)
	})
}

// get finds something by its local id.
func (w written) get(localID string) (partner.Outgoing, error) {
	if o, ok := w.outbox.Get(localID); ok {
		return o, nil
	}
	return partner.Outgoing{}, fault.New(fault.Missing, "outgoing_unknown_id", "id", localID).With(fault.CorrectInput)
}

// sentAs finds what was sent from here and got this number.
func (w written) sentAs(id partner.TenantID, number string) (partner.Outgoing, bool) {
	for _, o := range w.mine() {
		if o.Tenant == id && o.Number == number && number != "" && o.Channel.Way().Request {
			return o, true
		}
	}
	return partner.Outgoing{}, false
}
