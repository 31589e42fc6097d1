package contract

import "tenantry/backend/partner"

// Announcements is one customer's message center, the newest message first.
type Announcements struct {
	TenantID string                 `json:"tenantId"`
	Name     string                 `json:"name"`
	AsOf     *string                `json:"asOf"` // null: never read
	Problem  *Problem               `json:"problem"`
	Messages []partner.Announcement `json:"messages"`
}

// AnnouncementsOf is the customer's message center as it is kept.
func AnnouncementsOf(c partner.Customer) Announcements {
	messages := Each(c.Announcements.Value, func(a partner.Announcement) partner.Announcement {
		a.Posts = posts(a.Posts)
		return a
	})
	return Announcements{TenantID: string(c.ID), Name: c.Name, AsOf: Time(c.Announcements.AsOf),
		Problem: ProblemOf(c.Announcements.Problem), Messages: messages}
}
