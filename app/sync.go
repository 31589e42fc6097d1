package app

import (
	"context"
	"sync"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

// Sync brings the cache up to date.
type Sync struct {
	a *App

	mu       sync.Mutex
	active   map[*int]context.CancelFunc // of the syncs under way; two may wait for one another
	progress syncer.Progress
	finished time.Time
	problem  *fault.Problem
	online   bool
}

// How the window keeps itself fresh.
const (
	beatEvery    = 15 * time.Second // how often the engine looks whether there is something to do
	refreshEvery = 10 * time.Minute // how old health may get while the window is open
	retryEvery   = time.Minute      // after a sync that found no network
	personEvery  = time.Hour        // after one that only a person can mend, who may not tell us
)

// Status says what the sync does, or how the last one ended.
func (s *Sync) Status() contract.SyncStatus {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.progress
	return contract.SyncStatus{Running: len(s.active) > 0, Phase: string(p.Phase), Done: p.Done, Failed: p.Failed, Total: p.Total,
		StartedAt: contract.Time(p.StartedAt), FinishedAt: contract.Time(s.finished), Online: s.online, Problem: contract.ProblemOf(s.problem)}
}

// Start starts a sync in the background; while one runs it does nothing.
func (s *Sync) Start(full bool) error {
	if err := s.a.await(); err != nil {
		return err
	}
	if s.a.link.Load() == nil {
		return s.a.notSignedIn()
	}
	s.a.loops.Go(func() { _, _ = s.a.SyncNow(s.a.ctx, "", full, nil) })
	return nil
}

// signedIn forgets how the last sync ended and, where the engine runs, starts the next one.
func (s *Sync) signedIn() {
	s.mu.Lock()
	s.problem, s.finished = nil, time.Time{}
	s.mu.Unlock()
	s.a.box.Wake(outbox.WakeSignIn)
	if s.a.started.Load() {
		_ = s.Start(false) // somebody is signed in, so it can start
	}
}

// Refresh reads one customer anew, with all that an opened customer shows.
func (s *Sync) Refresh(tenantID string) error {
	id, err := partner.ParseTenantID(tenantID)
	if err != nil {
		return err
	}
	l := s.a.link.Load()
	if l == nil {
		return s.a.notSignedIn()
	}
	ctx, done := l.run(s.a.ctx)
	defer done()
	l.session.Forget(tenantID) // somebody may just have mended what was refused a moment ago
	return l.syncer.Refresh(ctx, id)
}

// Cancel ends the sync under way after the requests in flight; what was read is kept.
func (s *Sync) Cancel() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, cancel := range s.active {
		cancel()
	}
}

func (a *App) notSignedIn() error {
	if a.resumeErr != nil {
		return a.resumeErr
	}
	return fault.New(fault.SignIn, "signin_nobody")
}

// SyncNow runs one sync, of one customer if tenantID is given, and reports. With one under way it
// waits for that one instead of starting a second. The report is filled even if the sync was ended
// by an error; then FinishedAt says when.
func (a *App) SyncNow(ctx context.Context, tenantID string, full bool, watch func(contract.SyncStatus)) (contract.SyncReport, error) {
	if err := a.await(); err != nil {
		return contract.SyncReport{}, err
	}
	l := a.link.Load()
	if l == nil {
		return contract.SyncReport{}, a.notSignedIn()
	}
	scope := syncer.Scope{Full: full}
	if tenantID != "" {
		id, err := partner.ParseTenantID(tenantID)
		if err != nil {
			return contract.SyncReport{}, err
		}
		scope.Customer = id
		l.session.Forget(tenantID)
	}
	ctx, done := l.run(ctx)
	defer done()
	ctx, end := a.Sync.begin(ctx, scope.Customer == "", watch)
	before := l.meter.Traffic()
	report, err := l.syncer.SyncNow(ctx, scope)
	if err == nil {
		err = ended(l, scope, report)
	}
	end(report, err)
	out := toSyncReport(report)
	out.HTTP = contract.Traffic(l.meter.Traffic().Minus(before))
	return out, err
}

// ended says what ended a sync that ran through: a sign-in that is over, or, of one customer alone,
// no network. Everything else that failed at customers is in the report.
func ended(l *connection, scope syncer.Scope, r syncer.Report) error {
	if err := l.session.Needed(); err != nil {
		return err
	}
	if scope.Customer == "" {
		return nil
	}
	for _, f := range r.Failures {
		if k := f.Problem.Kind; k == fault.Offline || k == fault.SignIn {
			return fault.Say(k, f.Problem.Words()).With(f.Problem.Remedy).WithCode(f.Problem.Code, f.Problem.RequestID)
		}
	}
	return nil
}

func toSyncReport(r syncer.Report) contract.SyncReport {
	return contract.SyncReport{StartedAt: contract.Time(r.StartedAt), FinishedAt: contract.Time(r.FinishedAt),
		Customers: contract.SyncCustomers{Listed: r.Listed, Synced: r.Synced, Failed: r.Failed, Removed: r.Removed},
		Failures: contract.Each(r.Failures, func(f syncer.Failure) contract.SyncFailure {
			p := contract.ProblemOf(f.Problem)
			return contract.SyncFailure{TenantID: string(f.TenantID), Name: f.Name, Kind: p.Kind, Message: p.Message, Remedy: p.Remedy, Code: p.Code}
		})}
}

// begin notes that a sync runs. The function it returns notes how it ended; what became of a sync of
// one customer alone says nothing of the whole.
func (s *Sync) begin(ctx context.Context, all bool, watch func(contract.SyncStatus)) (context.Context, func(syncer.Report, error)) {
	ctx, cancel := context.WithCancel(ctx)
	key := new(int)
	s.mu.Lock()
	if s.active == nil {
		s.active = map[*int]context.CancelFunc{}
	}
	s.active[key] = cancel
	s.mu.Unlock()
	stop := s.a.watch(watch)
	s.a.emit(contract.EventSync)
	return ctx, func(r syncer.Report, err error) {
		stop()
		cancel()
		s.mu.Lock()
		delete(s.active, key)
		if all {
			s.problem = fault.ProblemOf(err, time.Now())
			s.online = fault.KindOf(err) != fault.Offline
			if !r.FinishedAt.IsZero() {
				s.finished = r.FinishedAt
			}
		}
		s.progress = syncer.Progress{}
		s.mu.Unlock()
		if err == nil {
			s.a.box.Wake(outbox.WakeNetwork) // somebody answered
			s.a.box.Wake(outbox.WakeSync)
		}
		if watch != nil {
			watch(s.Status())
		}
		s.a.emit(contract.EventSync)
		s.a.emit(contract.EventSession)
	}
}

// progressed takes over what the syncer says of itself.
func (s *Sync) progressed(p syncer.Progress) {
	s.mu.Lock()
	s.progress = p
	s.mu.Unlock()
	s.a.watchers.Range(func(_, w any) bool {
		w.(func(contract.SyncStatus))(s.Status())
		return true
	})
	s.a.emit(contract.EventSync)
}

// watch registers a listener for progress until the function it returns is called.
func (a *App) watch(w func(contract.SyncStatus)) func() {
	if w == nil {
		return func() {}
	}
	key := new(int)
	a.watchers.Store(key, w)
	return func() { a.watchers.Delete(key) }
}

// beat syncs when the window opens and whenever the data got old, until the App stops.
func (a *App) beat() {
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	for {
		if a.Sync.due(time.Now()) && a.link.Load() != nil {
			_, _ = a.SyncNow(a.ctx, "", false, nil)
		} else {
			a.idle(time.Now())
		}
		select {
		case <-a.ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// tidyEvery is how often disk space is given back while nothing else happens.
const tidyEvery = 30 * time.Minute

func (a *App) idle(now time.Time) {
	if now.Sub(a.tidied) >= tidyEvery {
		a.tidied = now
		a.tidy()
	}
}

// signInProblem is why the last sync needs a new sign-in; nil when it does not.
func (s *Sync) signInProblem() *contract.Problem {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.problem == nil || s.problem.Kind != fault.SignIn {
		return nil
	}
	return contract.ProblemOf(s.problem)
}

// due says whether it is time for the next sync.
func (s *Sync) due(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case len(s.active) > 0:
		return false
	case s.problem != nil && s.problem.Kind == fault.SignIn:
		return false // the sign-in starts the next one
	case s.problem != nil && s.problem.Kind.NeedsPerson():
		return now.Sub(s.problem.At) >= personEvery
	case s.problem != nil:
		return now.Sub(s.problem.At) >= retryEvery
	}
	return now.Sub(s.finished) >= refreshEvery
}
