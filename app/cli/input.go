package cli

import (
	"context"
	"io"
	"sync"
)

// input is standard input as one command line reads it: no more of it than is asked for, because the rest may be for
// the next command of a script; from its beginning again, where another process has to run the command line anew; and
// only until the command line is to end, although a read from a terminal ends when a person types.
type input struct {
	r       io.Reader
	mu      sync.Mutex
	kept    []byte // what was read and may be wanted again
	settled bool   // nothing is wanted again
	err     error  // why there is no more
	reading chan struct{}
}

// from is the input from its beginning, or, once it is settled, from where it is. Its reads end with ctx.
func (i *input) from(ctx context.Context) io.Reader {
	at := 0
	return readFunc(func(p []byte) (int, error) {
		for ctx.Err() == nil {
			i.mu.Lock()
			if at < len(i.kept) {
				n := copy(p, i.kept[at:])
				at += n
				if i.settled {
					i.kept, at = i.kept[at:], 0
				}
				i.mu.Unlock()
				return n, nil
			}
			if i.err != nil {
				i.mu.Unlock()
				return 0, i.err
			}
			more := i.more(len(p))
			i.mu.Unlock()
			select {
			case <-more:
			case <-ctx.Done():
			}
		}
		return 0, ctx.Err()
	})
}

// more reads on, unless a read is under way; i.mu is held.
func (i *input) more(size int) <-chan struct{} {
	if i.reading != nil {
		return i.reading
	}
	done := make(chan struct{})
	i.reading = done
	go func() {
		p := make([]byte, max(size, 1))
		n, err := i.r.Read(p)
		i.mu.Lock()
		i.kept, i.err, i.reading = append(i.kept, p[:n]...), err, nil
		i.mu.Unlock()
		close(done)
	}()
	return done
}

// settle lets go of what was read: the command line is run by who reads it now.
func (i *input) settle() {
	if i == nil { // a held App: the caller's own process keeps its input
		return
	}
	i.mu.Lock()
	i.settled = true
	i.mu.Unlock()
}

type readFunc func([]byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }
