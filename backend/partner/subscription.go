package partner

import (
	"slices"
	"strings"
	"time"
)

// Subscription is a subscription or a licence pool of a customer.
type Subscription struct {
	ID       string    `cbor:"1,keyasint"`
	Name     string    `cbor:"2,keyasint"`
	SKU      string    `cbor:"3,keyasint,omitempty"`
	Status   string    `cbor:"4,keyasint"` // the service's word, lower case
	Total    int       `cbor:"5,keyasint"`
	Used     int       `cbor:"6,keyasint"` // -1: unknown
	IsTrial  bool      `cbor:"7,keyasint,omitempty"`
	RenewsAt time.Time `cbor:"8,keyasint"`
	Source   Source    `cbor:"9,keyasint"`
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
