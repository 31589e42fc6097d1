package app

import (
	"slices"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// simAction is something that may happen, and how often.
type simAction struct {
	name   string
	weight int
	do     func()
}

type simActionList []simAction

// simActions is what happens in a world.
func simActions(w *simWorld) simActionList {
	return slices.Concat(w.atTheDesk(), w.atMicrosoft(), w.around())
}

func (l simActionList) names() (out []string) {
	for _, a := range l {
		out = append(out, a.name)
	}
	return out
}

// some is one of them, by weight.
func (l simActionList) some(w *simWorld) simAction {
	sum := 0
	for _, a := range l {
		sum += a.weight
	}
	at := w.random.IntN(sum)
	for _, a := range l {
		if at -= a.weight; at < 0 {
			return a
		}
	}
	panic("unreachable")
}

// live is the life of a world.
func (w *simWorld) live() {
	w.calmed = true // until there is something to write about
	w.start(false)
	w.signIn()
	w.sync()
	w.learn()
	w.calmed = false
	actions := simActions(w)
	for range simSteps {
		a := actions.some(w)
		w.count(a.name)
		w.say("%s", a.name)
		a.do()
		w.step()
	}
	w.calm()
}

// step lets time go on after something happened: the next thing happens at an instant of its own.
func (w *simWorld) step() {
	synctest.Wait()
	p := w.now
	if p != nil && p.window && w.chance(15) {
		p.dies(1 + w.random.IntN(10))
	}
	w.align()
	if w.now == nil {
		return
	}
	if w.now.dead() {
		w.crash()
		return
	}
	w.now.dies(0)
	w.check()
}

// align lets time pass until an instant at which nothing else happens.
func (w *simWorld) align() {
	gone := time.Since(w.begin)
	w.sleep((gone/simTick+1)*simTick + 3*time.Second + 7*time.Millisecond - gone)
}

// sleep lets time pass.
func (w *simWorld) sleep(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// running starts the program where it does not run: with a window, or for a command.
func (w *simWorld) running() *App {
	if w.now != nil && w.now.dead() {
		w.crash()
	}
	if w.now == nil {
		if w.whole && !w.full.Load() && w.chance(30) {
			w.damage()
		}
		w.start(w.chance(40))
	}
	return w.now.app
}

// do does something for a person and says how it ended. Where nothing works beside it, the process may die in it.
func (w *simWorld) do(what string, f func(a *App) error) simFate {
	w.t.Helper()
	a, p := w.running(), w.now
	if !p.window && w.chance(15) {
		p.dies(1 + w.random.IntN(8))
	}
	err := f(a)
	if p.dead() {
		w.align()
		w.say("%s: nobody hears what became of it", what)
		w.crash()
		return simUnheard
	}
	if !p.window {
		p.dies(0)
	}
	if err == nil {
		w.say("%s", what)
		return simDone
	}
	w.say("%s: %s", what, simProblem(err))
	switch fault.KindOf(err) {
	case fault.Corrupt:
		w.fail("%s: %v", what, err)
	case fault.Internal, "":
		if !w.full.Load() {
			w.fail("%s: %v", what, err)
		}
	}
	return simRefused
}

// some is one of the items that fit.
func (w *simWorld) some(fits func(*simItem, partner.Outgoing) bool) *simItem {
	w.running()
	var all []*simItem
	for _, i := range w.items {
		if o, ok := w.now.app.box.Get(i.id); ok && !i.thrown && fits(i, o) {
			all = append(all, i)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all[w.random.IntN(len(all))]
}

// on is something that is done with one in these states.
func (w *simWorld) on(f func(i *simItem, o partner.Outgoing), states ...partner.OutState) func() {
	return func() {
		if i := w.some(func(_ *simItem, o partner.Outgoing) bool { return slices.Contains(states, o.State) }); i != nil {
			o, _ := w.now.app.box.Get(i.id)
			f(i, o)
		}
	}
}
