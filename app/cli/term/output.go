package term

import (
	"errors"
	"fmt"
	"io"
	"sync"
)

// Output is the standard output of one command line. It remembers the first failure to write, so that no command
// has to look at what each of its lines became; nothing is written after it. It is safe for concurrent use.
type Output struct {
	w      io.Writer
	mu     sync.Mutex
	failed error
}

// NewOutput is the output that writes to w.
func NewOutput(w io.Writer) *Output { return &Output{w: w} }

// Write writes p, or says with an [Unwritten] why nothing can be written any more.
func (o *Output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.failed != nil {
		return 0, o.failed
	}
	n, err := o.w.Write(p)
	if err != nil {
		o.failed = Unwritten{err}
	}
	return n, o.failed
}

// Failed is the [Unwritten] that Write met first, or nil.
func (o *Output) Failed() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.failed
}

// Unwritten says that the output could not be written, and why.
type Unwritten struct{ Cause error }

// Error names the cause.
func (u Unwritten) Error() string { return fmt.Sprintf("write the output: %v", u.Cause) }

func (u Unwritten) Unwrap() error { return u.Cause }

// ReaderLeft says that whoever read the output has gone away, as head does when it has seen enough: that is no
// failure to speak of.
func (u Unwritten) ReaderLeft() bool {
	for _, gone := range readerLeft {
		if errors.Is(u.Cause, gone) {
			return true
		}
	}
	return errors.Is(u.Cause, io.ErrClosedPipe)
}
