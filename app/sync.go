package app

import (
	"context"
	"log/slog"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/syncer"
)

// Sync brings the cache up to date.
type Sync struct {
	gate    *gate
	account *connection.Account
	state   *syncs
	box     *outbox.Outbox
	life    *life
	window  *window
	list    *readModel
	log     *slog.Logger
}

// Status says what the sync does, or how the last one ended, and whether there is a network.
func (s *Sync) Status() contract.SyncStatus {
	out := s.state.status()
	if s.gate.broken() == nil {
		out.Link = string(s.account.Link())
		out.Rest = s.state.reading.rest()
	}
	return out
}

// Start starts a sync in the background for a user who wants to know now: it reads whom the user looks at and
// who has trouble first and anew, then what is old, or everything if full. While one runs it is the next one.
func (s *Sync) Start(full bool) error {
	if err := s.gate.await(); err != nil {
		return err
	}
	return s.start(syncer.Scope{Full: full, Asked: true})
}

func (s *Sync) start(scope syncer.Scope) error {
	if !s.account.Connected() {
		return s.account.NotSignedIn()
	}
	s.life.run(func(ctx context.Context) { _, _ = s.now(ctx, scope, nil) })
	return nil
}

// Refresh reads one customer anew, with all that an opened customer shows.
func (s *Sync) Refresh(tenantID string) error {
	if err := s.gate.await(); err != nil {
		return err
	}
	id, err := partner.ParseTenantID(tenantID)
	if err != nil {
		return err
	}
	return s.account.Reach(s.life.ctx, func(ctx context.Context, c *connection.Connection) error { return c.Reopen(ctx, id) })
}

// ConfirmRemovals starts a sync that removes whom the lists name no more, however many they are.
func (s *Sync) ConfirmRemovals() error {
	if err := s.gate.await(); err != nil {
		return err
	}
	return s.start(syncer.Scope{Asked: true, Confirmed: true})
}

// Cancel ends the sync under way after the requests in flight; what was read is kept.
func (s *Sync) Cancel() { s.state.cancel() }

// SyncNow runs one sync as [Sync.Start] does, of one customer if tenantID is given, and reports. With one under way it
// waits for that one instead of starting a second. The report is filled even if the sync was ended
// by an error; then FinishedAt says when.
func (a *App) SyncNow(ctx context.Context, tenantID string, full bool, watch func(contract.SyncStatus)) (contract.SyncReport, error) {
	scope := syncer.Scope{Full: full, Asked: true}
	if tenantID != "" {
		var err error
		if scope.Customer, err = partner.ParseTenantID(tenantID); err != nil {
			return contract.SyncReport{}, err
		}
	}
	return a.Sync.now(ctx, scope, watch)
}

// SyncConfirmed is [App.SyncNow] of all customers, which removes whom the lists name no more, however many they are.
func (a *App) SyncConfirmed(ctx context.Context, full bool, watch func(contract.SyncStatus)) (contract.SyncReport, error) {
	return a.Sync.now(ctx, syncer.Scope{Full: full, Asked: true, Confirmed: true}, watch)
}

func (s *Sync) now(ctx context.Context, scope syncer.Scope, watch func(contract.SyncStatus)) (out contract.SyncReport, err error) {
	if err := s.gate.await(); err != nil {
		return out, err
	}
	collectAt(whenLoaded)
	err = s.account.Reach(ctx, func(ctx context.Context, c *connection.Connection) error {
		ctx, end := s.state.begin(ctx, scope.Customer == "", watch)
		report, cost, err := c.Sync(ctx, scope)
		if err == nil {
			s.box.Wake(outbox.WakeNetwork) // somebody answered
			s.box.Wake(outbox.WakeSync)
		}
		end(report, err)
		s.list.alerts.look() // what is new waited for the end
		s.logged(report, err)
		s.window.emit(contract.EventSession) // the sign-in may have turned out to be over
		out = toSyncReport(report)
		out.HTTP = contract.Traffic(cost)
		return err
	})
	return out, err
}

// logged writes down how a sync went.
func (s *Sync) logged(r syncer.Report, err error) {
	for _, f := range r.Failures {
		s.log.Warn("not read", "customer", f.TenantID, "kind", f.Problem.Kind, "code", f.Problem.Code, "request", f.Problem.RequestID, "problem", f.Problem.Message)
	}
	level := slog.LevelInfo
	if err != nil {
		level = slog.LevelWarn
	}
	s.log.Log(context.Background(), level, "synced", "listed", r.Listed, "read", r.Synced, "failed", r.Failed, "removed", r.Removed,
		"took", r.FinishedAt.Sub(r.StartedAt), "error", err)
}

func toSyncReport(r syncer.Report) contract.SyncReport {
	return contract.SyncReport{StartedAt: contract.Time(r.StartedAt), FinishedAt: contract.Time(r.FinishedAt),
		Customers: contract.SyncCustomers{Listed: r.Listed, Synced: r.Synced, Failed: r.Failed, Removed: r.Removed, HealthRead: r.HealthRead,
			WithoutAccess: r.WithoutAccess},
		Failures: contract.Each(r.Failures, func(f syncer.Failure) contract.SyncFailure {
			return contract.SyncFailure{TenantID: string(f.TenantID), Name: f.Name, Optional: f.Optional, Problem: *contract.ProblemOf(f.Problem)}
		})}
}

// signedIn forgets how the last sync ended and, where the engine runs, starts the next one.
func (s *Sync) signedIn() {
	s.state.forget()
	s.box.Wake(outbox.WakeSignIn)
	if s.life.started.Load() {
		_ = s.start(syncer.Scope{}) // somebody is signed in, so it can start
	}
}

// due says whether it is time for the next sync that nobody asks for, and one can be made.
func (s *Sync) due(now time.Time) bool {
	if !s.account.Connected() || s.state.reading.rests() {
		return false
	}
	pace := s.state.reading.pace()
	return s.state.due(now, pace.Health, func() time.Time { return s.list.healthDue(now, pace) })
}
