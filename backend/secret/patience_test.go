package secret

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
)

func alone(func()) Patience { return AtTerminal(nil) }
func zero(func()) Patience  { return Patience{} }

// A person who types the keychain's password gets the time for it; where nobody is there, or nothing ever answers,
// that is said.
func TestAKeychainThatIsSlowIsWaitedForAndOneThatIsSilentIsNot(t *testing.T) {
	for _, c := range []struct {
		takes    time.Duration
		patience func(slow func()) Patience
		told     time.Duration // 0: never
		ends     time.Duration
		fails    bool
	}{
		{9 * time.Second, alone, 0, 9 * time.Second, false},
		{30 * time.Second, alone, 0, 10 * time.Second, true},
		{30 * time.Second, zero, 0, 10 * time.Second, true},
		{9 * time.Second, AtTerminal, 0, 9 * time.Second, false},
		{30 * time.Second, AtTerminal, 10 * time.Second, 30 * time.Second, false},
		{time.Hour, AtTerminal, 10 * time.Second, time.Minute, true},
		{time.Second / 2, InWindow, 0, time.Second / 2, false},
		{9 * time.Second, InWindow, time.Second, 9 * time.Second, false},
		{time.Hour, InWindow, time.Second, 10 * time.Second, true},
	} {
		synctest.Test(t, func(t *testing.T) {
			var told atomic.Int64 // whoever tells does so beside
			begun := time.Now()
			slow := func() { told.Add(int64(time.Since(begun))) }
			_, err := patiently(c.patience(slow), func() (bool, error) { time.Sleep(c.takes); return true, nil })
			f, ok := fault.As(err)
			if time.Duration(told.Load()) != c.told || ok != c.fails || time.Since(begun) != c.ends {
				t.Errorf("%+v: told after %v, %v after %v", c, time.Duration(told.Load()), err, time.Since(begun))
			}
			if ok && f.Remedy != fault.UseFileSecrets {
				t.Errorf("remedy %s", f.Remedy)
			}
			time.Sleep(c.takes) // the asking itself ends
		})
	}
}
