package command_test

import (
	"testing"
	"time"

	"tenantry/app/cli/command"
)

func TestMomentsAreReadAsPeopleWriteThem(t *testing.T) {
	paris := time.FixedZone("CET", 3600)
	now := time.Date(2026, 11, 27, 15, 0, 0, 0, paris)
	for text, want := range map[string]time.Time{
		"2026-11-20T08:00:00Z":      time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC),
		"2026-11-20T08:00:00+05:00": time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC),
		"2026-11-20":                time.Date(2026, 11, 20, 0, 0, 0, 0, paris),
		" 2026-11-20 09:30 ":        time.Date(2026, 11, 20, 9, 30, 0, 0, paris),
		"2026-11-20T09:30:15":       time.Date(2026, 11, 20, 9, 30, 15, 0, paris),
		"90m":                       now.Add(-90 * time.Minute),
		"12h":                       now.Add(-12 * time.Hour),
		"7d":                        now.Add(-7 * 24 * time.Hour),
		"2w":                        now.Add(-14 * 24 * time.Hour),
		"0h":                        now,
		"09:30":                     time.Date(2026, 11, 27, 9, 30, 0, 0, paris),
		"17:30":                     time.Date(2026, 11, 26, 17, 30, 0, 0, paris),
	} {
		if got, err := command.Moment("--since", text, now, false); err != nil || !got.Equal(want) {
			t.Errorf("%q: %v, want %v (%v)", text, got, want, err)
		}
	}
	if got, _ := command.Moment("--until", "3d", now, true); !got.Equal(now.Add(72 * time.Hour)) {
		t.Errorf("3d ahead is %v", got)
	}
	for text, day := range map[string]int{"09:30": 28, "17:30": 27} {
		if got, _ := command.Moment("--until", text, now, true); got.Day() != day {
			t.Errorf("%s ahead is %v", text, got)
		}
	}
	for _, text := range []string{"", "d", "-3d", "3", "3 d", "3y", "tomorrow", "2026-13-01", "25:00", "4294967295w", "99999999999999999999h", "é"} {
		if got, err := command.Moment("--since", text, now, false); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}
