package app

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/metered"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

// syncs is what runs of syncs, how far it is, and how the last one ended.
type syncs struct {
	changed  func()
	reading  *reading // how often one begins that nobody asks for
	watchers sync.Map // *int → func(contract.SyncStatus): listeners for the progress

	mu       sync.Mutex
	active   map[*int]context.CancelFunc // of the syncs under way; two may wait for one another
	over     int                         // how many ended
	progress syncer.Progress
	finished time.Time
	problem  *fault.Problem
	lists    []contract.SyncFailure // that the last sync of all could not read, or not whole
	read     int                    // customers whose health the last sync of all read
	cut      bool                   // the user ended the last one: it does not begin again at once
}

func (s *syncs) status() contract.SyncStatus {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.progress
	return contract.SyncStatus{Running: len(s.active) > 0, Phase: string(p.Phase), Done: p.Done, Failed: p.Failed, Total: p.Total,
		StartedAt: contract.Time(p.StartedAt), FinishedAt: contract.Time(s.finished), HealthRead: s.read, Problem: contract.ProblemOf(s.problem),
		Lists: contract.List(s.lists)}
}

// begin notes that a sync runs. The function it returns notes how it ended; what became of a sync of
// one customer alone says nothing of the whole.
func (s *syncs) begin(ctx context.Context, all bool, watch func(contract.SyncStatus)) (context.Context, func(syncer.Report, error)) {
	ctx, cancel := context.WithCancel(ctx)
	key := new(int)
	s.mu.Lock()
	if s.active == nil {
		s.active = map[*int]context.CancelFunc{}
	}
	s.active[key] = cancel
	s.mu.Unlock()
	stop := s.watch(watch)
	s.changed()
	return ctx, func(r syncer.Report, err error) {
		stop()
		cancel()
		s.mu.Lock()
		delete(s.active, key)
		s.over++
		if all {
			s.problem = fault.ProblemOf(err, time.Now())
			s.read, s.cut = r.HealthRead, errors.Is(err, context.Canceled)
			if !s.cut {
				s.lists = slices.DeleteFunc(toSyncReport(r).Failures, func(f contract.SyncFailure) bool { return f.TenantID != "" })
			}
			if !r.FinishedAt.IsZero() {
				s.finished = r.FinishedAt
			}
		}
		s.progress = syncer.Progress{}
		s.mu.Unlock()
		if watch != nil {
			watch(s.status())
		}
		s.changed()
	}
}

// ended says how many syncs ended, and whether none runs.
func (s *syncs) ended() (n int, idle bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.over, len(s.active) == 0
}

// progressed takes over what the syncer says of itself.
func (s *syncs) progressed(p syncer.Progress) {
	s.mu.Lock()
	s.progress = p
	s.mu.Unlock()
	s.watchers.Range(func(_, w any) bool {
		w.(func(contract.SyncStatus))(s.status())
		return true
	})
	s.changed()
}

// watch registers a listener for progress until the function it returns is called.
func (s *syncs) watch(w func(contract.SyncStatus)) func() {
	if w == nil {
		return func() {}
	}
	key := new(int)
	s.watchers.Store(key, w)
	return func() { s.watchers.Delete(key) }
}

// cancel ends the syncs under way after the requests in flight.
func (s *syncs) cancel() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, cancel := range s.active {
		cancel()
	}
}

// forget forgets how the last sync ended: somebody signed in.
func (s *syncs) forget() {
	s.mu.Lock()
	s.problem, s.lists, s.finished = nil, nil, time.Time{}
	s.mu.Unlock()
}

// signInProblem is why the last sync needs a new sign-in; nil when it does not.
func (s *syncs) signInProblem() *contract.Problem {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.problem.EndsSignIn() {
		return nil
	}
	return contract.ProblemOf(s.problem)
}

// due says whether it is time for the next sync. The lists are read every so often; oldest is when the health that is due first gets too old: it
// decides, because what was read between two syncs is not read along by the next one.
func (s *syncs) due(now time.Time, every time.Duration, oldest func() time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case len(s.active) > 0:
		return false
	case s.problem.EndsSignIn():
		return false // the sign-in starts the next one
	case s.problem != nil && s.problem.Kind.NeedsPerson():
		return now.Sub(s.problem.At) >= personEvery
	case s.problem != nil:
		return now.Sub(s.problem.At) >= retryEvery
	}
	since := now.Sub(s.finished)
	return since >= every || since >= retryEvery && !s.cut && !oldest().After(now)
}

// attention remembers what the user looked at, newest first, so that a sync reads that first.
type attention struct {
	favourites func() []partner.TenantID

	mu  sync.Mutex
	ids []partner.TenantID
}

// maxAttention is how many customers count as looked at: a few screens.
const maxAttention = 200

func (t *attention) note(ids ...partner.TenantID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	seen := map[partner.TenantID]bool{}
	t.ids = slices.DeleteFunc(append(ids, t.ids...), func(id partner.TenantID) bool {
		double := seen[id]
		seen[id] = true
		return double
	})
	t.ids = t.ids[:min(len(t.ids), maxAttention)]
}

// wanted names the customers that a sync reads first: what the user looked at, then favourites.
func (t *attention) wanted() []partner.TenantID {
	t.mu.Lock()
	out := slices.Clone(t.ids)
	t.mu.Unlock()
	return append(out, t.favourites()...)
}

// Sparing is the pace at which a network is read that is paid for by what goes over it.
var sparing = syncer.Pace{Health: time.Hour, Details: 3 * 24 * time.Hour}

// networkFor is how long what the system said of the network holds.
const networkFor = 10 * time.Second

// reading is what the preferences and the network make of what is read without anybody asking.
type reading struct {
	network func() metered.State

	mu      sync.Mutex
	kept    contract.Reading
	said    metered.State
	asked   time.Time
	changed func() // the status line says something else
}

// obey takes over what is preferred.
func (r *reading) obey(kept contract.Reading) {
	r.mu.Lock()
	before := r.kept
	r.kept = kept
	r.mu.Unlock()
	if before != kept && r.changed != nil {
		r.changed()
	}
}

// metered is what the system says of the network.
func (r *reading) metered() metered.State {
	r.mu.Lock()
	before, now := r.said, time.Now()
	if r.asked.IsZero() || now.Sub(r.asked).Abs() >= networkFor {
		r.said, r.asked = r.network(), now
	}
	said := r.said
	r.mu.Unlock()
	if said != before && r.changed != nil {
		r.changed()
	}
	return said
}

// preferred is what is preferred, and whether the network is known to be metered; it is asked only where that matters.
func (r *reading) preferred() (contract.Reading, bool) {
	r.mu.Lock()
	kept := r.kept
	r.mu.Unlock()
	return kept, kept.OnMetered != contract.MeteredAsUsual && r.metered() == metered.Metered
}

// pace is how old what was read may get.
func (r *reading) pace() syncer.Pace {
	kept, costs := r.preferred()
	p := syncer.Pace{Health: syncer.HealthTTL, Details: syncer.DetailsTTL}
	if kept.HealthEvery > 0 {
		p.Health = time.Duration(kept.HealthEvery) * time.Minute
	}
	if kept.DetailsEvery > 0 {
		p.Details = time.Duration(kept.DetailsEvery) * time.Hour
	}
	if costs {
		p.Health, p.Details = max(p.Health, sparing.Health), max(p.Details, sparing.Details)
	}
	return p
}

// rest is why nothing is read, or less, without anybody asking.
func (r *reading) rest() contract.Rest {
	kept, costs := r.preferred()
	switch {
	case kept.Paused:
		return contract.RestPaused
	case costs && kept.OnMetered == contract.MeteredNever:
		return contract.RestMetered
	case costs:
		return contract.RestSparing
	}
	return contract.RestNone
}

// rests says that nothing at all is read by itself.
func (r *reading) rests() bool {
	why := r.rest()
	return why == contract.RestPaused || why == contract.RestMetered
}

// Network is the way to Microsoft.
type Network struct {
	gate    *gate
	account *connection.Account
	life    *life
}

// Proxy says through what Microsoft is reached.
func (n *Network) Proxy() (contract.ProxyInUse, error) {
	if err := n.gate.await(); err != nil {
		return contract.ProxyInUse{}, err
	}
	p, err := connection.ProxyOf(n.account)
	return contract.ProxyInUse(p), err
}

// SetProxy has every request go through another proxy from now on: its address, perhaps with user and password, direct,
// or empty for what the environment and the system say.
func (n *Network) SetProxy(address string) error {
	if err := n.gate.await(); err != nil {
		return err
	}
	return connection.SetProxy(n.account, address)
}

// Try asks the sign-in service for its public document: whether it is reached, and if not, why.
func (n *Network) Try() error {
	if err := n.gate.await(); err != nil {
		return err
	}
	return n.account.Reach(n.life.ctx, func(ctx context.Context, c *connection.Connection) error {
		_, err := c.ServerTime(ctx)
		return err
	})
}

// Permissions asks Microsoft which permissions the partner's own tenant granted the app.
func (n *Network) Permissions() (out []contract.Permission, err error) {
	if err := n.gate.await(); err != nil {
		return nil, err
	}
	err = n.account.Reach(n.life.ctx, func(ctx context.Context, c *connection.Connection) error {
		for _, p := range c.Permissions(ctx) {
			out = append(out, contract.PermissionOf(p.Permission, p.Granted, p.Known, p.Err))
		}
		return nil
	})
	return out, err
}
