package azure

import (
	"encoding/base64"

	"tenantry/backend/simcloud/world"
)

// refusal is why an operation failed.
type refusal struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// planRefusal is what a ticket meets whose subscription has no plan that pays for this interface: it is accepted
// and fails in its operation, as partners report it (api/facts.md 5b).
func planRefusal(plan string) refusal {
	return refusal{"InvalidSupportPlan", "Your support plan type is " + plan + ". To create and update support tickets through this interface, a Professional Direct, Premier or Unified support plan is needed."}
}

// planID is the plan's id as the service writes it: opaque.
func planID(s world.AzureSubscription) string {
	return base64.StdEncoding.EncodeToString([]byte("Source:Plan," + s.Plan + "," + s.ID))
}

// Refuse makes the next tickets of a customer, so many of them, fail in their operations. An empty code is that
// of a support plan that does not suffice, an empty message what the service says of it.
func (api *API) Refuse(customer, times int, code, message string) {
	why := planRefusal("Free")
	if code != "" && code != why.Code {
		why = refusal{code, "The support ticket could not be created."}
	}
	if message != "" {
		why.Message = message
	}
	d := &api.register
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.refusals == nil {
		d.refusals = map[int][]refusal{}
	}
	for range times {
		d.refusals[customer] = append(d.refusals[customer], why)
	}
}

// refuses says whether the next ticket in a subscription fails: because an event wants it, which counts it
// down, or because of the subscription's plan.
func (d *register) refuses(s world.AzureSubscription) (refusal, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if list := d.refusals[s.Customer]; len(list) > 0 {
		d.refusals[s.Customer] = list[1:]
		return list[0], true
	}
	return planRefusal(s.Plan), !s.Paid()
}
