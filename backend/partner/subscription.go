package partner

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Subscription is a subscription or a licence pool of a customer. It is its own JSON shape.
type Subscription struct {
	ID       string    `cbor:"1,keyasint" json:"id"`
	Name     string    `cbor:"2,keyasint" json:"name"`
	SKU      string    `cbor:"3,keyasint,omitempty" json:"sku"`
	Status   string    `cbor:"4,keyasint" json:"status"` // the service's word, lower case
	Total    int       `cbor:"5,keyasint" json:"total"`
	Used     int       `cbor:"6,keyasint" json:"used" ts_type:"number | null"` // -1, in JSON null: unknown
	IsTrial  bool      `cbor:"7,keyasint,omitempty" json:"isTrial"`
	RenewsAt time.Time `cbor:"8,keyasint" json:"renewsAt" ts_type:"string | null"`
	Source   Source    `cbor:"9,keyasint" json:"source" ts:"CustomerSource"`
}

// MarshalJSON writes what is unknown as null, as the contract wants it.
func (s Subscription) MarshalJSON() ([]byte, error) {
	type plain Subscription
	var used *int
	if s.Used >= 0 {
		used = &s.Used
	}
	return json.Marshal(struct {
		plain
		Used     *int    `json:"used"`
		RenewsAt *string `json:"renewsAt"`
	}{plain(s), used, JSONTime(s.RenewsAt)})
}

// PartSubscriptions names it.
const PartSubscriptions Part = "subscriptions"

// SubscriptionsPart has two sources: Graph, whose list every sync reads, and Partner Center, which is asked
// when the customer is opened. Each replaces its own and leaves the other's alone.
var SubscriptionsPart = &PartOf[[]Subscription]{name: PartSubscriptions, number: 3,
	at: func(c *Customer) *Observed[[]Subscription] { return &c.Subscriptions },
	absorb: func(c *Customer, t telling[[]Subscription]) {
		if !t.Known() {
			c.Subscriptions.Update(t.Observed)
			return
		}
		merged := slices.Clone(t.Value)
		for _, old := range c.Subscriptions.Value {
			told := slices.ContainsFunc(t.Value, func(s Subscription) bool { return strings.EqualFold(s.ID, old.ID) })
			ofTeller := (old.Source == SourcePartnerCenter) == (t.from == SourcePartnerCenter)
			if !told && !ofTeller {
				merged = append(merged, old)
			}
		}
		c.Subscriptions.Update(Seen(merged, t.AsOf))
	}}
