package transport

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

const (
	// longest is how long a try may be silent: Microsoft's slowest honest answers begin after some ten seconds.
	longest = 28 * time.Second
	// shortest is what is left of it however often nobody answered.
	shortest = 8 * time.Second
	// regained is what an answer gives back.
	regained = 500 * time.Millisecond
	// forgotten is when a silence says nothing of now.
	forgotten = 2 * time.Minute
	// slowest is the line that is not taken for silence, in bytes a second: one that drips is.
	slowest = 1 << 10
	// tryLimit ends a try however steadily its answer comes.
	tryLimit = 100 * time.Second
)

// Patience is how long the tries of a program wait in silence. Each silence halves it, so that however many services
// are silent one after the other, a command has said so within 90 seconds; silences at the same time are one, and
// answers give it back, so that one silent customer among thousands costs the others nothing. Its zero value is ready.
type Patience struct {
	mu   sync.Mutex
	lost time.Duration // of longest
	cut  time.Time     // when it was halved last
}

// span is how long a try that begins now may be silent.
func (p *Patience) span() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lost > 0 && time.Since(p.cut) > forgotten {
		p.lost = 0
	}
	return longest - p.lost
}

// heard is told of an answer.
func (p *Patience) heard() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lost = max(0, p.lost-regained)
}

// silent is told of a try that began then and heard nothing until now.
func (p *Patience) silent(began time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if began.Before(p.cut) { // it sat through a silence that was counted
		return
	}
	p.lost = longest - max(shortest, (longest-p.lost)/2)
	p.cut = time.Now()
}

// errSilent is what a try ends with when its patience does.
var errSilent = fmt.Errorf("silence: %w", context.DeadlineExceeded)

// silence says that err is about time that passed, and not about something that was heard.
func silence(err error) bool {
	var n net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &n) && n.Timeout()
}

// vigil is the patience of one try. Only what is waited for counts: the time that a reader takes is not the server's.
type vigil struct {
	patience *Patience
	began    time.Time
	span     time.Duration // what the try may be silent
	left     time.Duration // of it
	whole    time.Duration // what is left to the try, silent or not
	timer    *time.Timer
	end      context.CancelCauseFunc
}

func (p *Patience) watch(end context.CancelCauseFunc) *vigil {
	v := &vigil{patience: p, began: time.Now(), span: p.span(), whole: tryLimit, end: end}
	v.left = v.span
	v.timer = time.AfterFunc(min(v.left, v.whole), func() { end(errSilent) })
	return v
}

// head is told that the answer began: silence is counted anew.
func (v *vigil) head() {
	v.timer.Stop()
	v.whole -= time.Since(v.began)
	v.left = v.span
}

// wait is told that something is waited for from now on.
func (v *vigil) wait() (start time.Time) {
	v.timer.Reset(max(0, min(v.left, v.whole)))
	return time.Now()
}

// got is told of the bytes that were waited for since start: they buy time.
func (v *vigil) got(bytes int, start time.Time) {
	v.timer.Stop()
	took := time.Since(start)
	v.whole -= took
	v.left = min(v.span, v.left-took+time.Duration(bytes)*time.Second/slowest)
}
