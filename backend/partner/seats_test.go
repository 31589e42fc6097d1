package partner

import (
	"testing"
	"time"
)

func TestSeatsCountWhatWorks(t *testing.T) {
	at := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	sub := func(status string, total, used int) Subscription {
		return Subscription{ID: status, Name: status, Status: status, Total: total, Used: used, Source: SourceGDAP}
	}
	for name, c := range map[string]struct {
		bought []Subscription
		want   Seats
	}{
		"none":                  {nil, Seats{Told: true}},
		"two products":          {[]Subscription{sub("enabled", 25, 20), sub("warning", 5, 1)}, Seats{true, 30, 21}},
		"one that is off":       {[]Subscription{sub("enabled", 25, 20), sub("suspended", 50, 0)}, Seats{true, 25, 20}},
		"use of one is unknown": {[]Subscription{sub("enabled", 25, -1), sub("warning", 5, 1)}, Seats{true, 30, -1}},
	} {
		if got := (Customer{Subscriptions: Seen(c.bought, at)}).Summary().Seats; got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	if got := (Customer{}).Summary().Seats; got.Told {
		t.Errorf("of a customer whose subscriptions nobody read: %+v", got)
	}
}
