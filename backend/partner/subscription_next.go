package partner

import (
	"strings"
	"time"

	"tenantry/backend/message"
)

// SubscriptionNext is what happens to a subscription at its next date: Graph's nextLifecycleDateTime, "when it
// moves to the next state if not renewed" (api/facts.md 1.7), or the end of Partner Center's commitment (2.3).
type SubscriptionNext string

// What may happen next.
const (
	NextRenews    SubscriptionNext = "renews"    // it renews itself
	NextEnds      SubscriptionNext = "ends"      // it does not renew itself
	NextTurns     SubscriptionNext = "turns"     // it renews or ends; which one is not told
	NextGrace     SubscriptionNext = "grace"     // it is over and still works until the date
	NextDeleted   SubscriptionNext = "deleted"   // it is switched off, and deleted at the date
	NextSuspended SubscriptionNext = "suspended" // it is switched off; the date is only that of its term
	NextNothing   SubscriptionNext = "over"      // it is over; no date matters any more
)

// SubscriptionNexts lists them.
func SubscriptionNexts() []SubscriptionNext {
	return []SubscriptionNext{NextRenews, NextEnds, NextTurns, NextGrace, NextDeleted, NextSuspended, NextNothing}
}

// foretell settles what happens next to each.
func foretell(list *[]Subscription) {
	for i := range *list {
		(*list)[i].Next = (*list)[i].next()
	}
}

func (s Subscription) next() SubscriptionNext {
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
var nextKeys = map[SubscriptionNext]struct{ coming, past, undated string }{
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
