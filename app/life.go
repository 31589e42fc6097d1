package app

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// life is how long the program runs, and what runs in it.
type life struct {
	ctx     context.Context
	cancel  context.CancelFunc
	loops   sync.WaitGroup
	started atomic.Bool // the window's engine may run
}

func newLife() *life {
	l := &life{}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	return l
}

// run starts what nobody waits for; it ends with the life's context.
func (l *life) run(f func(context.Context)) { l.loops.Go(func() { f(l.ctx) }) }

// patience is how long an end waits for what runs: the stores survive a kill, and waiting longer helps nobody.
const patience = 3 * time.Second

// wait waits until all that runs has ended.
func (l *life) wait() {
	done := make(chan struct{})
	go func() { l.loops.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(patience):
	}
}

// gate lets calls wait until the customers are in memory, and says what keeps the program from working.
type gate struct {
	failed error         // why nothing could be opened: every call answers with it
	loaded chan struct{} // closed when the catalog holds what the cache knew
	err    error         // why it does not; set before loaded is closed
}

// newGate is a gate that opens once; one with a failure is open already.
func newGate(failed error) *gate {
	g := &gate{failed: failed, loaded: make(chan struct{})}
	if failed != nil {
		close(g.loaded)
	}
	return g
}

// open lets the calls through that wait.
func (g *gate) open(err error) {
	g.err = err
	close(g.loaded)
}

// await waits and says what keeps the program from working.
func (g *gate) await() error {
	<-g.loaded
	if g.failed != nil {
		return g.failed
	}
	return g.err
}
