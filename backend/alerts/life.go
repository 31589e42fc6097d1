package alerts

import (
	"time"

	"tenantry/backend/partner"
)

// KeptFor is how long an alert that is over is told of.
const KeptFor = 30 * 24 * time.Hour

// live is what becomes of an alert: kept is its last life, if any, and holds what holds now, nil if nothing does.
func live(kept partner.Alert, holds *partner.Alert, unsure bool, now time.Time) partner.Alert {
	if holds == nil {
		if kept.Open() && !unsure {
			kept.State, kept.ClosedAt, kept.Customers = partner.AlertClosed, now, kept.Most
		}
		return kept
	}
	next := *holds
	if kept.ID == "" || !kept.Open() {
		next.Life, next.Since, next.Most = kept.Life+1, now, next.Customers
		return anew(next, partner.AlertBegan, now)
	}
	next.Life, next.Since, next.State, next.Heard = kept.Life, kept.Since, kept.State, kept.Heard
	next.Until, next.Reason, next.Why, next.WhyAt, next.AnnouncedAt = kept.Until, kept.Reason, kept.Why, kept.WhyAt, kept.AnnouncedAt
	next.Most = max(kept.Most, next.Customers)
	switch {
	case next.Level > kept.Heard:
		return anew(next, partner.AlertWorse, now)
	case kept.State == partner.AlertSnoozed && !now.Before(kept.Until):
		return anew(next, partner.AlertWoke, now)
	}
	return next
}

// anew makes it new, and to be announced.
func anew(a partner.Alert, why partner.AlertWhy, now time.Time) partner.Alert {
	a.State, a.Why, a.WhyAt, a.Heard, a.AnnouncedAt = partner.AlertNew, why, now, a.Level, time.Time{}
	a.Until, a.Reason, a.ClosedAt = time.Time{}, "", time.Time{}
	return a
}

// same says that nothing of an alert needs to be written: what is read anew with every pass is not.
func same(a, b partner.Alert) bool {
	return a.State == b.State && a.Life == b.Life && a.Heard == b.Heard && a.Why == b.Why && a.Reason == b.Reason && a.Since.Equal(b.Since) && a.Until.Equal(b.Until) &&
		a.ClosedAt.Equal(b.ClosedAt) && a.WhyAt.Equal(b.WhyAt) && a.AnnouncedAt.Equal(b.AnnouncedAt)
}
