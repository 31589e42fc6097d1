package announce

import (
	"tenantry/backend/alerts"
	"tenantry/backend/deeplink"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// Note tells of alerts that are new, all at once.
type Note struct {
	Title message.Message
	Lines []message.Message // what each is about, the first [Most] of them; then how many more there are
	Link  deeplink.Link     // to the one that it tells of, or to Today
}

// Most is how many alerts a note tells of in a line of their own.
const Most = 3

// Of is the note of alerts, the most urgent first; there is one at least. Nameless: nothing that names a customer stands in it, for who may see it
// over a shoulder or on a locked screen.
func Of(new []partner.Alert, nameless bool) Note {
	n := Note{Title: message.Of("announce_title", "count", len(new)), Link: deeplink.Link{Kind: deeplink.View, ID: deeplink.Today}}
	for _, a := range new[:min(len(new), Most)] {
		n.Lines = append(n.Lines, line(a, nameless))
	}
	if more := len(new) - Most; more > 0 {
		n.Lines = append(n.Lines, message.Of("announce_more", "count", more))
	}
	if len(new) == 1 {
		if l := linkTo(new[0]); l.String() != "" {
			n.Link = l
		}
	}
	return n
}

// line is what an alert is about, and how many customers it affects.
func line(a partner.Alert, nameless bool) message.Message {
	what := alerts.Words(a)
	if nameless {
		what = unnamed(a)
	}
	if a.Customers > 1 {
		return message.Of("announce_widely", "what", what, "customers", message.Of("program_customers", "count", a.Customers))
	}
	return what
}

// withoutNames are what alerts of one customer say where nobody may be named. Titles of requests and of delegations are
// people's own words, and left out as well.
var withoutNames = map[partner.AlertKind]map[string]string{
	partner.AlertHealth:     {"degraded": "announce_service_degraded", "outage": "announce_service_outage"},
	partner.AlertAccess:     {"": "announce_access"},
	partner.AlertDelegation: {"": "announce_delegation"},
	partner.AlertRenewal:    {"ends": "announce_renewal_ends", "grace": "announce_renewal_grace", "deleted": "announce_renewal_deleted"},
	partner.AlertRequest:    {"": "announce_request"},
	partner.AlertGone:       {"": "announce_gone"},
	partner.AlertCame:       {"": "announce_came"},
}

// unnamed is what an alert is about without the name of any customer. Of a kind that a newer program has nothing is said.
func unnamed(a partner.Alert) message.Message {
	if key := withoutNames[a.Kind][a.Next]; key != "" {
		return message.Of(key, "service", a.Service, "date", message.CalendarDay(a.At))
	}
	if a.TenantID == "" && (a.Kind == partner.AlertHealth || a.Kind == partner.AlertStale) {
		return alerts.Words(a)
	}
	return message.Of("announce_other")
}

// linkTo is where something can be done about an alert; an empty one: nowhere but in Today.
func linkTo(a partner.Alert) deeplink.Link {
	customer := string(a.TenantID)
	switch {
	case a.Kind == partner.AlertHealth && customer == "":
		return deeplink.Link{Kind: deeplink.Incident, ID: a.Subject}
	case a.Kind == partner.AlertRequest && customer != "":
		return deeplink.Link{Kind: deeplink.Request, Customer: customer, ID: a.Subject}
	case a.Kind == partner.AlertGone, customer == "":
		return deeplink.Link{}
	case a.Kind == partner.AlertHealth:
		return deeplink.Link{Kind: deeplink.Health, Customer: customer}
	}
	return deeplink.Link{Kind: deeplink.Customer, Customer: customer}
}
