package term

import (
	"time"

	"tenantry/backend/message"
)

// Age says how old a time of the contract is: "3 min", "2 d", "never".
func Age(t *string, now time.Time) message.Message {
	if t == nil {
		return message.Of("cli_age_never")
	}
	at, err := time.Parse(time.RFC3339, *t)
	if err != nil {
		return message.Verbatim(*t)
	}
	switch d := now.Sub(at); {
	case d < time.Minute:
		return message.Of("cli_age_now")
	case d < time.Hour:
		return message.Of("cli_span_minutes", "count", int(d.Minutes()))
	case d < 48*time.Hour:
		return message.Of("cli_span_hours", "count", int(d.Hours()))
	default:
		return message.Of("cli_span_days", "count", int(d.Hours()/24))
	}
}

// Until says how long it is to a time of the contract; not ok when it is past or unknown.
func Until(t *string, now time.Time) (span message.Message, ok bool) {
	if t == nil {
		return span, false
	}
	at, err := time.Parse(time.RFC3339, *t)
	if err != nil || !at.After(now) {
		return span, false
	}
	switch d := at.Sub(now); {
	case d < time.Minute:
		return message.Of("cli_span_seconds", "count", int(d.Seconds())+1), true
	case d < time.Hour:
		return message.Of("cli_span_minutes", "count", int(d.Minutes())+1), true
	default:
		return message.Of("cli_span_hours", "count", int(d.Hours())+1), true
	}
}

// Day is the day of a time of the contract, by the calendar of this computer; "–" when there is none.
func Day(t *string) message.Message {
	if t == nil {
		return message.Verbatim("–")
	}
	at, err := time.Parse(time.RFC3339, *t)
	if err != nil {
		return message.Verbatim(*t)
	}
	return day(at.Local())
}

// Date is the day of a date that Microsoft keeps as midnight in UTC, wherever it is read; "–" when it is unknown.
func Date(at time.Time) message.Message {
	if at.IsZero() {
		return message.Verbatim("–")
	}
	return day(at.UTC())
}

func day(at time.Time) message.Message {
	return message.Of("cli_day", "year", at.Format("2006"), "month", at.Format("01"), "day", at.Format("02"))
}

// Moment is a time of the contract to the second, by the clock of this computer; empty when there is none. Where the
// hour comes twice that day, it says which of the two.
func Moment(t *string) message.Message {
	at, err := time.Parse(time.RFC3339, Deref(t))
	if err != nil {
		return message.Verbatim(Deref(t))
	}
	at = at.Local()
	clock := at.Format(time.TimeOnly)
	if twice(at) {
		clock += at.Format(" MST")
	}
	return message.Of("cli_moment", "day", day(at), "clock", clock)
}

// twice says whether the clock shows this time a second time, because it is put back.
func twice(at time.Time) bool {
	for _, by := range []time.Duration{30 * time.Minute, time.Hour, 2 * time.Hour} {
		for _, other := range []time.Time{at.Add(by), at.Add(-by)} {
			if other.Format(time.DateTime) == at.Format(time.DateTime) {
				return true
			}
		}
	}
	return false
}
