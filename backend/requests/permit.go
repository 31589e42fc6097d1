package requests

import (
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Permit says what may be sent now. The outbox asks it before every call.
type Permit struct {
	Customers Customers
	Cache     store.Cache
	Account   Account
	Now       func() time.Time
}

// Check says what keeps something outgoing from being sent now; the outbox holds it until that is mended.
func (p Permit) Check(o partner.Outgoing) error {
	if err := p.Account.MayAct(o); err != nil {
		return err
	}
	entry, ok := p.Customers.Get(o.Tenant)
	if !ok {
		return fault.New(fault.Denied, "customer_no_longer_listed").With(fault.CheckDelegation)
	}
	kept, err := p.Cache.Context(o.Tenant).Load()
	if err != nil {
		return err
	}
	if kept.DelegationOver(p.Now()) {
		return delegationOver()
	}
	if o.Channel.Way().Request && !entry.Access.Delegated() { // what Partner Center lists is the partner's own, and takes notes
		return withoutAccess(o.Tenant, entry.Access)
	}
	return nil
}

func withoutAccess(id partner.TenantID, a partner.Access) *fault.Error {
	return fault.New(fault.Denied, "finding_without", "why", a.Reason.Words()).With(fault.GetDelegation).AtCustomer(string(id))
}

func delegationOver() *fault.Error {
	return fault.New(fault.Denied, "customer_delegation_ended").With(fault.CheckDelegation)
}
