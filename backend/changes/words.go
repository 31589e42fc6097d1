package changes

import (
	"strings"

	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// sentences are the keys of what is said of an event, by its kind and by what became of its subject; of one that
// changed in an aspect, by that. They have the parameters "id", "title", "before" and "after".
var sentences = map[partner.EventKind]map[string]string{
	partner.EventHealth: {"worse": "change_health_worse", "better": "change_health_better", "unclear": "change_health_unclear", "unread": "change_health_unread"},
	partner.EventIncident: {"opened": "change_incident_opened", "updated": "change_incident_updated", "resolved": "change_incident_resolved",
		"vanished": "change_incident_vanished", "passed": "change_incident_passed"},
	partner.EventRequest: {"opened": "change_request_opened", "closed": "change_request_closed", "status": "change_request_status",
		"severity": "change_request_severity"},
	partner.EventSubscription: {"added": "change_subscription_added", "removed": "change_subscription_removed", "total": "change_subscription_total",
		"status": "change_subscription_status", "date": "change_subscription_date"},
	partner.EventDomain:  {"added": "change_domain_added", "removed": "change_domain_removed", "default": "change_domain_default"},
	partner.EventAddress: {"changed": "change_address"},
	partner.EventDelegation: {"added": "change_delegation_added", "removed": "change_delegation_removed", "status": "change_delegation_status",
		"date": "change_delegation_date", "roles": "change_delegation_roles"},
	partner.EventAccess:   {"added": "change_access_gained", "removed": "change_access_lost"},
	partner.EventCustomer: {"added": "change_customer_added", "removed": "change_customer_removed", "changed": "change_customer_renamed"},
}

// states are the health states in a sentence.
var states = map[string]string{"outage": "change_state_outage", "degraded": "change_state_degraded", "advisory": "change_state_advisory",
	"healthy": "change_state_healthy", "unknown": "change_state_unknown"}

// statuses are Microsoft's words for how a request, a subscription or a delegation stands, in lower case; what is none of
// these is said as Microsoft wrote it.
var statuses = map[string]string{
	"open":                 "change_status_open",
	"closed":               "change_status_closed",
	"attention_needed":     "change_status_attention_needed",
	"enabled":              "change_status_enabled",
	"active":               "change_status_active",
	"warning":              "change_status_warning",
	"suspended":            "change_status_suspended",
	"lockedout":            "change_status_lockedout",
	"deleted":              "change_status_deleted",
	"expired":              "change_status_expired",
	"expiring":             "change_status_expiring",
	"terminated":           "change_status_terminated",
	"terminating":          "change_status_terminating",
	"terminationrequested": "change_status_terminationrequested",
	"created":              "change_status_created",
	"approvalpending":      "change_status_approvalpending",
	"approved":             "change_status_approved",
	"activating":           "change_status_activating",
}

// status is a word of Microsoft's for a reader.
func status(word string) any {
	if key, known := statuses[strings.ToLower(word)]; known {
		return message.Message{Key: key}
	}
	return word
}

// Words says what happened, for whoever says it in a language. It does not name the customer. What a newer program
// wrote is said by its subject alone.
func Words(e partner.Event) message.Message {
	what := e.Aspect
	if what == "" {
		what = e.What.String()
	}
	switch {
	case e.Kind == partner.EventRequest && e.Aspect == "status" && e.After == partner.AttentionNeeded:
		return message.Of("change_request_waiting", "id", e.Subject, "title", e.Title)
	case e.Kind == partner.EventDomain && e.Aspect == "default" && e.After == "false":
		return message.Of("change_domain_secondary", "title", e.Title)
	}
	key := sentences[e.Kind][what]
	if key == "" {
		return message.Verbatim(e.Title)
	}
	var before, after any = e.Before, e.After
	if e.Kind == partner.EventHealth && e.What != partner.WasUnread {
		before, after = message.Message{Key: states[e.Before]}, message.Message{Key: states[e.After]}
	}
	if e.Aspect == "status" {
		before, after = status(e.Before), status(e.After)
	}
	return message.Of(key, "id", e.Subject, "title", e.Title, "before", before, "after", after)
}
