package secret

import (
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
)

// A person who types the keychain's password gets the time for it; what never answers is named before a minute is over.
func TestAKeychainThatIsSlowIsWaitedForAndOneThatIsSilentIsNot(t *testing.T) {
	for takes, want := range map[time.Duration]struct {
		told  int
		fails bool
	}{time.Second: {}, 30 * time.Second: {told: 1}, time.Hour: {1, true}} {
		synctest.Test(t, func(t *testing.T) {
			told, begun := 0, time.Now()
			_, err := patiently(func() {
				if told++; time.Since(begun) != 10*time.Second {
					t.Errorf("told after %v", time.Since(begun))
				}
			}, func() (bool, error) { time.Sleep(takes); return true, nil })
			f, ok := fault.As(err)
			if told != want.told || ok != want.fails || time.Since(begun) >= time.Minute {
				t.Errorf("%v: told %d times, %v after %v", takes, told, err, time.Since(begun))
			}
			if ok && f.Remedy != fault.UseFileSecrets {
				t.Errorf("remedy %s", f.Remedy)
			}
			time.Sleep(takes) // the asking itself ends
		})
	}
}
