package outbox

import (
	"maps"
	"time"

	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// actions is what happens in a story, in any order. The nameless one is rapid's: it looks after each of them.
func (w *world) actions() map[string]func(*rapid.T) {
	all := map[string]func(*rapid.T){"": func(*rapid.T) { w.check() }}
	for _, some := range []map[string]func(*rapid.T){w.atTheDesk(), w.editing(), w.atMicrosoft(), w.inTheProgram(), w.around()} {
		maps.Copy(all, some)
	}
	return all
}

// act is something that may kill the process.
func (w *world) act(f func()) func(*rapid.T) { return func(*rapid.T) { w.do(f) } }

// on is something that is done to one that fits.
func (w *world) on(fits func(partner.Outgoing) bool, f func(id string)) func(*rapid.T) {
	return w.act(func() {
		if id := w.some(fits); id != "" {
			f(id)
		}
	})
}

// atTheDesk is what the user does with what was written.
func (w *world) atTheDesk() map[string]func(*rapid.T) {
	takeBack := func(id string) { _, err := w.box.TakeBack(id); w.must(err) }
	return map[string]func(*rapid.T){
		"write":     w.act(w.write),
		"queue":     w.on(in(partner.Drafted), func(id string) { _, err := w.box.Queue(id, nil); w.must(err) }),
		"queue all": w.act(w.queueAll),
		"take back": w.on(in(partner.Queued, partner.Blocked, partner.Rejected), takeBack),
		"take back what was handed off": w.on(func(o partner.Outgoing) bool {
			return o.State == partner.HandedOff && !w.filed[o.ID]
		}, takeBack),
		"discard": w.on(in(partner.Drafted, partner.Rejected, partner.Sent), w.discard),
		"hand off": w.on(func(o partner.Outgoing) bool {
			return o.Channel == partner.ByPortal && (o.State == partner.Queued || o.State == partner.Blocked)
		}, func(id string) {
			if _, err := w.box.HandOff(id); fault.KindOf(err) != fault.Denied && fault.KindOf(err) != fault.SignIn {
				w.must(err)
			}
		}),
		"send now": func(*rapid.T) { w.box.Wake(WakeAll) },
	}
}

func (w *world) discard(id string) {
	sent := w.disk.entries[id].State == partner.Sent
	if _, hidden := w.cloud.hidden[id]; w.cloud.created[id] > 0 && !sent && !hidden {
		w.tb.Fatalf("%s can be discarded although it arrived", id)
	}
	w.discarded[id] = true // also when the process dies in it
	if !w.must(w.box.Discard(id)) {
		delete(w.discarded, id)
	}
}

// editing is what may change in what was written, and when.
func (w *world) editing() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"edit": w.on(partner.Outgoing.Editable, func(id string) { w.good(id) }),
		"another subscription": w.on(func(o partner.Outgoing) bool {
			return o.Channel == partner.ByAzure && o.Editable()
		}, w.anotherSubscription),
		"another way": w.on(func(o partner.Outgoing) bool {
			return o.Editable() && o.Channel.Way().Request && !w.filed[o.ID] && !w.cloud.pending(o.ID)
		}, w.anotherWay),
	}
}

func (w *world) anotherSubscription(id string) {
	mayArrive := w.cloud.pending(id)
	_, err := w.box.Edit(id, func(o *partner.Outgoing) error { o.Draft.Subscription += "x"; return nil })
	switch {
	case fault.KindOf(err) == fault.Conflict:
		w.stays++
	case w.must(err) && mayArrive:
		w.tb.Fatalf("%s goes to another subscription and may arrive in the first", id)
	}
}

func (w *world) anotherWay(id string) {
	_, err := w.box.Edit(id, func(o *partner.Outgoing) error {
		o.Channel = map[partner.Channel]partner.Channel{partner.ByAzure: partner.ByPortal, partner.ByPortal: partner.ByAzure}[o.Channel]
		return nil
	})
	w.must(err)
}

// atMicrosoft is what people do, and see, on Microsoft's pages.
func (w *world) atMicrosoft() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"file": w.on(in(partner.HandedOff), w.file),
		"a person finds it": w.on(func(o partner.Outgoing) bool {
			return w.cloud.created[o.ID] > 0 && (o.State == partner.HandedOff || o.State == partner.Uncertain)
		}, func(id string) { _, err := w.box.Found(id, "n"+id, "", false); w.must(err) }),
		"a person does not find it": w.on(in(partner.Uncertain), w.doesNotFind),
	}
}

func (w *world) doesNotFind(id string) {
	w.pass(settleWait) // it takes a while to look
	if w.cloud.created[id] > 0 && !w.cloud.hidden[id].After(w.real) {
		return
	}
	defer func() { // what counts is on disk, also when the program dies right after it wrote this down
		w.told[id] = w.told[id] || w.disk.entries[id].State != partner.Uncertain
	}()
	if _, err := w.box.NotThere(id); fault.KindOf(err) != fault.Conflict {
		w.must(err)
	}
}

// inTheProgram is what the program does by itself, and what may happen to it.
func (w *world) inTheProgram() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"step":    func(*rapid.T) { w.step() },
		"step on": func(*rapid.T) { w.step(); w.step(); w.step() },
		"run": func(*rapid.T) {
			for range 20 {
				if !w.step() {
					break
				}
			}
		},
		"restart":          func(*rapid.T) { w.open() },
		"the disk is full": func(*rapid.T) { w.disk.failing = rapid.IntRange(1, 3).Draw(w.t, "writes") },
		"kill at a write": func(*rapid.T) {
			w.disk.killIn, w.disk.after = rapid.IntRange(1, 4).Draw(w.t, "writes"), rapid.Bool().Draw(w.t, "after")
		},
	}
}

// around is what changes while nobody touches the program.
func (w *world) around() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"time passes": func(*rapid.T) {
			w.pass(rapid.SampledFrom([]time.Duration{time.Second, 6 * time.Second, 11 * time.Second, time.Minute, 3 * time.Minute, 11 * time.Minute, 25 * time.Hour}).Draw(w.t, "time"))
		},
		"the clock is set back": func(*rapid.T) {
			w.clock = w.clock.Add(-time.Duration(rapid.IntRange(1, 300).Draw(w.t, "minutes")) * time.Minute)
			w.backs++
			for _, id := range w.ids { // what is being looked for is looked for early
				w.told[id] = w.told[id] || w.disk.entries[id].State == partner.Uncertain
			}
		},
		"network": func(*rapid.T) {
			if w.online = !w.online; w.online {
				w.box.Wake(WakeNetwork)
			}
		},
		"sign-in": func(*rapid.T) {
			if w.signedIn = !w.signedIn; w.signedIn {
				w.account = rapid.SampledFrom(accounts).Draw(w.t, "account")
				w.box.Wake(WakeSignIn)
			}
		},
		"delegation": func(*rapid.T) {
			tenant := rapid.SampledFrom(tenants).Draw(w.t, "tenant")
			if w.ended[tenant] = !w.ended[tenant]; !w.ended[tenant] {
				w.box.Wake(WakeSync)
			}
		},
	}
}
