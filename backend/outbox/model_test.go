package outbox

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// sequences is how many random stories the model test must have lived through.
const sequences = 20_000

// actions is what happens in a story, in any order.
func (w *world) actions() map[string]func(*rapid.T) {
	act := func(f func()) func(*rapid.T) { return func(*rapid.T) { w.do(f) } }
	on := func(fits func(partner.Outgoing) bool, f func(id string)) func(*rapid.T) {
		return act(func() {
			if id := w.some(fits); id != "" {
				f(id)
			}
		})
	}
	editable := func(o partner.Outgoing) bool { return o.Editable() }
	return map[string]func(*rapid.T){
		"":          func(*rapid.T) { w.check() },
		"write":     act(w.write),
		"queue":     on(in(partner.Drafted), func(id string) { _, err := w.box.Queue(id, nil); w.must(err) }),
		"queue all": act(w.queueAll),
		"take back": on(in(partner.Queued, partner.Blocked, partner.Rejected), func(id string) { _, err := w.box.TakeBack(id); w.must(err) }),
		"take back what was handed off": on(func(o partner.Outgoing) bool { return o.State == partner.HandedOff && !w.filed[o.ID] },
			func(id string) { _, err := w.box.TakeBack(id); w.must(err) }),
		"edit": on(editable, func(id string) { w.good(id) }),
		"discard": on(in(partner.Drafted, partner.Rejected, partner.Sent), func(id string) {
			sent := w.disk.entries[id].State == partner.Sent
			if _, hidden := w.cloud.hidden[id]; w.cloud.created[id] > 0 && !sent && !hidden {
				w.tb.Fatalf("%s can be discarded although it arrived", id)
			}
			w.discarded[id] = true // also when the process dies in it
			if !w.must(w.box.Discard(id)) {
				delete(w.discarded, id)
			}
		}),
		"hand off": on(func(o partner.Outgoing) bool {
			return o.Channel == partner.ByPortal && (o.State == partner.Queued || o.State == partner.Blocked)
		},
			func(id string) {
				if _, err := w.box.HandOff(id); fault.KindOf(err) != fault.Denied && fault.KindOf(err) != fault.SignIn {
					w.must(err)
				}
			}),
		"file": on(in(partner.HandedOff), w.file),
		"a person finds it": on(func(o partner.Outgoing) bool {
			return w.cloud.created[o.ID] > 0 && (o.State == partner.HandedOff || o.State == partner.Uncertain)
		}, func(id string) { _, err := w.box.Found(id, "n"+id, ""); w.must(err) }),
		"a person does not find it": on(in(partner.Uncertain), func(id string) {
			w.pass(settleWait) // it takes a while to look
			if w.cloud.created[id] > 0 && !w.cloud.hidden[id].After(w.real) {
				return
			}
			if _, err := w.box.NotThere(id); fault.KindOf(err) != fault.Conflict && w.must(err) {
				w.told[id] = true
			}
		}),
		"another subscription": on(func(o partner.Outgoing) bool { return o.Channel == partner.ByAzure && o.Editable() }, func(id string) {
			mayArrive := w.cloud.pending(id)
			_, err := w.box.Edit(id, func(o *partner.Outgoing) error { o.Draft.Subscription += "x"; return nil })
			switch {
			case fault.KindOf(err) == fault.Conflict:
				w.stays++
			case w.must(err) && mayArrive:
				w.tb.Fatalf("%s goes to another subscription and may arrive in the first", id)
			}
		}),
		"another way": on(func(o partner.Outgoing) bool {
			return o.Editable() && o.Channel != partner.ByNote && !w.filed[o.ID] && !w.cloud.pending(o.ID)
		}, func(id string) {
			_, err := w.box.Edit(id, func(o *partner.Outgoing) error {
				o.Channel = map[partner.Channel]partner.Channel{partner.ByAzure: partner.ByPortal, partner.ByPortal: partner.ByAzure}[o.Channel]
				return nil
			})
			w.must(err)
		}),
		"step":    func(*rapid.T) { w.step() },
		"step on": func(*rapid.T) { w.step(); w.step(); w.step() },
		"run": func(*rapid.T) {
			for range 20 {
				if !w.step() {
					break
				}
			}
		},
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
		"send now":         func(*rapid.T) { w.box.Wake(WakeAll) },
		"restart":          func(*rapid.T) { w.open() },
		"the disk is full": func(*rapid.T) { w.disk.failing = rapid.IntRange(1, 3).Draw(w.t, "writes") },
		"kill at a write": func(*rapid.T) {
			w.disk.killIn, w.disk.after = rapid.IntRange(1, 4).Draw(w.t, "writes"), rapid.Bool().Draw(w.t, "after")
		},
	}
}

// TestNeverLostNeverTwice is the model test: random stories of queueing, sending, losing answers, dying and
// restarting, editing and healing. What must hold in each is in world.check, cloud.create, channel.Send and
// world.heal. To see one again: -run TestNeverLostNeverTwice -rapid.seed=<the seed that was printed>.
func TestNeverLostNeverTwice(t *testing.T) {
	const shards = 2
	seed := setRapid(t, sequences/shards)
	var mu sync.Mutex
	total := struct{ stories, steps, sends, stays, hidden, backs int }{}
	fates, states, events := map[fate]int{}, map[partner.OutState]int{}, map[partner.OutEvent]int{}
	start := time.Now()
	t.Run("stories", func(t *testing.T) {
		for shard := range shards {
			t.Run(fmt.Sprint(shard), func(t *testing.T) {
				t.Parallel()
				rapid.Check(t, func(rt *rapid.T) {
					for range shard { // another story from the same seed
						rapid.Uint64().Draw(rt, "shard")
					}
					w := newWorld(rt)
					w.t = rt
					defer func() { w.cancel() }()
					w.begin()
					rt.Repeat(w.actions())
					w.heal()
					mu.Lock()
					defer mu.Unlock()
					total.stories++
					total.steps += w.steps
					total.sends += w.sends
					total.stays += w.stays
					total.backs += w.backs
					total.hidden += len(w.cloud.hidden)
					add(fates, w.fates)
					add(states, w.states)
					add(events, w.events)
				})
			})
		}
	})
	report := fmt.Sprintf("outbox model: %d sequences, %d steps, %d sends, seed %d, %.1f s", total.stories, total.steps, total.sends, seed, time.Since(start).Seconds())
	fmt.Println(report)
	t.Logf("%s\nstates %v\nevents %v\nfates %v\nnot readable at once %d, kept where they were sent to %d, the clock set back %d", report, states, events, fates,
		total.hidden, total.stays, total.backs)
	want := sequences
	if testing.Short() {
		want /= 5 // rapid's own rule
	}
	if total.stories < want {
		t.Errorf("%d sequences, want %d", total.stories, want)
	}
	covers(t, "state", states, partner.OutStates())
	covers(t, "event", events, []partner.OutEvent{partner.WasQueued, partner.WasTakenBack, partner.WasStarted, partner.WasDelivered,
		partner.WasHandedOff, partner.WasFound, partner.WasNotFound, partner.WasFailed, partner.WasLost, partner.WasInterrupted,
		partner.WasNotSettled, partner.WasHeld, partner.WasReleased, givenTimeAnew})
	covers(t, "fate", fates, []fate{fine, refused, throttled, tokenGone, noConsent, denied, failed, lost, timedOut, stopped, crashed, unreachable, halfAnswer, goneByNow, takenName, inTheWay})
	covers(t, "rarity", map[string]int{"hidden": total.hidden, "stays": total.stays, "clock": total.backs}, []string{"hidden", "stays", "clock"})
}

func covers[K comparable](t *testing.T, what string, seen map[K]int, want []K) {
	t.Helper()
	for _, k := range want {
		if seen[k] < sequences/1000 {
			t.Errorf("%s %v was seen %d times only", what, k, seen[k])
		}
	}
}

func add[K comparable](sum, more map[K]int) {
	for _, k := range slices.Collect(maps.Keys(more)) {
		sum[k] += more[k]
	}
}

// setRapid sets how many checks rapid makes in this test, and a seed that is known, and returns it.
func setRapid(t *testing.T, checks int) uint64 {
	set := func(name, value string) {
		old := flag.Lookup(name).Value.String()
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flag.Set(name, old) })
	}
	set("rapid.checks", strconv.Itoa(checks))
	set("rapid.steps", "60")
	seed, _ := strconv.ParseUint(flag.Lookup("rapid.seed").Value.String(), 10, 64)
	if seed == 0 {
		seed = rand.Uint64()
		set("rapid.seed", strconv.FormatUint(seed, 10))
	}
	return seed
}
