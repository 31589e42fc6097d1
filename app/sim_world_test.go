package app

import (
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/app/stores"
	"tenantry/backend/fault"
	"tenantry/backend/secret"
	"tenantry/backend/simcloud"
	"tenantry/backend/store"
	"tenantry/backend/store/faultdisk"
	"tenantry/backend/store/kv"
	"tenantry/backend/store/logstore"
)

// simWorld is everything around the program, and the program as it is composed for its two faces: only the disk, the
// wire and the clock are others. What happens is drawn from random, by the main goroutine alone, or from the seed and
// what a call is about.
type simWorld struct {
	t      *testing.T
	seed   uint64
	random *rand.Rand
	begin  time.Time

	mu     sync.Mutex // over the next three
	trace  []string
	counts simCounts
	times  map[string]int // how often something happened

	cloud   *simcloud.Cloud
	trouble atomic.Int64 // of a hundred calls, how many go wrong

	disk   *faultdisk.Disk   // the journal's folder
	full   atomic.Bool       // it has no room
	whole  bool              // both copies were written to their ends: what damages one then leaves the other
	cached map[string][]byte // the cache, which is disposable
	under  [32]byte          // the key under which it lies
	vault  *secret.Vault
	grown  uint64      // the number in the vault that tells an older journal
	now    *simProcess // the one that runs
	all    []*simProcess
	calmed bool // nothing goes wrong any more

	drafts  []contract.RequestDraft // what requests are written from
	open    []contract.RequestRow   // those that Microsoft has
	numbers int                     // that were given out
	simLedger
}

// simCloud is the partner's world: three customers, all with a service request, two with Azure.
var simCloud = simcloud.Scenario{Name: "sim", Customers: 3, Requests: 1000, Troubled: 300}

func newSimWorld(t *testing.T, seed uint64) *simWorld {
	w := &simWorld{t: t, seed: seed, random: rand.New(rand.NewPCG(seed, 9)), begin: time.Now(), counts: simCounts{}, times: map[string]int{},
		disk: faultdisk.New(), cached: map[string][]byte{}, simLedger: newSimLedger()}
	var err error
	if w.vault, err = secret.New(secret.Options{Kind: secret.Memory, Profile: "default", Fresh: true}); err != nil {
		t.Fatal(err)
	}
	w.cloud = simcloud.New(simCloud, 21, simcloud.Options{AutoApprove: true})
	return w
}

// say writes a line of the trace.
func (w *simWorld) say(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.trace = append(w.trace, fmt.Sprintf("%9s  ", time.Since(w.begin).Truncate(time.Second))+fmt.Sprintf(format, args...))
}

// count notes that something was seen.
func (w *simWorld) count(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.counts[what]++
}

// apart gives what decides about something that happens for the n-th time, so that it disturbs nothing else: the same
// for the same call in the same world.
func (w *simWorld) apart(about string) *rand.Rand {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.times[about]++
	return rand.New(rand.NewPCG(w.seed, simHash(about+strconv.Itoa(w.times[about]))))
}

// fail ends the world.
func (w *simWorld) fail(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf("seed %d: "+format, append([]any{w.seed}, args...)...)
}

// chance is true so many times of a hundred.
func (w *simWorld) chance(percent int) bool { return !w.calmed && w.random.IntN(100) < percent }

// simProcess is one process of the program. When it died, whatever of it still runs reaches nothing any more.
type simProcess struct {
	w      *simWorld
	app    *App
	cut    func() // ends what waits in it
	window bool   // it stays and works by itself; else it does what a person asks for

	mu   sync.Mutex
	gone bool
	left int // changes of the disk until it dies; 0: it does not

	throttled int // how often
}

// bears is a fate that leaves the process its pace: where requests wait for their turn, the system draws whose it is.
func (p *simProcess) bears(fate string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if fate != "throttled" {
		return fate
	}
	if p.throttled++; p.throttled > 40 {
		return "unavailable"
	}
	return fate
}

var errSimGone = errors.New("the process is gone")

func (p *simProcess) dead() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.gone
}

// dies has it die at the n-th change of the disk from now on; 0: not.
func (p *simProcess) dies(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left = n
}

// die ends the process at this point.
func (p *simProcess) die(how, where string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ends(how, where)
}

// ends is for callers that hold the lock.
func (p *simProcess) ends(how, where string) {
	if !p.gone {
		p.gone = true
		p.w.count(how)
		p.w.say("the process %s: %s", how, where)
		p.cut()
	}
}

// change is asked before each change of the disk.
func (p *simProcess) change(op, name string, _ int) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left > 0 {
		if p.left--; p.left == 0 {
			p.ends("died at a write", op+" "+name)
		}
	}
	switch {
	case p.gone:
		return errSimGone
	case p.w.full.Load() && (op == "write" || op == "create"):
		p.w.count("no room")
		return syscall.ENOSPC
	}
	return nil
}

// Load implements logstore.Counter.
func (p *simProcess) Load() (uint64, error) { return p.w.grown, nil }

// Store implements logstore.Counter.
func (p *simProcess) Store(n uint64) error {
	if p.dead() {
		return errSimGone
	}
	p.w.grown = n
	return nil
}

// keep is asked before each change of the cache.
func (p *simProcess) keep(_ map[string][]byte, changes []kv.Pair) error {
	if p.dead() {
		return errSimGone
	}
	for _, c := range changes {
		if c.Value == nil {
			delete(p.w.cached, string(c.Key))
		} else {
			p.w.cached[string(c.Key)] = c.Value
		}
	}
	return nil
}

// start starts the program, until it starts: it may die in that, too, or need room.
func (w *simWorld) start(window bool) {
	for try := 0; ; try++ {
		p := &simProcess{w: w, window: window, cut: func() {}}
		w.all = append(w.all, p)
		if w.chance(10) && try == 0 {
			p.dies(1 + w.random.IntN(12))
		}
		w.disk.Fail = p.change
		err := p.open()
		if err == nil && !p.dead() {
			p.dies(0)
			w.now = p
			w.say("a process starts, with a window: %v", window)
			w.adopt()
			if window { // it syncs at once, before anybody does anything
				w.align()
			}
			return
		}
		switch {
		case p.dead():
			if p.app != nil {
				_ = p.app.Stop()
			}
			w.afterwards()
		case !w.full.Load() || try > 2:
			w.fail("it does not start: %v", err)
		default: // which the person reads, and makes room
			w.say("it does not start: %s", simProblem(err))
			w.full.Store(false)
		}
	}
}

// open opens the profile as Open does, over the world's disk, wire and clock.
func (p *simProcess) open() error {
	st, err := p.stores()
	if err != nil {
		return err
	}
	at := p.w.cloud.Endpoints()
	o := Options{Log: slog.New(slog.DiscardHandler), Cloud: &connection.Cloud{Login: at.Login, Graph: at.Graph, PartnerCenter: at.PartnerCenter,
		Azure: at.Azure, Transport: simLine{p}, ClientID: simcloud.ClientID, Tenant: simcloud.TenantID,
		InFlight: 1 << 60}} // nobody waits for his turn: whose it is would be drawn by the system
	if p.window {
		o.Shell = &quiet{}
	}
	if p.app, err = compose(o, o.profile(), st); err != nil {
		return errors.Join(err, st.Close())
	}
	p.mu.Lock()
	p.cut = p.app.life.cancel
	p.mu.Unlock()
	go p.app.load(o.Log)
	if err := p.app.gate.await(); err != nil {
		return err
	}
	if p.window {
		p.app.Start()
		p.app.Customers.served()
	}
	return nil
}

// stores opens the journal and the cache as stores.Open does.
func (p *simProcess) stores() (*stores.Stores, error) {
	keys, err := p.w.vault.Open()
	if err != nil {
		return nil, err
	}
	log, err := logstore.Open(logstore.Options{Dir: "journal", FS: p.w.disk, Keys: keys.For(secret.Log), Counter: p})
	if err != nil {
		return nil, err
	}
	if r := log.Report(); r.Lost != nil || r.RolledBack {
		p.w.fail("the journal lost something: %+v, %+v", r, r.Lost)
	}
	if key := keys.For(secret.Cache)[0]; p.w.under != key { // it can't be read any more
		p.w.cached, p.w.under = map[string][]byte{}, key
	}
	values := kv.NewMemory(maps.Clone(p.w.cached), p.keep)
	if err := kv.Settle(values, kv.CacheSchema); err != nil {
		return nil, errors.Join(err, log.Close())
	}
	s, err := stores.Over(p.w.vault, log, simCache{kv.NewCache(values), p.w})
	if err != nil {
		return nil, errors.Join(err, log.Close())
	}
	return s, nil
}

// simCache is a cache that lies under a key.
type simCache struct {
	store.Cache
	w *simWorld
}

// Anew removes all that was there: it can't be read under the new key.
func (c simCache) Anew(key [32]byte) error {
	err := c.Cache.Wipe()
	c.w.under = key
	return err
}

// end ends the process in good order.
func (w *simWorld) end() {
	p := w.now
	w.say("the process ends")
	if err := p.app.Stop(); err != nil && !p.dead() && !w.full.Load() {
		w.fail("it does not end: %v", err)
	}
	w.now = nil
	w.whole = w.whole || !w.full.Load()
	w.secret()
}

// crash ends what is left of a process that died, and leaves the disk as it is found afterwards.
func (w *simWorld) crash() {
	w.now.die("died", "between two things")
	_ = w.now.app.Stop() // what it still does reaches nothing
	w.now = nil
	w.afterwards()
}

// afterwards is the disk after a process died, or the power with it.
func (w *simWorld) afterwards() {
	w.whole = false
	if w.chance(50) {
		w.count("power")
		w.say("the power fails")
		w.disk = w.disk.Crash(w.apart("power"))
	} else {
		w.count("kill")
		w.disk = w.disk.Kill()
	}
	w.secret()
}

// damage makes one of the two copies of everything useless, or a part of it.
func (w *simWorld) damage() {
	names, _ := w.disk.List()
	random := w.apart("damage")
	which := random.IntN(2)
	for _, name := range names {
		if int(name[len(name)-6]-'0')%2 != which {
			continue
		}
		w.count("damaged")
		w.say("the disk damages %s", name)
		w.disk.Damage(name, func(b []byte) []byte {
			switch random.IntN(3) {
			case 0:
				return nil
			case 1:
				return b[:random.IntN(len(b)+1)]
			}
			if len(b) > 0 {
				b[random.IntN(len(b))] ^= 1 << random.IntN(8)
			}
			return b
		})
	}
}

// abandon ends what runs in a world that failed.
func (w *simWorld) abandon() {
	for _, p := range w.all {
		if p.die("died", "with its world"); p.app != nil {
			_ = p.app.Stop()
		}
	}
}

// simProblem is an error in a few words that are the same in each run.
func simProblem(err error) string {
	if f, ok := fault.As(err); ok {
		return fmt.Sprint(f.Kind, " ", f.Message.Key)
	}
	return fmt.Sprint(err)
}
