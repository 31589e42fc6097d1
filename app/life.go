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

// gate lets calls wait until the stores are open and the customers in memory, and says what keeps the program from working.
type gate struct {
	opened chan struct{} // closed when the stores are open, or can't be
	failed error         // why not: every call answers with it; set before opened is closed
	drawn  chan struct{} // told once that the page has its first picture
	loaded chan struct{} // closed when the catalog holds what the cache knew
	err    error         // why it does not; set before loaded is closed
}

// newGate is a gate that opens once, in two steps.
func newGate() *gate {
	return &gate{opened: make(chan struct{}), drawn: make(chan struct{}, 1), loaded: make(chan struct{})}
}

// shutGate is a gate that a failure keeps shut for good.
func shutGate(failed error) *gate {
	g := newGate()
	g.begin(failed)
	return g
}

// begin says that the stores are open, or why they are not and nothing will be loaded.
func (g *gate) begin(failed error) {
	g.failed = failed
	close(g.opened)
	if failed != nil {
		close(g.loaded)
	}
}

// broken waits until the stores are open, which takes a moment, and says why they can't be.
func (g *gate) broken() error {
	<-g.opened
	return g.failed
}

// drawnWithin is how long the customers wait for the first picture to be drawn before they are loaded: both want all of the
// processor.
const drawnWithin = 5 * time.Second

// draws says that the page has its first picture: it asks for more.
func (g *gate) draws() {
	select {
	case g.drawn <- struct{}{}:
	default: // it was said
	}
}

// awaitDrawn waits until the page has its first picture, but not for long: it may never come.
func (g *gate) awaitDrawn(ctx context.Context) {
	late := time.NewTimer(drawnWithin)
	defer late.Stop()
	select {
	case <-g.drawn:
	case <-late.C:
	case <-ctx.Done():
	}
}

// open lets the calls through that wait.
func (g *gate) open(err error) {
	g.err = err
	close(g.loaded)
}

// await waits and says what keeps the program from working.
func (g *gate) await() error {
	<-g.loaded
	if err := g.broken(); err != nil {
		return err
	}
	return g.err
}
