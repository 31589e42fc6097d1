package partner

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"tenantry/backend/message"
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
	RenewsAt time.Time `cbor:"8,keyasint" json:"renewsAt" ts_type:"string | null"` // when what Next says happens; zero: unknown
	Source   Source    `cbor:"9,keyasint" json:"source" ts:"CustomerSource"`
	// CommerceIDs are the ids under which Partner Center sells what this row holds (Graph's
	// commerceSubscriptionId, api/facts.md 5b); none where the source does not tell.
	CommerceIDs []string `cbor:"10,keyasint,omitempty" json:"commerceIds"`
	// AutoRenews is whether it renews itself; nil: the source does not tell.
	AutoRenews *bool `cbor:"11,keyasint,omitempty" json:"autoRenews" ts_type:"boolean | null"`
	// Next is what happens at RenewsAt; it follows from the rest.
	Next NextStep `cbor:"-" json:"next" ts:"NextStep"`
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
		Used        *int     `json:"used"`
		RenewsAt    *string  `json:"renewsAt"`
		CommerceIDs []string `json:"commerceIds"`
	}{plain(s), used, JSONTime(s.RenewsAt), append([]string{}, s.CommerceIDs...)})
}

// PartSubscriptions names it.
const PartSubscriptions Part = "subscriptions"

// SubscriptionsPart has two sources: Graph, whose list every sync reads, and Partner Center, which is asked
// when the customer is opened. Each replaces its own; [Customer.Bought] joins them.
var SubscriptionsPart = &PartOf[[]Subscription]{name: PartSubscriptions, number: 3, settle: foretell,
	at: func(c *Customer) *Observed[[]Subscription] { return &c.Subscriptions },
	absorb: func(c *Customer, t telling[[]Subscription]) {
		if t.Known() {
			others := slices.DeleteFunc(slices.Clone(c.Subscriptions.Value), func(s Subscription) bool {
				return (s.Source == SourcePartnerCenter) == (t.from == SourcePartnerCenter)
			})
			t.Value = append(slices.Clone(t.Value), others...)
		}
		c.Subscriptions.Update(t.Observed)
	}}

// Bought are the customer's subscriptions, each once and by name: Partner Center's rows are joined to those of
// the customer's own directory, whose word wins where it says something.
func (c Customer) Bought() []Subscription {
	var out, sold []Subscription
	for _, s := range c.Subscriptions.Value {
		if s.Source == SourcePartnerCenter {
			sold = append(sold, s)
		} else {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(sold, func(a, b Subscription) int { return a.RenewsAt.Compare(b.RenewsAt) })
	joined := make([]bool, len(out))
	for _, s := range sold {
		i := slices.IndexFunc(out, func(own Subscription) bool { return own.Source != SourcePartnerCenter && own.same(s) })
		switch {
		case i < 0:
			out = append(out, s)
		case !joined[i]: // of several in one pool the first that ends speaks, as its date does
			joined[i] = true
			if out[i].AutoRenews == nil {
				out[i].AutoRenews = s.AutoRenews
			}
			if out[i].RenewsAt.IsZero() {
				out[i].RenewsAt = s.RenewsAt
			}
		}
	}
	foretell(&out)
	slices.SortStableFunc(out, func(a, b Subscription) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// FactBought is a subscription: its id and the name of the product.
const FactBought FactKind = "product"

// bought are the subscriptions, of licences and of Azure, as a search finds the customer by them.
func (c Customer) bought() (facts []Fact) {
	for _, s := range c.Subscriptions.Value {
		for _, id := range append([]string{s.ID}, s.CommerceIDs...) {
			facts = append(facts, Fact{FactBought, id, s.Name})
		}
	}
	for _, s := range c.Azure.Value {
		facts = append(facts, Fact{FactBought, s.ID, s.Name})
	}
	return facts
}

// same says whether a row of Partner Center's is what s holds. Where the directory tells no commerce id, the
// name decides: the same product twice would be worse than one row less.
func (s Subscription) same(sold Subscription) bool {
	if len(s.CommerceIDs) == 0 {
		return strings.EqualFold(s.ID, sold.ID) || s.Name != "" && strings.EqualFold(s.Name, sold.Name)
	}
	return slices.ContainsFunc(s.CommerceIDs, func(id string) bool { return strings.EqualFold(id, sold.ID) })
}

// NextStep is what happens to a subscription at its next date: Graph's nextLifecycleDateTime, "when it
// moves to the next state if not renewed" (api/facts.md 1.7), or the end of Partner Center's commitment (2.3).
type NextStep string

// What may happen next.
const (
	NextRenews    NextStep = "renews"    // it renews itself
	NextEnds      NextStep = "ends"      // it does not renew itself
	NextTurns     NextStep = "turns"     // it renews or ends; which one is not told
	NextGrace     NextStep = "grace"     // it is over and still works until the date
	NextDeleted   NextStep = "deleted"   // it is switched off, and deleted at the date
	NextSuspended NextStep = "suspended" // it is switched off; the date is only that of its term
	NextNothing   NextStep = "over"      // it is over; no date matters any more
)

// NextSteps lists them.
func NextSteps() []NextStep {
	return []NextStep{NextRenews, NextEnds, NextTurns, NextGrace, NextDeleted, NextSuspended, NextNothing}
}

// foretell settles what happens next to each.
func foretell(list *[]Subscription) {
	for i := range *list {
		(*list)[i].Next = (*list)[i].next()
	}
}

func (s Subscription) next() NextStep {
	switch strings.ToLower(s.Status) {
	case "warning":
		return NextGrace
	case "suspended", "lockedout", "disabled":
		if s.Source == SourcePartnerCenter {
			return NextSuspended
		}
		return NextDeleted
	case "deleted", "expired":
		return NextNothing
	}
	switch {
	case s.IsTrial || s.AutoRenews != nil && !*s.AutoRenews:
		return NextEnds
	case s.AutoRenews != nil:
		return NextRenews
	}
	return NextTurns
}

// nextKeys are the sentences that say what happens next: at a date to come, at one that has passed, and
// without a date. They have the parameter "date".
var nextKeys = map[NextStep]struct{ coming, past, undated string }{
	NextRenews:    {"subscription_renews", "subscription_renews_past", "subscription_renews_undated"},
	NextEnds:      {"subscription_ends", "subscription_ends_past", "subscription_ends_undated"},
	NextTurns:     {"subscription_turns", "subscription_turns_past", ""},
	NextGrace:     {"subscription_grace", "subscription_grace_past", "subscription_grace_undated"},
	NextDeleted:   {"subscription_deleted", "subscription_deleted_past", "subscription_off"},
	NextSuspended: {"subscription_suspended", "subscription_suspended_past", "subscription_off"},
	NextNothing:   {"subscription_over", "subscription_over", "subscription_over"},
}

// NextWords says what happens next, with RenewsAt as the reader writes dates; false where nothing can be said.
// A date that has passed is never told as one that comes.
func (s Subscription) NextWords(now time.Time, date any) (message.Message, bool) {
	keys := nextKeys[s.Next]
	key := keys.past
	switch {
	case s.RenewsAt.IsZero():
		key = keys.undated
	case s.RenewsAt.After(now):
		key = keys.coming
	}
	return message.Of(key, "date", date), key != ""
}

// AzureSubscription is a subscription in which Azure Support can open a ticket (api/facts.md 2.10).
type AzureSubscription struct {
	ID    string `cbor:"1,keyasint"` // a GUID, lower case
	Name  string `cbor:"2,keyasint"`
	State string `cbor:"3,keyasint"` // Azure's word, lower case: "enabled", "warned", "disabled", …
}

// SupportService is a service of Azure's support catalogue. The catalogue is the same for every customer.
type SupportService struct {
	ID   string `cbor:"1,keyasint"` // the last part of its resource id
	Name string `cbor:"2,keyasint"`
}

// ProblemClassification is a kind of problem with one service.
type ProblemClassification struct {
	ID   string `cbor:"1,keyasint"` // the last part of its resource id
	Name string `cbor:"2,keyasint"`
}

// Usable says whether a ticket can be opened in the subscription: a disabled or deleted one is read-only.
func (s AzureSubscription) Usable() bool {
	return s.State != "disabled" && s.State != "deleted" && s.State != "expired"
}

// PartAzure names it.
const PartAzure Part = "azure"

// AzurePart is read when the customer is opened, and with every sync while a ticket of its is open.
var AzurePart = &PartOf[[]AzureSubscription]{name: PartAzure, number: 7, optional: true,
	at: func(c *Customer) *Observed[[]AzureSubscription] { return &c.Azure }}

// Seats is how many licences a customer has, of all products together.
type Seats struct {
	Told  bool `cbor:"1,keyasint,omitempty"` // its subscriptions were read
	Total int  `cbor:"2,keyasint,omitempty"`
	Used  int  `cbor:"3,keyasint,omitempty"` // -1: not told of each product
}

// seats counts the licences that work: not those of what is switched off or over.
func (c Customer) seats() (s Seats) {
	if s.Told = c.Subscriptions.Known(); !s.Told {
		return s
	}
	for _, sub := range c.Bought() {
		switch sub.Next {
		case NextDeleted, NextSuspended, NextNothing:
			continue
		}
		s.Total += sub.Total
		if s.Used < 0 || sub.Used < 0 {
			s.Used = -1
			continue
		}
		s.Used += sub.Used
	}
	return s
}
