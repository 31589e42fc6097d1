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
	if _, ok := p.Customers.Get(o.Tenant); !ok {
		return fault.New(fault.Denied, "customer_no_longer_listed").With(fault.CheckDelegation)
	}
	kept, err := p.Cache.Context(o.Tenant).Load()
	if err != nil {
		return err
	}
	if kept.DelegationOver(p.Now()) {
		return delegationOver()
	}
	return nil
}

func delegationOver() *fault.Error {
	return fault.New(fault.Denied, "customer_delegation_ended").With(fault.CheckDelegation)
}
