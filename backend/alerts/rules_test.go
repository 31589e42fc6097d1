package alerts_test

import (
	"strings"
	"testing"
	"time"

	"tenantry/backend/alerts"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/storetest"
)

func TestARuleSilencesAndIsNamed(t *testing.T) {
	tags := tagged{storetest.ID(1): {"VIP"}, storetest.ID(2): {"lab"}}
	exchange, lab := read(1, issue("EX1", partner.Degraded)), read(2, issue("EX2", partner.Outage))
	for what, c := range map[string]struct {
		rules alerts.Rules
		want  string
	}{
		"none":                    {alerts.Rules{}, " "},
		"the kind":                {alerts.Rules{Off: []partner.AlertKind{partner.AlertHealth}}, "kind kind"},
		"only a tag":              {alerts.Rules{OnlyTags: []string{"vip"}}, " tag"},
		"never a tag":             {alerts.Rules{NeverTags: []string{"LAB"}}, " tag"},
		"never a service":         {alerts.Rules{NeverServices: []string{"exchange online"}}, "service service"},
		"only another service":    {alerts.Rules{OnlyServices: []string{"Teams"}}, "service service"},
		"only what is really bad": {alerts.Rules{Least: partner.Outage}, "state "},
	} {
		b := open(t)
		if _, err := b.Judge(alerts.World{Now: hours(1), Customers: customers(tags, exchange, lab)}, c.rules); err != nil {
			t.Fatal(err)
		}
		by, silent := map[string]string{}, 0
		for _, a := range b.List(true) {
			if by[a.Subject] = a.Silenced; a.Silenced != "" {
				silent++
			}
		}
		out, err := b.Announce(hours(1), c.rules)
		if got := by["EX1"] + " " + by["EX2"]; got != c.want || len(out) != 2-silent || len(b.List(false)) != 2-silent || err != nil {
			t.Errorf("%s: %q, %d announced", what, got, len(out))
		}
	}
}

func TestInQuietHoursNothingIsAnnouncedAndNothingLost(t *testing.T) {
	night := alerts.Rules{Quiet: []alerts.Quiet{{From: "22:00", Until: "07:00", Days: []time.Weekday{time.Monday}}, {From: "12:00", Until: "13:00"}}}
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, 3, 2+day, hour, minute, 0, 0, time.FixedZone("", 3600))
	}
	for now, quiet := range map[time.Time]bool{at(0, 21, 59): false, at(0, 22, 0): true, at(1, 6, 59): true, at(1, 7, 0): false, at(1, 23, 0): false, at(2, 3, 0): false,
		at(4, 12, 0): true, at(4, 13, 0): false} {
		b := open(t)
		pass(t, b, now, read(1, issue("EX1", partner.Outage), func(s *partner.Summary) { s.ListedAt = now }))
		out, err := b.Announce(now, night)
		later, _ := b.Announce(at(7, 15, 0), night)
		if quiet != (len(out) == 0) || len(out)+len(later) != 1 || len(b.List(false)) != 1 || err != nil {
			t.Errorf("%v: %d, then %d", now, len(out), len(later))
		}
	}
}

func TestRulesThatNobodyCanKeepToAreRefused(t *testing.T) {
	for what, r := range map[string]alerts.Rules{
		"a kind":         {Off: []partner.AlertKind{"helth"}},
		"an empty tag":   {NeverTags: []string{" "}},
		"a long service": {OnlyServices: []string{strings.Repeat("x", 65)}},
		"days":           {WarnDays: 366},
		"hours":          {StaleHours: -1},
		"no time":        {Quiet: []alerts.Quiet{{From: "25:00", Until: "07:00"}}},
		"no time at all": {Quiet: []alerts.Quiet{{From: "07:00", Until: "07:00"}}},
	} {
		if err := r.Check(); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := (alerts.Rules{Quiet: []alerts.Quiet{{From: "22:00", Until: "07:00"}}, WarnDays: 90, StaleHours: 4}).Check(); err != nil {
		t.Error(err)
	}
}
