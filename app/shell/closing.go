package shell

import (
	"sync"
	"time"
)

// keptWithin is how long the page may take to keep what rests there, a draft whose writer paused or a column that was
// dragged, before a window ends. It answers at once where nothing rests.
const keptWithin = time.Second

// closing leads a window to its end: what rests in the page is kept first, and a window that a person closes may stay, out
// of sight. Nothing in it waits in the toolkit's own thread, through which the page's answers come.
type closing struct {
	stays   func() (stays, told bool) // what is preferred; told: and that was said
	leaving func() bool               // asks the page to keep what rests; false: there is none
	staying func()                    // has the page say that the window stays
	hide    func()
	quit    func() // asks again, by [closing.wanted]

	mu     sync.Mutex
	ends   bool          // the program ends whatever is preferred
	asked  chan struct{} // the page was asked; closed when it has kept what rested
	kept   bool
	said   bool // that it stays is being said
	hidden bool
}

// end is a wish of the program's, or of a person who said so: the window does not stay.
func (c *closing) end() {
	c.mu.Lock()
	c.ends = true
	c.mu.Unlock()
	c.quit()
}

// wanted answers a wish to end the window; true: it goes on, for a moment or out of sight.
func (c *closing) wanted() (goesOn bool) {
	stays, told := c.stays()
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.kept:
		return false
	case c.asked != nil: // the answer is awaited
		return true
	case stays && !c.ends && !told && !c.said:
		c.said = true
		go c.staying()
		return true
	case stays && !c.ends:
		c.hidden = true
		go c.hide()
		return true
	}
	c.asked = make(chan struct{})
	go c.await(c.asked)
	return true
}

// await asks the page, waits for its answer, but not for long, and ends the window.
func (c *closing) await(answer chan struct{}) {
	if c.leaving() {
		late := time.NewTimer(keptWithin)
		defer late.Stop()
		select {
		case <-answer:
		case <-late.C:
		}
	}
	c.mu.Lock()
	c.kept = true
	c.mu.Unlock()
	c.quit()
}

// answered says that the page has kept what rested.
func (c *closing) answered() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asked == nil {
		return
	}
	select {
	case <-c.asked: // a second page, of a browser, said so too
	default:
		close(c.asked)
	}
}

// away puts the window out of sight if it stays; one that a person ends meanwhile is not hidden any more.
func (c *closing) away() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ends || c.asked != nil {
		return
	}
	c.hidden = true
	go c.hide()
}

// shown says that the window is in sight again.
func (c *closing) shown() {
	c.mu.Lock()
	c.hidden, c.said = false, false
	c.mu.Unlock()
}

// isHidden says whether it is out of sight.
func (c *closing) isHidden() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hidden
}
