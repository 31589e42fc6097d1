package app

import (
	"errors"

	"tenantry/app/contract"
	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// load fills the catalog from the cache and picks up the sign-in of last time. A cache that turns out
// damaged is set aside and started anew: everything in it can be had again.
func (a *App) load() {
	defer func() {
		close(a.loaded)
		a.emit(contract.EventCustomers)
		a.emit(contract.EventSession)
	}()
	for id, m := range a.journal.Marks() {
		a.marks.Store(id, m)
	}
	entries, err := a.summaries()
	if fault.KindOf(err) == fault.Corrupt {
		a.log.Error("load customers", "error", err)
		entries, err = nil, a.rebuildCache(err)
	}
	if err != nil {
		a.loadErr = err
		return
	}
	a.catalog.Replace(entries)
	a.matchAll(entries)
	if a.resumeErr = a.resume(); a.resumeErr != nil { // the customers can be used all the same
		a.log.Error("take up the sign-in", "error", a.resumeErr)
	}
	if a.shell != nil {
		a.loops.Go(func() { a.catalog.Query(catalog.Query{Text: "a", Limit: 1}) }) // the first keystroke finds the index made
	}
}

func (a *App) summaries() ([]catalog.Entry, error) {
	var entries []catalog.Entry
	for s, err := range a.cache.Summaries() {
		if err != nil {
			return nil, err
		}
		entries = append(entries, catalog.Entry{Summary: s, Marks: a.marksOf(s.ID)})
	}
	for i, e := range entries {
		if e.OpenRequests > 0 && len(e.Requests) == 0 {
			a.completeSummary(&entries[i])
		}
	}
	return entries, nil
}

// completeSummary adds the requests to a summary that was written before summaries held them.
func (a *App) completeSummary(e *catalog.Entry) {
	context := a.cache.Context(e.ID)
	kept, err := context.Load()
	if err == nil {
		_, err = context.Save(kept)
	}
	if err != nil {
		a.log.Warn("complete a summary", "customer", e.ID, "error", err) // the next sync does it
		return
	}
	e.Summary = kept.Summary()
}

// matchAll settles what was handed off and found by a process that ended before it could say so.
func (a *App) matchAll(entries []catalog.Entry) {
	known := make([]partner.Summary, len(entries))
	for i, e := range entries {
		known[i] = e.Summary
	}
	a.match(known)
}

// resume connects with the settings of the last sign-in. It touches no network.
func (a *App) resume() error {
	var settings signInSettings
	known, err := a.journal.Book().Get(settingsKey, &settings)
	if err != nil || !known {
		return err
	}
	l, err := a.connect(settings)
	if err != nil {
		return err
	}
	a.use(l)
	// A cache that was started anew does not know whose customers it holds.
	if settings.PartnerTenant != "" && a.owner() == "" {
		return a.cache.Book().Put(ownerKey, settings.PartnerTenant)
	}
	return nil
}

// wipeCache removes every customer from disk and memory.
func (a *App) wipeCache() error {
	if err := a.cache.Wipe(); err != nil {
		return err
	}
	a.catalog.Replace(nil)
	a.emit(contract.EventCustomers)
	return nil
}

// InUse says whether another process holds the profile.
func InUse(err error) bool {
	f, ok := fault.As(err)
	return ok && f.Code == CodeInUse
}

// CodeInUse is the code of the fault that says so.
const CodeInUse = "profile-in-use"

// Show brings the window to the front; without one it is a fault of kind Missing.
func (a *App) Show() error {
	if w, ok := a.shell.(interface{ Show() }); ok {
		w.Show()
		return nil
	}
	return fault.New(fault.Missing, "program_no_window")
}

// closeStores closes both databases.
func (a *App) closeStores() error { return errors.Join(a.cache.Close(), a.journal.Close()) }
