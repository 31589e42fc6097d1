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

// Day is a time of the contract as a date where the user is; "–" when there is none.
func Day(t *string) message.Message {
	at, err := time.Parse(time.RFC3339, Deref(t))
	if t != nil && err != nil {
		return message.Verbatim(*t)
	}
	return message.Day(at)
}

// Moment is a time of the contract to the second, where the user is; empty when there is none.
func Moment(t *string) message.Message { return moment(t, time.TimeOnly) }

// Minute is Moment to the minute.
func Minute(t *string) message.Message { return moment(t, "15:04") }

func moment(t *string, clock string) message.Message {
	at, err := time.Parse(time.RFC3339, Deref(t))
	if err != nil {
		return message.Verbatim(Deref(t))
	}
	at = at.Local()
	m := message.Of("cli_moment", "day", message.Day(at), "clock", at.Format(clock))
	if repeats(at) {
		return message.Of("cli_moment_zone", "moment", m, "zone", at.Format("UTC-07:00"))
	}
	return m
}

// repeats says whether the clock on the wall shows a time twice: the hour in which summer time ends.
func repeats(at time.Time) bool {
	_, offset := at.Zone()
	for _, around := range []time.Duration{-3 * time.Hour, 3 * time.Hour} {
		_, other := at.Add(around).Zone()
		twin := at.Add(time.Duration(offset-other) * time.Second)
		if _, there := twin.Zone(); other != offset && there == other {
			return true
		}
	}
	return false
}
