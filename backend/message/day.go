package message

import "time"

// Day is the date of a moment where the reader is; "–" when it is unknown.
func Day(at time.Time) Message { return day(at.Local(), at) }

// CalendarDay is the date that a service means by a time that stands for a whole day: renewals, ends of delegations
// and of commitments, deadlines. Microsoft keeps such a day as its midnight in UTC, which is the day before for
// readers in the west. What is no midnight is a moment.
func CalendarDay(at time.Time) Message {
	if utc := at.UTC(); utc.Equal(utc.Truncate(24 * time.Hour)) {
		return day(utc, at)
	}
	return Day(at)
}

func day(there, at time.Time) Message {
	if at.IsZero() {
		return Verbatim("–")
	}
	return Of("moment_day", "year", there.Format("2006"), "month", there.Format("01"), "day", there.Format("02"))
}
