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

	"tenantry/backend/partner"
)

// sequences is how many random stories the model test must have lived through.
const sequences = 20_000

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
