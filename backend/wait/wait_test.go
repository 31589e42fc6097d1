package wait_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/wait"
)

func TestRetryAfterIsSecondsOrADateByTheAnswersOwnClock(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	stamp := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	for name, c := range map[string]struct {
		after, date string
		want        time.Duration
		told        bool
	}{
		"none":                        {"", "", 0, false},
		"seconds":                     {" 30 ", "", 30 * time.Second, true},
		"broken seconds":              {"1.5", "", 1500 * time.Millisecond, true},
		"none at all":                 {"0", "", 0, true},
		"over a day":                  {"172800", "", 48 * time.Hour, true},
		"seconds that nobody means":   {"1e9", "", 30 * 24 * time.Hour, true},
		"no end":                      {"+Inf", "", 30 * 24 * time.Hour, true},
		"not a number":                {"NaN", "", 0, false},
		"before now":                  {"-3", "", 0, false},
		"a date":                      {stamp(time.Minute), "", time.Minute, true},
		"a date by the answer's Date": {stamp(2 * time.Hour), stamp(2*time.Hour - time.Minute), time.Minute, true},
		"a date that is past":         {stamp(-time.Hour), "", 0, true},
		"a date far away":             {stamp(1000 * time.Hour), "", 30 * 24 * time.Hour, true},
		"a date over a day away":      {stamp(50 * time.Hour), "", 50 * time.Hour, true},
		"words":                       {"soon", "", 0, false},
	} {
		h := http.Header{}
		h.Set("Retry-After", c.after)
		h.Set("Date", c.date)
		if got, told := wait.RetryAfter(h, now); got != c.want || told != c.told {
			t.Errorf("%s: %s, %v; want %s, %v", name, got, told, c.want, c.told)
		}
	}
}

func TestWaitingEndsInTimeOrWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		if err := wait.For(t.Context(), time.Hour); err != nil || time.Since(began) != time.Hour {
			t.Error(err, time.Since(began))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := wait.For(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != time.Hour+time.Minute {
			t.Error(err, time.Since(began))
		}
	})
}
