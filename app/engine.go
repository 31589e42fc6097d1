package app

import (
	"context"
	"os"
	"runtime/debug"
	"sync"
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
