package app

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// What `make sim` sets.
var (
	simSeeds = flag.Uint64("sim.seeds", 60, "how many simulated worlds there are")
	simSeed  = flag.Uint64("sim.seed", 0, "the one simulated world to tell step by step")
)

// simSteps is how many things happen in a world before it calms down.
const simSteps = 60

// TestSimulatedWorlds lives through worlds in which people write, the cloud loses answers, processes die at any write
// and disks lie, each decided by its seed alone. What must hold is in simWorld.check and simWorld.calm.
// One seed again, step by step: make sim SEED=n.
func TestSimulatedWorlds(t *testing.T) {
	if *simSeed != 0 {
		fmt.Println(strings.Join(simulated(t, *simSeed), "\n"))
		return
	}
	seeds := *simSeeds
	if testing.Short() {
		seeds = min(seeds, 30)
	}
	const shards = 2
	begun := time.Now()
	seen := [shards]simCounts{}
	t.Run("worlds", func(t *testing.T) {
		for shard := range uint64(shards) {
			t.Run(fmt.Sprint(shard), func(t *testing.T) {
				t.Parallel()
				for seed := shard + 1; seed <= seeds && !t.Failed(); seed += shards {
					w := simulate(t, seed)
					seen[shard].add(w.counts)
				}
			})
		}
	})
	total := simCounts{}
	for _, of := range seen {
		total.add(of)
	}
	t.Logf("%d worlds in %.1f s: %v", seeds, time.Since(begun).Seconds(), total)
	if seeds >= 100 && !t.Failed() {
		total.covers(t)
	}
}

// simulated lives through the world of a seed and gives its trace.
func simulated(t *testing.T, seed uint64) []string {
	t.Helper()
	return simulate(t, seed).trace
}

// simulate lives through the world of a seed. A world that fails tells how it came to that.
func simulate(t *testing.T, seed uint64) (w *simWorld) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w = newSimWorld(t, seed)
		defer func() {
			if t.Failed() {
				w.abandon()
				t.Logf("make sim SEED=%d tells:\n%s", seed, strings.Join(w.trace, "\n"))
			}
		}()
		w.live()
	})
	return w
}

// A failure is worth nothing that can't be seen again.
func TestTheSameSeedIsTheSameWorld(t *testing.T) {
	for seed := uint64(1); seed <= 4; seed++ {
		first, again := simulated(t, seed), simulated(t, seed)
		if len(first) < simSteps {
			t.Fatalf("world %d has %d lines", seed, len(first))
		}
		for i := range min(len(first), len(again)) {
			if first[i] != again[i] {
				t.Fatalf("world %d differs in line %d:\n%s\n%s\nafter\n%s", seed, i, first[i], again[i], strings.Join(first[max(0, i-5):i], "\n"))
			}
		}
		if len(first) != len(again) {
			t.Fatalf("world %d has %d lines, then %d", seed, len(first), len(again))
		}
	}
}

// simCounts is what was seen of something, by its name.
type simCounts map[string]int

func (c *simCounts) add(more simCounts) {
	if *c == nil {
		*c = simCounts{}
	}
	for k, n := range more {
		(*c)[k] += n
	}
}

// covers says what did not happen: a world in which nothing goes wrong proves nothing.
func (c simCounts) covers(t *testing.T) {
	t.Helper()
	for _, what := range slices.Concat(simFates, simActions(nil).names(), []string{"died at a write", "died in a call", "power", "kill", "damaged", "no room", "arrived after the end"}) {
		if c[what] == 0 {
			t.Errorf("in no world: %s", what)
		}
	}
}
