package app

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/alerts"
	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Alerts is what asks for somebody.
type Alerts struct {
	gate      *gate
	keeper    *keeper
	settings  *Settings
	announcer *announcer
}

// List answers with what asks for somebody, the worst first; or all: also what was acknowledged or snoozed, what a rule
// keeps silent, and what is over since thirty days at most.
func (a *Alerts) List(all bool) (contract.Alerts, error) {
	if err := a.ready(); err != nil {
		return contract.Alerts{}, err
	}
	return contract.Alerts{Alerts: contract.Each(a.keeper.book.List(all), contract.AlertOf)}, nil
}

// Count answers with how many alerts asked for somebody when they were judged last, a minute ago at most.
func (a *Alerts) Count() (contract.AlertCount, error) {
	if err := a.gate.await(); err != nil {
		return contract.AlertCount{}, err
	}
	if err := a.keeper.open(); err != nil {
		return contract.AlertCount{}, err
	}
	n, worst := a.keeper.book.Count()
	return contract.AlertCount{New: n, Worst: worst.String()}, nil
}

// Acknowledge says of alerts, by their ids, that somebody knows. All of them are open, or nothing is changed.
func (a *Alerts) Acknowledge(ids []string) error {
	return a.act(func() error { return a.keeper.book.Acknowledge(ids) })
}

// Snooze puts alerts off until a time (RFC 3339) with a reason, likewise.
func (a *Alerts) Snooze(ids []string, until, reason string) error {
	at, err := time.Parse(time.RFC3339, until)
	if err != nil {
		return fault.New(fault.Invalid, "alert_until_past")
	}
	return a.act(func() error { return a.keeper.book.Snooze(ids, at, reason, time.Now()) })
}

// Reopen takes back what was done with alerts, likewise.
func (a *Alerts) Reopen(ids []string) error {
	return a.act(func() error { return a.keeper.book.Reopen(ids, time.Now()) })
}

// Rules answers with those kept.
func (a *Alerts) Rules() (contract.AlertRules, error) {
	if err := a.gate.await(); err != nil {
		return contract.AlertRules{}, err
	}
	p, err := a.settings.Load()
	return p.Alerts, err
}

// SetRules keeps rules; from then on they hold.
func (a *Alerts) SetRules(r contract.AlertRules) error {
	if err := a.gate.await(); err != nil {
		return err
	}
	return a.settings.Save(contract.Preferences{Alerts: r}, []string{"alerts"})
}

// ready waits for the customers and judges what time alone may have brought.
func (a *Alerts) ready() error {
	if err := a.gate.await(); err != nil {
		return err
	}
	return a.keeper.judge()
}

func (a *Alerts) act(do func() error) error {
	if err := a.ready(); err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	a.keeper.changed()
	return nil
}

// watch judges what time alone brings: an end that comes near, a snooze that is over, data that got old. It ends with ctx.
func (k *keeper) watch(ctx context.Context) {
	tick := time.NewTicker(judgeEvery)
	defer tick.Stop()
	for {
		k.look()
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

const judgeEvery = time.Minute

// keeper keeps the alerts in line with what is known. It does nothing before it is first needed: most commands ask for no
// alert.
type keeper struct {
	journal  store.Journal
	catalog  *catalog.Catalog
	reads    func() bool           // the program could read from Microsoft
	announce func([]partner.Alert) // nil: nobody is there to be told
	missed   func([]partner.Alert) // hears, before any is announced, of all that are kept; nil: nobody
	changed  func()
	log      *slog.Logger

	mu        sync.Mutex // orders the passes
	book      *alerts.Book
	rules     alerts.Rules
	listing   []partner.Event // of customers that came and left, the last one first
	restraint restraint
}

// obey takes over the rules that are preferred.
func (k *keeper) obey(r contract.AlertRules) {
	rules, err := r.Rules()
	if err != nil {
		return // of a newer program: those of before hold
	}
	k.mu.Lock()
	k.rules = rules
	begun := k.book != nil
	k.mu.Unlock()
	if begun {
		k.look()
	}
}

// happened hears of what is new in the log of changes.
func (k *keeper) happened(events []partner.Event) {
	k.mu.Lock()
	heard := false
	for _, e := range events {
		if e.Kind == partner.EventCustomer && e.What != partner.Changed {
			heard = true
			if k.book != nil { // else the log is read when it is opened
				k.listing = append([]partner.Event{e}, k.listing...)
			}
		}
	}
	k.mu.Unlock()
	if heard {
		k.look()
	}
}

// open reads what is kept, unless that was done, and judges it then.
func (k *keeper) open() error {
	k.mu.Lock()
	begun := k.book != nil
	k.mu.Unlock()
	if begun {
		return nil
	}
	return k.judge()
}

// begin reads what is kept. The caller holds mu.
func (k *keeper) begin(now time.Time) error {
	if k.book != nil {
		return nil
	}
	book, err := alerts.Open(k.journal.Alerts())
	if err != nil {
		return err
	}
	k.listing = nil
	for e, err := range k.journal.Events().Between(now.Add(-alerts.Remembers), time.Time{}) {
		if err != nil {
			k.log.Warn("read what changed", "error", err) // what can be read was
			break
		}
		if e.Kind == partner.EventCustomer && e.What != partner.Changed {
			k.listing = append(k.listing, e)
		}
	}
	k.book = book
	if k.missed != nil {
		k.missed(book.List(true))
	}
	return nil
}

// look judges, and logs why that failed: the next pass does it.
func (k *keeper) look() {
	if err := k.judge(); err != nil {
		k.log.Warn("judge the alerts", "error", err)
	}
}

// judge brings the alerts in line with what is known now, and announces what is new.
func (k *keeper) judge() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := time.Now()
	if err := k.begin(now); err != nil {
		return err
	}
	w := alerts.World{Now: now, Listing: k.listing, Reads: k.reads(), Customers: func(yield func(*partner.Summary, []string) bool) {
		for e := range k.catalog.Entries() {
			if !yield(&e.Summary, e.Tags) {
				return
			}
		}
	}}
	changed, err := k.book.Judge(w, k.rules)
	if err != nil {
		return err
	}
	if k.announce != nil && !k.restraint.holds(now, func() bool { return k.book.Unannounced(now, k.rules) }) {
		told, err := k.book.Announce(now, k.rules)
		if err != nil {
			return err
		}
		if changed = changed || len(told) > 0; len(told) > 0 {
			k.announce(told)
		}
	}
	if changed {
		k.changed()
	}
	return nil
}

// forget forgets all alerts: the customers they are of are gone from this computer.
func (k *keeper) forget() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.begin(time.Now()); err != nil {
		return err
	}
	err := k.book.Forget()
	k.changed()
	return err
}
