package alerts

import (
	"cmp"

	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// sentences are what an alert says, by its kind, and where one says several things by what comes next.
var sentences = map[partner.AlertKind]map[string]string{
	partner.AlertHealth:     {"": "alert_incident", "degraded": "alert_service_degraded", "outage": "alert_service_outage"},
	partner.AlertAccess:     {"": "alert_access"},
	partner.AlertDelegation: {"": "alert_delegation"},
	partner.AlertRenewal:    {"ends": "alert_renewal_ends", "grace": "alert_renewal_grace", "deleted": "alert_renewal_deleted"},
	partner.AlertRequest:    {"": "alert_request"},
	partner.AlertGone:       {"": "alert_gone"},
	partner.AlertCame:       {"": "alert_came"},
	partner.AlertStale:      {"": "alert_stale"},
}

// Words says what an alert tells of, for whoever says it in a language. What a newer program kept is said by its id.
func Words(a partner.Alert) message.Message {
	key := sentences[a.Kind][a.Next]
	if key == "" {
		return message.Verbatim(cmp.Or(a.Title, a.ID))
	}
	return message.Of(key, "id", a.Subject, "title", cmp.Or(a.Title, a.Subject), "name", cmp.Or(a.Name, string(a.TenantID)), "service", a.Service,
		"date", message.CalendarDay(a.At))
}
