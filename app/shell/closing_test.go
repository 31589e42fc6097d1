//go:build !bindings

package shell

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// closingOf is a window that notes what becomes of it. The page answers after a time; a negative one: there is no page.
func closingOf(stays, told bool, page time.Duration) (c *closing, done func() []string) {
	c = &closing{}
	var mu sync.Mutex
	var all []string
	note := func(what string) { mu.Lock(); all = append(all, what); mu.Unlock() }
	done = func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(all)
	}
	c.stays = func() (bool, bool) { return stays, told }
	c.staying = func() { note("says that it stays") }
	c.hide = func() { note("hides") }
	c.leaving = func() bool {
		note("asks")
		time.AfterFunc(max(page, 0), c.answered)
		return page >= 0
	}
	c.quit = func() {
		if !c.wanted() {
			note("ends")
		}
	}
	return c, done
}

func TestAWindowEndsOnceThePageHasKeptWhatRests(t *testing.T) {
	for _, k := range []struct {
		page, ends time.Duration
	}{{30 * time.Millisecond, 30 * time.Millisecond}, {-1, 0}, {time.Hour, keptWithin}} {
		synctest.Test(t, func(t *testing.T) {
			c, done := closingOf(false, false, k.page)
			begun := time.Now()
			c.quit()
			synctest.Wait()
			c.quit() // who insists ends it no sooner
			for range 2000 {
				if n := len(done()); n > 0 && done()[n-1] == "ends" {
					break
				}
				time.Sleep(time.Millisecond)
				synctest.Wait()
			}
			if took := time.Since(begun); len(done()) < 2 || done()[1] != "ends" || took < k.ends || took > k.ends+2*time.Millisecond {
				t.Errorf("%v: %q after %v", k.page, done(), took)
			}
			time.Sleep(2 * time.Hour)
		})
	}
}

func TestAWindowThatStaysIsPutOutOfSight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, done := closingOf(true, true, 0)
		c.quit()
		synctest.Wait()
		if !c.isHidden() || len(done()) != 1 || done()[0] != "hides" {
			t.Errorf("%q", done())
		}
		c.shown()
		if c.isHidden() {
			t.Error("it is shown and counts as hidden")
		}
		c.end()
		synctest.Wait()
		if n := len(done()); done()[n-1] != "ends" {
			t.Errorf("who says that it ends is not heard: %q", done())
		}
	})
}

// The first time it is said, and hides once the page has; a page that says nothing, and is asked again, is passed over.
func TestThatAWindowStaysIsSaidOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, done := closingOf(true, false, 0)
		c.quit()
		synctest.Wait()
		if c.isHidden() || len(done()) != 1 || done()[0] != "says that it stays" {
			t.Errorf("%q", done())
		}
		c.away()
		synctest.Wait()
		if !c.isHidden() || len(done()) != 2 {
			t.Errorf("%q", done())
		}
		c.shown()
		c.quit()
		c.quit()
		synctest.Wait()
		if !c.isHidden() || len(done()) != 4 {
			t.Errorf("%q", done())
		}
	})
	synctest.Test(t, func(t *testing.T) {
		c, done := closingOf(true, false, 0)
		c.quit()
		synctest.Wait()
		c.end() // by what was just said
		c.away()
		synctest.Wait()
		if n := len(done()); done()[n-1] != "ends" || c.isHidden() {
			t.Errorf("%q", done())
		}
	})
}
