package wire

import (
	"strings"
	"time"
	"unicode"
)

// Time is a point in time, in UTC. Its zero value stands for null, for "0001-01-01T00:00:00" (never),
// for the year 9999 (no end), and for what can't be read.
type Time struct{ time.Time }

// UnmarshalJSON accepts what ParseTime accepts.
func (t *Time) UnmarshalJSON(b []byte) error {
	s, err := scalar(b, "a time")
	t.Time = ParseTime(s)
	return err
}

var layouts = []string{
	"2006-01-02T15:04:05Z07:00", // a fraction of a second is read without being named
	"2006-01-02T15:04:05Z0700",
	"2006-01-02T15:04:05",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04",
	"2006-01-02",
}

// ParseTime reads a date as Microsoft writes it: with any fraction, with blanks in between
// ("2015-11-25T06: 41: 12Z" is in the documentation), with no zone, which means UTC (api/facts.md 2.5).
func ParseTime(s string) time.Time {
	s = strings.TrimSpace(s)
	if len(s) > 11 && s[10] == ' ' {
		s = s[:10] + "T" + s[11:]
	}
	s = strings.ToUpper(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s))
	for _, l := range layouts {
		t, err := time.Parse(l, s)
		if err != nil {
			continue
		}
		if t = t.UTC(); t.Year() <= 1 || t.Year() >= 9999 {
			return time.Time{}
		}
		return t
	}
	return time.Time{}
}
