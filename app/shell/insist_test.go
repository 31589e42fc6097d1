package shell

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestAWindowIsToldToEndUntilItIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone := make(chan struct{})
		started, told := time.Now(), 0
		insist(gone, func() {
			if told++; time.Since(started) >= time.Second { // its loop turns by now
				close(gone)
			}
		})
		if time.Since(started) != time.Second || told != 6 {
			t.Errorf("told %d times in %s", told, time.Since(started))
		}
	})
}

func TestAWindowThatIsGoneAtOnceIsToldOnce(t *testing.T) {
	gone, told := make(chan struct{}), 0
	insist(gone, func() {
		if told++; told == 1 {
			close(gone)
		}
	})
	if told != 1 {
		t.Errorf("told %d times", told)
	}
}
