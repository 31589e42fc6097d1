package shell

import (
	"context"
	"io"
	"os/exec"
	"sync"
	"time"

	"tenantry/app/handover"
)

// Beside is a window that another process shows for this one, which can't show its own yet: Wails binds what the page may
// call when a window is made, and while the profile is being opened there is nothing to bind. It opens nothing, and ends
// when its standard input does: with this process at the latest.
type Beside struct {
	Handover handover.Handover // what it is told
	Left     func()            // called when a person ended it; it must not Close

	mu     sync.Mutex
	closed bool
	cmd    *exec.Cmd // nil: it was not started
	input  io.Closer
	gone   chan struct{} // closed when it has ended
}

// Show starts it, once; after Close it does nothing. What can't be started is not shown: this process goes on all the
// same.
func (b *Beside) Show() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed || b.cmd != nil {
		return
	}
	cmd, err := anew(b.Handover)
	if err != nil {
		return
	}
	input, err := cmd.StdinPipe()
	if err != nil || cmd.Start() != nil {
		return
	}
	b.cmd, b.input, b.gone = cmd, input, make(chan struct{})
	go b.wait()
}

// wait waits for its end. One that failed was not ended by a person.
func (b *Beside) wait() {
	defer close(b.gone)
	err := b.cmd.Wait()
	b.mu.Lock()
	left := err == nil && !b.closed
	b.mu.Unlock()
	if left {
		b.Left()
	}
}

// Close ends it, if it is shown, and returns when it is gone.
func (b *Beside) Close() {
	b.mu.Lock()
	b.closed = true
	cmd := b.cmd
	b.mu.Unlock()
	if cmd == nil {
		return
	}
	_ = b.input.Close()
	defer time.AfterFunc(endsWithin, func() { _ = cmd.Process.Kill() }).Stop()
	<-b.gone
}

// endsWithin is how long it may take to end: it keeps nothing.
const endsWithin = 2 * time.Second

// UntilItEnds is ctx until in ends: for the window that is shown beside the process at the other end of in.
func UntilItEnds(ctx context.Context, in io.Reader) context.Context {
	ctx, end := context.WithCancel(ctx)
	go func() {
		_, _ = io.Copy(io.Discard, in)
		end()
	}()
	return ctx
}
