package requests

import (
	"slices"
	"strings"

	"tenantry/backend/partner"
)

// Outbox is what was written as the partner as whom the user works, the newest first, and how many were
// written as another.
func (r *Rules) Outbox() (mine []partner.Outgoing, elsewhere int) {
	mine = r.written.mine()
	return mine, len(r.written.outbox.List()) - len(mine)
}

// Get finds something outgoing by its local id.
func (r *Rules) Get(localID string) (partner.Outgoing, error) { return r.written.get(localID) }

// FollowsAzure says that the customer has an open ticket in Azure, by its list or because one was sent from
// here: no other list shows it, so every sync reads it.
func (r *Rules) FollowsAzure(id partner.TenantID) bool {
	entry, _ := r.List.customers.Get(id)
	if slices.ContainsFunc(entry.Requests, func(h partner.RequestHead) bool { return h.Azure && h.Open() }) {
		return true
	}
	now := r.List.now()
	return slices.ContainsFunc(r.written.outbox.List(), func(o partner.Outgoing) bool {
		return o.Tenant == id && o.Channel == partner.ByAzure && o.Unlisted(entry.Requests, now)
	})
}

// Match settles what was handed off: a request whose title carries the reference is the one; and a number that a
// person gave is seen as soon as a list shows it.
func (r *Rules) Match(changed []partner.Summary) {
	heads := map[partner.TenantID][]partner.RequestHead{}
	for _, s := range changed {
		if len(s.Requests) > 0 {
			heads[s.ID] = s.Requests
		}
	}
	for _, o := range r.written.outbox.List() {
		for _, h := range heads[o.Tenant] {
			var err error
			switch {
			case o.State == partner.HandedOff && strings.Contains(strings.ToUpper(h.Title), o.Reference()):
				_, err = r.written.outbox.Found(o.ID, h.ID, "", false)
			case o.Unseen && h.ID == o.Number:
				_, err = r.written.outbox.Seen(o.ID)
			default:
				continue
			}
			if err != nil {
				r.log.Error("match a request that a person filed", "error", err)
			}
			break
		}
	}
}
