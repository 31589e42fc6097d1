package term

import (
	"fmt"
	"time"
)

// Age says how old a time of the contract is: "3 min", "2 d", "never".
func Age(t *string, now time.Time) string {
	if t == nil {
		return "never"
	}
	at, err := time.Parse(time.RFC3339, *t)
	if err != nil {
		return *t
	}
	switch d := now.Sub(at); {
	case d < time.Minute:
		return "now"
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	default:
		return fmt.Sprintf("%d d", int(d.Hours()/24))
	}
}

// Until says how long it is to a time of the contract; "" when it is past or unknown.
func Until(t *string, now time.Time) string {
	if t == nil {
		return ""
	}
	at, err := time.Parse(time.RFC3339, *t)
	if err != nil || !at.After(now) {
		return ""
	}
	switch d := at.Sub(now); {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds())+1)
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes())+1)
	default:
		return fmt.Sprintf("%d h", int(d.Hours())+1)
	}
}

// Day is a time of the contract as a date; "–" when there is none.
func Day(t *string) string {
	if t == nil {
		return "–"
	}
	return (*t)[:10]
}
