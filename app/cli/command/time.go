package command

import (
	"strconv"
	"strings"
	"time"
)

// clocks are the ways in which a person writes a time, where they are.
var clocks = []string{"2006-01-02", "2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02T15:04:05"}

// units are what a span of time is counted in.
var units = map[byte]time.Duration{'m': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour}

// Moment reads a time of the command line, a time of the day, or a span like 90m, 12h, 7d or 2w from now into the past or, if ahead, into
// what comes. flag is the flag that has it, for who wrote something else.
func Moment(flag, text string, now time.Time, ahead bool) (time.Time, error) {
	text = strings.TrimSpace(text)
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at, nil
	}
	for _, clock := range clocks {
		if at, err := time.ParseInLocation(clock, text, now.Location()); err == nil {
			return at, nil
		}
	}
	if at, err := time.Parse("15:04", text); err == nil {
		return onClock(at, now, ahead), nil
	}
	if span, ok := Span(text); ok {
		if ahead {
			return now.Add(span), nil
		}
		return now.Add(-span), nil
	}
	return time.Time{}, WrongUse("cli_use_time", "flag", flag, "day", "2026-11-27", "moment", "2026-11-27 09:00", "text", Quoted(text))
}

// onClock is when the clock on the wall shows a time next, or showed it last.
func onClock(at, now time.Time, ahead bool) time.Time {
	then := time.Date(now.Year(), now.Month(), now.Day(), at.Hour(), at.Minute(), 0, 0, now.Location())
	switch {
	case ahead && !then.After(now):
		return then.AddDate(0, 0, 1)
	case !ahead && then.After(now):
		return then.AddDate(0, 0, -1)
	}
	return then
}

// Span reads a span of time like 90m, 12h, 7d or 2w; of a century at most.
func Span(text string) (time.Duration, bool) {
	if text == "" {
		return 0, false
	}
	unit, known := units[text[len(text)-1]]
	n, err := strconv.ParseUint(text[:len(text)-1], 10, 32)
	const century = 100 * 366 * 24 * time.Hour
	if !known || err != nil || n > uint64(century/unit) {
		return 0, false
	}
	return time.Duration(n) * unit, true
}
