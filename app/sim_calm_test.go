package app

import (
	"time"

	"tenantry/backend/partner"
	"tenantry/backend/simcloud"
)

// calm ends every fault. Then everything must arrive, by what the program does and what it tells people to do.
func (w *simWorld) calm() {
	w.say("everything calms down")
	w.trouble.Store(0)
	w.full.Store(false)
	w.happens(simcloud.Event{Kind: "link-restored"})
	w.happens(simcloud.Event{Kind: "delegation-restored", TenantID: w.drafts[0].TenantID})
	w.quiet()
	for round := 0; !w.arrived(); round++ {
		if round == 12 {
			w.fail("no way out: %v", w.waiting())
		}
		w.signIn()
		w.sync()
		w.people()
		w.send()
		w.step()
		w.sleep(11 * time.Minute)
	}
	w.end()
	w.quiet()
	w.check()
	for _, i := range w.items {
		o, there := w.now.app.box.Get(i.id)
		if at := i.at(w.cloud.State()); there && !ofAnother(o) && i.closes == "" && at != 1 {
			w.fail("%v is at Microsoft %d times", i, at)
		}
	}
	w.end()
}

// quiet has a process run in which nothing goes wrong any more.
func (w *simWorld) quiet() {
	w.restart(false)
	w.calmed = true
	w.start(false)
}

// waiting is what is not at Microsoft, though it may go there as us.
func (w *simWorld) waiting() (out []partner.Outgoing) {
	for _, o := range w.now.app.box.List() {
		if o.State != partner.Sent && !ofAnother(o) {
			out = append(out, o)
		}
	}
	return out
}

// ofAnother says that somebody wrote it as another partner.
func ofAnother(o partner.Outgoing) bool { return o.Partner != "" && o.Partner != simcloud.TenantID }

func (w *simWorld) arrived() bool { return len(w.waiting()) == 0 }

// people do what only they can do.
func (w *simWorld) people() {
	for _, i := range w.items {
		o, there := w.now.app.box.Get(i.id)
		switch {
		case !there, ofAnother(o):
		case o.State == partner.Rejected && i.closes != "":
			w.discard(i, o)
		case o.State == partner.Rejected:
			w.edit(i, o)
			w.queue(i, o)
		case o.State == partner.Drafted:
			w.queue(i, o)
		}
		if o, there = w.now.app.box.Get(i.id); there && !ofAnother(o) && o.Channel == partner.ByPortal && o.State != partner.Sent {
			w.handOff(i, true)
			w.number(i, o)
		}
	}
}
