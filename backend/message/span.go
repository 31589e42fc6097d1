package message

import (
	"math"
	"time"
)

// Span is how long a wait is, in its greatest unit, rounded up.
func Span(d time.Duration) Message {
	switch {
	case d < time.Minute:
		return Of("network_span_seconds", "count", int(math.Ceil(d.Seconds())))
	case d < time.Hour:
		return Of("network_span_minutes", "count", int(math.Ceil(d.Minutes())))
	case d < 48*time.Hour:
		return Of("network_span_hours", "count", int(math.Ceil(d.Hours())))
	}
	return Of("network_span_days", "count", int(math.Ceil(d.Hours()/24)))
}
