package secret

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
)

// A person who types the keychain's password gets the time for it; where nobody is there, or nothing ever answers,
// that is said.
func TestAKeychainThatIsSlowIsWaitedForAndOneThatIsSilentIsNot(t *testing.T) {
	for _, c := range []struct {
		takes    time.Duration
		attended bool
		told     int64
		ends     time.Duration
		fails    bool
	}{
		{time.Second, false, 0, time.Second, false},
		{30 * time.Second, false, 0, 10 * time.Second, true},
		{time.Second, true, 0, time.Second, false},
		{30 * time.Second, true, 1, 30 * time.Second, false},
		{time.Hour, true, 1, time.Minute, true},
	} {
		synctest.Test(t, func(t *testing.T) {
			var told atomic.Int64 // whoever tells does so beside
			begun := time.Now()
			slow := func() {
				if told.Add(1); time.Since(begun) != 10*time.Second {
					t.Errorf("told after %v", time.Since(begun))
				}
			}
			if !c.attended {
				slow = nil
			}
			_, err := patiently(slow, func() (bool, error) { time.Sleep(c.takes); return true, nil })
			f, ok := fault.As(err)
			if told.Load() != c.told || ok != c.fails || time.Since(begun) != c.ends {
				t.Errorf("%+v: told %d times, %v after %v", c, told.Load(), err, time.Since(begun))
			}
			if ok && f.Remedy != fault.UseFileSecrets {
				t.Errorf("remedy %s", f.Remedy)
			}
			time.Sleep(c.takes) // the asking itself ends
		})
	}
}
