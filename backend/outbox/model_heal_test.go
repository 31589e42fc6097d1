package outbox

import (
	"time"

	"tenantry/backend/partner"
)

// heal ends every fault. Then everything must arrive.
func (w *world) heal() {
	w.calm, w.online, w.signedIn = true, true, true
	w.disk.failing, w.disk.killIn = 0, 0
	clear(w.ended)
	w.pass(hiddenFor)
	w.check()
	w.box.Wake(WakeAll)
	w.goOn()
	w.pass(time.Hour)
	w.check()
	for _, id := range w.ids {
		if o, ok := w.box.Get(id); ok && o.State != partner.Sent {
			w.tb.Fatalf("%s stays %s: %v", id, o.State, o.Problem)
		}
	}
}

// goOn lets the loop, people and time do what they can until nothing is left to do.
func (w *world) goOn() {
	for round := 0; ; round++ {
		if round == 300 {
			w.tb.Fatalf("no way out: %v", w.box.List())
		}
		for w.step() {
		}
		w.check()
		if w.people() {
			continue
		}
		if w.change() {
			continue
		}
		_, later := w.box.next(w.clock)
		if len(later) == 0 {
			break
		}
		w.pass(max(0, earliest(later).Sub(w.clock)))
	}
}

// change signs the other partner in when nothing is left to do as this one, and something as that one.
func (w *world) change() bool {
	other := ""
	for _, o := range w.box.List() {
		switch {
		case !inLine(&o):
		case o.Partner == w.account, o.Partner == "":
			return false
		default:
			other = o.Partner
		}
	}
	if other == "" {
		return false
	}
	w.account = other
	w.box.Wake(WakeSignIn)
	return true
}

// people do what only they can do; false: nothing is left to them.
func (w *world) people() (acted bool) {
	for _, o := range w.box.List() {
		switch {
		case o.State == partner.Drafted, o.State == partner.Rejected:
			if w.good(o.ID) {
				_, err := w.box.Queue(o.ID, nil)
				w.must(err)
			}
		case o.Channel == partner.ByPortal && (o.State == partner.Queued || o.State == partner.Blocked):
			if o.Partner != "" {
				w.account = o.Partner
			}
			_, err := w.box.HandOff(o.ID)
			w.must(err)
		case o.State == partner.HandedOff:
			w.file(o.ID)
			_, err := w.box.Found(o.ID, "n", "", false)
			w.must(err)
		default:
			continue
		}
		acted = true
	}
	return acted
}
