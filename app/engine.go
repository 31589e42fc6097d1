package app

import (
	"context"
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
	rests  int       // how many syncs have to end before the next rest
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
		} else if now.Sub(e.tidied) >= tidyEvery {
			e.tidied = now
			e.tidy()
		} else if e.mayRest() {
			e.rest()
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
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
