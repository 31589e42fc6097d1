package app

import (
	"context"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"tenantry/backend/outbox"
	"tenantry/backend/syncer"
)

// How the window keeps itself fresh.
const (
	beatEvery   = 15 * time.Second // how often the engine looks whether there is something to do
	retryEvery  = time.Minute      // after a sync that found no network, and between two syncs at least
	personEvery = time.Hour        // after one that only a person can mend, who may not tell us
	tidyEvery   = 30 * time.Minute // how often disk space is given back while nothing else happens
)

// engine is what the window does by itself: it syncs, sends, and gives disk space and memory back.
type engine struct {
	life   *life
	sync   *Sync
	box    *outbox.Outbox
	hooked *outbox.Outbox        // what is announced to the user's webhook
	watch  func(context.Context) // judges the alerts
	tidy   func()
	rest   func()    // gives memory back
	tidied time.Time // the beat's own, as is
	rests  int       // how many syncs have to have ended for the next rest
	begin  sync.Once
}

// served starts the engine when the first rows are on the screen. Rows served to another process before
// the window was there don't count.
func (e *engine) served() {
	if !e.life.started.Load() {
		return
	}
	e.begin.Do(func() {
		e.life.run(e.beat)
		e.life.run(e.box.Serve)
		e.life.run(e.hooked.Serve)
		e.life.run(e.watch)
	})
}

// beat syncs when the window opens and whenever the data got old, until ctx ends.
func (e *engine) beat(ctx context.Context) {
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	for {
		if now := time.Now(); e.sync.due(now) {
			_, _ = e.sync.now(ctx, syncer.Scope{}, nil)
		}
		e.settle(time.Now())
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// settle gives disk space and then memory back, which the former takes.
func (e *engine) settle(now time.Time) {
	rest := e.mayRest()
	if !rest && now.Sub(e.tidied) < tidyEvery {
		return
	}
	e.tidied = now
	e.tidy()
	if rest {
		e.rest()
	} else {
		e.rests = 0 // something runs: the next beat without it
	}
}

// mayRest says, once after a start and once after each sync, that nothing runs.
func (e *engine) mayRest() bool {
	ended, idle := e.sync.state.ended()
	if !idle || ended < e.rests {
		return false
	}
	e.rests = ended + 1
	return true
}

const (
	// enough is the memory that the program stays within as far as what it keeps allows, in bytes: a sync of ten thousand
	// customers leaves several times more garbage than it keeps.
	enough = 128 << 20
	// While the customers are read nearly all that is allocated stays, and looking for garbage is a tenth of what a command
	// costs. Of a sync much goes again, and a window lies open all day.
	whileLoading = 400
	whenLoaded   = 50
)

// SpareMemory sets how much garbage Go lets lie, of a process that begins. GOMEMLIMIT and GOGC say otherwise.
func SpareMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(enough)
	}
	collectAt(whileLoading)
}

// collectAt has Go collect when the garbage is so many hundredths of what is kept.
func collectAt(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

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
