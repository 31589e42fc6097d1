package world

import (
	"slices"
	"strings"
	"time"
)

// Audit is a record of what somebody at the partner did at Partner Center.
type Audit struct {
	Customer  int
	Resource  string // customer, order, license
	Operation string // add_customer, create_order, update_customer_user_licenses
	At        time.Time
	Data      [][2]string // what the record says of it: names and values
}

// AuditKept is how long records are kept.
const AuditKept = 90 * 24 * time.Hour

// Audits lists customer i's records of the last AuditKept before the start, the newest first.
func (w *World) Audits(i int) []Audit {
	t := w.Tenant(i)
	out := []Audit{{i, "customer", "add_customer", t.Created, [][2]string{{"PrimaryDomainName", t.Primary}, {"Relationship", "Reseller"}}}}
	for _, l := range w.Licences(i) {
		if !l.Trial {
			out = append(out, Audit{i, "order", "create_order", l.Created, [][2]string{{"OrderId", w.Object(i, 96+l.N)}, {"SubscriptionId-0", w.CommerceID(i, l)}, {"SubscriptionName-0", l.Offer}}})
		}
	}
	if w.chance(forAudit, i, 0, 400) {
		at := w.day().AddDate(0, 0, -w.pick(forAudit, i, 1, 85)).Add(-14 * time.Hour)
		out = append(out, Audit{i, "license", "update_customer_user_licenses", at, [][2]string{{"CustomerUserId", w.Object(i, 7)}}})
	}
	out = slices.DeleteFunc(out, func(a Audit) bool { return a.At.Before(w.Start.Add(-AuditKept)) || a.At.After(w.Start) })
	slices.SortFunc(out, func(a, b Audit) int { return b.At.Compare(a.At) })
	return out
}

// ID is the record's own: the partner, the customer, what was done and when, as the service joins them.
func (a Audit) ID(w *World) string {
	return strings.Join([]string{PartnerID, w.ID(a.Customer), strings.ReplaceAll(a.Operation, "_", ""), a.At.Format("20060102150405")}, "_")
}
