package alerts

import (
	"strings"
	"time"
	"unicode/utf8"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// MostReason is how long a reason may be, in characters.
const MostReason = 500

// Acknowledge says of alerts that somebody knows: they are new again only if they get worse. An id that there is not is a
// fault of kind Missing, one that is over of kind Invalid; then nothing is changed.
func (b *Book) Acknowledge(ids []string) error {
	return b.act(ids, func(a *partner.Alert) {
		a.State, a.Until, a.Reason, a.Heard = partner.AlertAcknowledged, time.Time{}, "", a.Level
	})
}

// Snooze puts alerts off until a time, with the reason. They are new again then if they still hold, or when they get worse.
func (b *Book) Snooze(ids []string, until time.Time, reason string, now time.Time) error {
	reason = strings.Join(strings.Fields(reason), " ")
	switch {
	case !until.After(now):
		return invalid("until", "alert_until_past")
	case reason == "":
		return invalid("reason", "alert_no_reason")
	case utf8.RuneCountInString(reason) > MostReason:
		return invalid("reason", "alert_reason_long", "most", MostReason)
	}
	return b.act(ids, func(a *partner.Alert) {
		a.State, a.Until, a.Reason, a.Heard = partner.AlertSnoozed, until.UTC().Round(0), reason, a.Level
	})
}

// Reopen takes back what was done with alerts. It announces nothing: who does it knows.
func (b *Book) Reopen(ids []string, now time.Time) error {
	now = now.UTC().Round(0)
	return b.act(ids, func(a *partner.Alert) {
		if a.State == partner.AlertNew {
			return
		}
		*a = anew(*a, partner.AlertReopened, now)
		a.AnnouncedAt = now
	})
}

func invalid(field, key string, pairs ...any) error {
	e := fault.New(fault.Invalid, key, pairs...).With(fault.CorrectInput)
	e.Fields = fault.Fields{field: e.Message}
	return e
}

// act changes alerts that are open, all or none.
func (b *Book) act(ids []string, do func(*partner.Alert)) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	next := map[string]partner.Alert{}
	var put []partner.Alert
	for _, text := range ids {
		a, err := b.find(text)
		if err != nil {
			return err
		}
		if _, twice := next[a.ID]; twice {
			continue
		}
		do(&a)
		if next[a.ID] = a; !same(a, b.lives[a.ID]) {
			put = append(put, a)
		}
	}
	return b.change(next, put, nil)
}

// find is the open alert of an id, whatever the case of its letters. The caller holds mu.
func (b *Book) find(text string) (partner.Alert, error) {
	text = strings.TrimSpace(text)
	a, known := b.lives[text]
	if !known {
		for id, one := range b.lives {
			if strings.EqualFold(id, text) {
				a, known = one, true
			}
		}
	}
	switch {
	case !known:
		return a, fault.New(fault.Missing, "alert_unknown", "id", text)
	case !a.Open():
		return a, fault.New(fault.Invalid, "alert_over", "id", a.ID).With(fault.CorrectInput)
	}
	return a, nil
}
