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
	kept    []byte        // what was read and may be wanted again
	settled bool          // nothing is wanted again
	err     error         // why there is no more
	pending chan struct{} // closed when the read under way has ended
}

// from is the input from its beginning, or, once it is settled, from where it is. Its reads end with ctx.
func (i *input) from(ctx context.Context) io.Reader { return &reading{input: i, ctx: ctx} }

// reading is one reader of an input.
type reading struct {
	*input
	ctx context.Context
	at  int // in what is kept
}

func (r *reading) Read(p []byte) (int, error) {
	for r.ctx.Err() == nil {
		n, more, err := r.next(p)
		if more == nil {
			return n, err
		}
		select {
		case <-more:
		case <-r.ctx.Done():
		}
	}
	return 0, r.ctx.Err()
}

// next is what there is, or why there is no more, or what to wait for.
func (r *reading) next(p []byte) (n int, more <-chan struct{}, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.at < len(r.kept) {
		n = copy(p, r.kept[r.at:])
		r.at += n
		if r.settled {
			r.kept, r.at = r.kept[r.at:], 0
		}
		return n, nil, nil
	}
	if r.err != nil {
		return 0, nil, r.err
	}
	return 0, r.more(len(p)), nil
}

// more reads on, unless a read is under way; i.mu is held.
func (i *input) more(size int) <-chan struct{} {
	if i.pending != nil {
		return i.pending
	}
	done := make(chan struct{})
	i.pending = done
	go func() {
		p := make([]byte, max(size, 1))
		n, err := i.r.Read(p)
		i.mu.Lock()
		i.kept, i.err, i.pending = append(i.kept, p[:n]...), err, nil
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
