package app

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"runtime"
	"time"

	"tenantry/app/cause"
	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/app/files"
	"tenantry/app/handover"
	"tenantry/app/home"
	"tenantry/app/hook"
	"tenantry/app/news"
	"tenantry/app/stores"
	"tenantry/app/telling"
	"tenantry/backend/logbook"
	"tenantry/backend/outbox"
	"tenantry/backend/portal"
)

// Version says which build this is.
type Version struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Date    string `json:"date"`
}

// Options is what an App needs. The zero value of Home, Profile and Secrets means the defaults.
type Options struct {
	Home    string // everything the program keeps lies below it
	Profile string // one partner account each
	Secrets string // keychain, file or memory
	Version Version
	Shell   Shell             // nil for the command line
	Cloud   *connection.Cloud // nil: Microsoft's, as the sign-in says
	Log     *slog.Logger
	// LogLevel is set to what the preferences say once they are read; nil: the level is not theirs to choose.
	LogLevel *slog.LevelVar
	Proxy    string // through which Microsoft is reached, or "direct"; empty: as the sign-in kept it
	// KeychainSlow says to whoever is there that the keychain lets Open wait, in a window after a second, at a terminal when
	// nobody else would wait any longer; nil: nobody is there.
	KeychainSlow func()
	Link         string            // a tenantry: link that the window follows first; empty: none
	Before       handover.Handover // what the window says in whose place this one is; the zero value: in nobody's
	// Held is called with the profile's folder the moment that it is ours, before what takes time; what it returns is
	// called last of all, right before the profile is let go of. nil: nobody wants to know.
	Held func(dir string) (letGo func(), err error)
	// Passphrase asks for the profile's passphrase; why says that there is one, or that the last answer was wrong. It
	// gives an error when nobody answers; nil: nobody is asked.
	Passphrase func(why error) (string, error)
}

// Bound are the structs that the window may call: Wails lets JavaScript call every exported method of them,
// so that nothing of the program's own life is among these. The command line calls the same ones.
type Bound struct {
	Watched
	Customers *Customers
	Requests  *Requests
	Outbox    *Outbox
	Sync      *Sync
	Session   *Session
	Lock      *Lock
	Network   *Network
	Portal    *Portal
	Settings  *Settings
	Profiles  *Profiles
	Lists     *files.Lists
}

// Watched is how the customers are, what changed of that, and what asks for somebody.
type Watched struct {
	Health   *Health
	Alerts   *Alerts
	Webhook  *hook.Webhook
	Changes  *news.Changes
	Verdict  *cause.Verdict
	Messages *telling.Messages
}

// App is the one backend behind both faces, for one profile: it starts, stops, and holds the few parts
// that a command needs beside what the window may call. It is never bound to JavaScript itself; its Bound
// structs are. wire.go makes it.
type App struct {
	Bound

	profile profile
	gate    *gate
	life    *life
	stores  *stores.Stores
	account *connection.Account
	list    *readModel
	box     *outbox.Outbox
	window  *window

	// Opening is for who makes the window.
	Opening Opening
}

// Open opens a profile: its key, its journal, its cache. The customers are loaded meanwhile, and with a window the cache
// is opened meanwhile, too, because making a window takes as long; calls that need either wait for that. It touches no
// network. A profile that another process holds gives a fault of kind Conflict and code "profile-in-use".
func Open(o Options) (*App, error) {
	dir, err := o.Dir()
	if err != nil {
		return nil, err
	}
	p := o.profile()
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	place, err := o.home()
	if err != nil {
		return nil, err
	}
	if err := home.Guard(append([]string{place, logbook.Dir(place), filepath.Dir(dir)}, p.Folders()...)...); err != nil {
		return nil, err
	}
	if err := home.Files(append([]string{logbook.Dir(place)}, p.Below()...)...); err != nil {
		return nil, err
	}
	if err := p.alone(); err != nil {
		return nil, err
	}
	logbook.KeepCrashes(place)
	st, err := stores.Begin(p.Place)
	if err != nil {
		if !InUse(err) {
			o.Log.Error("open the profile", "error", err)
		}
		return nil, err
	}
	a, err := compose(o, p, st)
	if err != nil {
		_ = st.Close()
		return nil, err
	}
	a.Session.notices.crashed(logbook.Crashed(place))
	go a.load(o.Log)
	if a.window.there() {
		return a, nil
	}
	return a, a.gate.broken()
}

// Failed makes an App whose every call answers with err, so that a window can show what went wrong.
func Failed(o Options, err error) *App {
	g := shutGate(err)
	p, w := o.profile(), &window{Shell: o.Shell}
	p.KeychainSlow = w.tells(contract.EventKeychain)
	a := &App{Bound: closed(o, g, p, w), profile: p, gate: g, life: newLife(), window: w}
	a.Opening = Opening{a, slog.New(slog.DiscardHandler), o.Before.Lay}
	a.Settings.diagnose = func(ctx context.Context, w io.Writer) ([]string, error) { return Diagnostics(ctx, w, o, nil, err) }
	return a
}

// load opens the cache, loads the customers and picks up the sign-in of last time. Of a profile whose cache can't be
// opened it lets go: another process may try it again.
func (a *App) load(log *slog.Logger) {
	begun := time.Now()
	a.Settings.obey()
	failed := a.stores.OpenCache()
	if failed != nil {
		log.Error("open the profile", "error", failed)
		a.gate.begin(errors.Join(failed, a.stores.Close()))
		return
	}
	v := a.profile.version
	log.Info("opened the profile", "version", v.Version, "commit", v.Commit, "system", runtime.GOOS, "cache", time.Since(begun))
	a.Session.notices.cacheLost(a.stores.Lost)
	a.Session.notices.cacheGone(a.stores.Gone)
	a.list.marks.load()
	a.gate.begin(nil)
	if q, whole := firstQuery(a.Settings); whole && a.window.there() && a.list.hasPicture(q) {
		a.gate.awaitDrawn(a.life.ctx)
	}
	a.stores.Housekeeping(log)
	err := a.list.load(func(why error) error {
		lost, err := a.stores.RebuildCache(why)
		if err == nil {
			a.Session.notices.cacheLost(lost)
		}
		return err
	})
	if err == nil {
		if err := a.account.Resume(); err != nil { // the customers can be used all the same
			log.Error("take up the sign-in", "error", err)
		}
		if a.window.there() {
			a.list.warm(a.life)
		}
	}
	if a.window.there() {
		collectAt(whenLoaded)
	}
	a.gate.open(err)
	a.Opening.Reached("the customers are loaded")
	a.window.emit(contract.EventCustomers)
	a.window.emit(contract.EventSession)
}

// Start lets the window's engine run: it syncs once the first rows were served, and then regularly.
func (a *App) Start() { a.life.started.Store(true) }

// Stop ends the engine and closes the stores; at most about three seconds.
func (a *App) Stop() error {
	a.life.cancel()
	if a.gate.broken() != nil {
		return nil
	}
	a.Session.CancelSignIn()
	a.account.Close()
	err := a.gate.await()
	a.life.wait()
	if err == nil && a.list.touched.Load() {
		_ = a.Customers.keepList(a.Settings) // without it the next process reads its customers a little later
	}
	return a.stores.Close()
}

// Show brings the window to the front; without one it is a fault of kind Missing.
func (a *App) Show() error { return a.window.show() }

// closed are the bound structs of a program that could not be opened: all they have is why.
func closed(o Options, g *gate, p profile, w *window) Bound {
	settings := &Settings{gate: g, window: w, looks: o.Before.Looks}
	return Bound{Customers: &Customers{several: several{&readModel{gate: g}}}, Watched: Watched{&Health{list: &readModel{gate: g}}, &Alerts{gate: g, settings: settings}, hook.For(hook.Options{Await: g.await}), news.For(news.Options{Await: g.await}), cause.For(cause.Options{Await: g.await}), telling.For(telling.Options{Await: g.await})}, Requests: &Requests{gate: g},
		Outbox: &Outbox{gate: g}, Sync: &Sync{gate: g, state: &syncs{}}, Session: &Session{gate: g, profile: p, notices: &noticeboard{}, window: w},
		Lock:    &Lock{gate: g, profile: p, window: w, settings: settings},
		Network: &Network{gate: g}, Portal: &Portal{list: &readModel{gate: g}, links: portal.New(), window: w}, Settings: settings, Lists: files.For(w),
		Profiles: &Profiles{options: o, window: w, looks: settings.shown}}
}
