package message_test

import (
	"testing"
	"time"
	_ "time/tzdata" // the zones are there on every system

	"tenantry/backend/message"
)

// A renewal on the first of March is on the first of March in Los Angeles, too; a moment is the reader's own.
func TestADayIsThatDayInEveryZone(t *testing.T) {
	was := time.Local
	t.Cleanup(func() { time.Local = was })
	midnight := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	for zone, moment := range map[string]string{"America/Los_Angeles": "2026-02-28", "UTC": "2026-03-01", "Pacific/Auckland": "2026-03-01"} {
		there, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		time.Local = there
		for _, at := range []time.Time{midnight, midnight.In(there)} {
			if got := message.CalendarDay(at).String(); got != "2026-03-01" {
				t.Errorf("%s: the day is %s", zone, got)
			}
			if got := message.Day(at).String(); got != moment {
				t.Errorf("%s: the moment is on %s", zone, got)
			}
		}
		late := midnight.Add(time.Second)
		if got, want := message.CalendarDay(late), message.Day(late); got.String() != want.String() {
			t.Errorf("%s: a moment is on %s", zone, got)
		}
		if message.CalendarDay(time.Time{}).String() != "–" || message.Day(time.Time{}).String() != "–" {
			t.Errorf("%s: what is unknown has a date", zone)
		}
	}
	if fr := message.CalendarDay(midnight).In("fr"); fr != "01/03/2026" {
		t.Error(fr)
	}
}
