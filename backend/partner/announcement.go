package partner

import (
	"encoding/json"
	"time"
)

// Announcement is a message of the customer's message center: what Microsoft is going to change, and what is
// to be done about it. It is its own JSON shape.
type Announcement struct {
	ID        string    `cbor:"1,keyasint" json:"id"`
	Title     string    `cbor:"2,keyasint" json:"title"`
	Services  []string  `cbor:"3,keyasint,omitempty" json:"services"`
	Category  string    `cbor:"4,keyasint" json:"category" ts:"AnnouncementCategory"` // the service's word, camelCase
	Severity  string    `cbor:"5,keyasint,omitempty" json:"severity"`                 // normal, high, critical
	Major     bool      `cbor:"6,keyasint,omitempty" json:"major"`
	ActionBy  time.Time `cbor:"7,keyasint" json:"actionBy" ts_type:"string | null"` // zero: no action is required
	StartsAt  time.Time `cbor:"8,keyasint" json:"startsAt" ts_type:"string | null"`
	UpdatedAt time.Time `cbor:"9,keyasint" json:"updatedAt" ts_type:"string | null"`
	Posts     []Post    `cbor:"10,keyasint,omitempty" json:"posts"`
}

// AnnouncementCategories are the words for what an announcement wants, as far as they are known
// (api/facts.md 1.10).
func AnnouncementCategories() []string {
	return []string{"preventOrFixIssue", "planForChange", "stayInformed"}
}

// AnnouncementsPart is read when the customer is opened: a tenant has hundreds, of some kilobytes each.
// Consents that were given before need not allow it, so that it is optional.
var AnnouncementsPart = &PartOf[[]Announcement]{name: "announcements", number: 8, optional: true,
	at: func(c *Customer) *Observed[[]Announcement] { return &c.Announcements }}

// MarshalJSON writes unknown times as null and lists never as null, as the contract wants it.
func (a Announcement) MarshalJSON() ([]byte, error) {
	type plain Announcement
	if a.Services == nil {
		a.Services = []string{}
	}
	if a.Posts == nil {
		a.Posts = []Post{}
	}
	return json.Marshal(struct {
		plain
		ActionBy  *string `json:"actionBy"`
		StartsAt  *string `json:"startsAt"`
		UpdatedAt *string `json:"updatedAt"`
	}{plain(a), JSONTime(a.ActionBy), JSONTime(a.StartsAt), JSONTime(a.UpdatedAt)})
}

// JSONTime is a time as documents have it: RFC 3339 in UTC, null when unknown.
func JSONTime(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Format(time.RFC3339)
	return &s
}
