package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/app/files"
	"tenantry/app/stores"
	"tenantry/backend/catalog"
	"tenantry/backend/logbook"
	"tenantry/backend/metered"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/portal"
	"tenantry/backend/requests"
	"tenantry/backend/syncer"
)

// This file is the composition root: it makes every piece and hands it what it needs. Below it stand the
// stores (app/stores) and the clients (app/connection).

// composition is what compose makes on the way; nobody keeps them together.
type composition struct {
	options Options
	profile profile
	stores  *stores.Stores
	gate    *gate
	life    *life
	window  *window
	list    *readModel
	looked  *attention
	links   *portal.Directory
	syncs   *syncs
	linked  func()          // the network came or went
	rules   *requests.Rules // made last; those before it reach it when they are called
}

// compose makes an App over open stores. It reads the outbox and touches no network.
func compose(o Options, p profile, st *stores.Stores) (*App, error) {
	cat := catalog.New()
	x := &composition{options: o, profile: p, stores: st, gate: newGate(), life: newLife(), links: portal.New(),
		window: &window{Shell: o.Shell, revision: cat.Revision}}
	customers := func() {
		x.list.touched.Store(true)
		x.window.emit(contract.EventCustomers)
	}
	x.list = &readModel{gate: x.gate, catalog: cat, cache: st.Cache, marks: newMarks(st.Journal, cat, customers), changed: customers,
		settle: func(s []partner.Summary) { x.rules.Match(s) }, log: o.Log,
		written: func() []partner.Outgoing { mine, _ := x.rules.Outbox(); return mine }}
	x.list.touched.Store(x.window.there())
	x.looked = &attention{favourites: x.list.marks.favourites}
	progress := x.window.tells(contract.EventSync)
	x.syncs = &syncs{changed: progress, reading: &reading{network: metered.Now, changed: progress}}
	commits := syncer.NewCommits(st.Cache, x.list.published, x.syncs.progressed)
	account := x.account(commits)
	box, err := x.outbox(account)
	x.linked = func() {
		if string(account.Link()) == contract.Online {
			box.Wake(outbox.WakeNetwork)
		}
		x.window.emit(contract.EventSync)
	}
	if err != nil {
		x.life.cancel()
		return nil, err
	}
	x.rules = x.requests(account, box)
	a := &App{Bound: x.bind(account, box, commits), profile: p, gate: x.gate, life: x.life, stores: st, account: account,
		list: x.list, box: box, window: x.window}
	a.Opening = Opening{a, o.Log, o.Before.Lay}
	a.Settings.diagnose = func(ctx context.Context, w io.Writer) ([]string, error) { return Diagnostics(ctx, w, o, a, nil) }
	return a, nil
}

// account is as whom the program works; nobody is signed in yet.
func (x *composition) account(commits *syncer.Commits) *connection.Account {
	return connection.New(x.life.ctx, connection.Options{Cloud: x.options.Cloud, Proxy: x.options.Proxy, Log: x.options.Log,
		Settings: x.stores.Journal.Settings(), Cache: x.stores.Cache, Commits: commits, Order: x.looked.wanted, Pace: x.syncs.reading.pace, Seal: x.stores.Access, Wipe: x.list.wipe,
		FollowsAzure: func(id partner.TenantID) bool { return x.rules.FollowsAzure(id) },
		Compose:      func(o partner.Outgoing) string { return x.rules.Texts.Compose(o) },
		Changed: func(hosts []string) {
			x.links.Allow(hosts...)
			x.window.emit(contract.EventSession)
		},
		Needed: x.window.tells(contract.EventSession), Linked: func() { x.linked() }})
}

// outbox loads what is outgoing. Nothing is sent before its loop runs.
func (x *composition) outbox(account *connection.Account) (*outbox.Outbox, error) {
	permit := requests.Permit{Customers: x.list.catalog, Cache: x.stores.Cache, Account: account, Now: time.Now}
	doubtful := x.stores.Log != nil && x.stores.Log.Doubtful()
	box, err := outbox.Open(outbox.Options{Journal: x.stores.Journal.Outbox(), Sender: account.Sender, Allowed: permit.Check,
		Doubtful: doubtful, Changed: x.outgoing, Log: x.options.Log})
	if err == nil && doubtful {
		err = x.stores.Log.Settled() // all of it is held now
	}
	if err != nil {
		return nil, fmt.Errorf("open the outbox: %w", err)
	}
	for _, damage := range box.Damaged() { // the user is told which; why is for whoever looks into it
		x.options.Log.Warn("read the outbox", "error", damage)
	}
	return box, nil
}

// rest gives memory back after a start or a sync: the tokens', the cache's, and what is garbage by now, which Go would keep
// for the next sync. The cache takes new memory, which is no burden before it is written to if the system has it.
func (x *composition) rest(account *connection.Account) {
	account.Rest()
	debug.FreeOSMemory()
	x.stores.Rest()
	debug.FreeOSMemory()
}

// outgoing is called when something outgoing changed: customers are found by it, and the window shows it.
func (x *composition) outgoing() {
	if x.rules != nil { // else the outbox is being opened
		x.list.marks.wrote(x.list.written)
	}
	x.window.emit(contract.EventOutbox)
}

func (x *composition) requests(account *connection.Account, box *outbox.Outbox) *requests.Rules {
	o := requests.Options{Customers: x.list.catalog, Cache: x.stores.Cache, Outbox: box, Settings: x.stores.Journal.Settings(),
		Account: account, Changed: x.window.tells(contract.EventOutbox), Log: x.options.Log,
		SupportPage: func(c partner.Customer, azure bool) string {
			if azure {
				return linkTo(x.links.Links(c), portal.Azure)
			}
			return linkTo(x.links.Links(c), portal.Support)
		},
		Reach: func(ctx context.Context, f func(context.Context, requests.Reader) error) error {
			return account.Reach(ctx, func(ctx context.Context, c *connection.Connection) error { return f(ctx, c) })
		}}
	if x.window.there() {
		o.Background = x.life.run
	}
	return requests.New(o)
}

// obey does as is preferred.
func (x *composition) obey(p contract.Preferences) {
	if level, known := logbook.LevelOf(p.LogLevel); known && x.options.LogLevel != nil {
		x.options.LogLevel.Set(level)
	}
	x.syncs.reading.obey(p.Reading)
	x.links.Arrange(p.Portals.Arrangement())
}

// bind makes what the two faces call.
func (x *composition) bind(account *connection.Account, box *outbox.Outbox, commits *syncer.Commits) Bound {
	items := items{box, x.list.catalog}
	b := Bound{
		Health:   &Health{x.list},
		Requests: &Requests{gate: x.gate, rules: x.rules, items: items, life: x.life},
		Outbox:   &Outbox{gate: x.gate, rules: x.rules, items: items, window: x.window, life: x.life, log: x.options.Log},
		Sync:     &Sync{gate: x.gate, account: account, state: x.syncs, box: box, life: x.life, window: x.window, list: x.list, log: x.options.Log},
		Network:  &Network{gate: x.gate, account: account, life: x.life},
		Portal:   &Portal{list: x.list, links: x.links, window: x.window},
		Profiles: &Profiles{options: x.options, window: x.window},
		Settings: &Settings{gate: x.gate, kept: x.stores.Journal.Settings(), obeys: x.obey, window: x.window},
		Lists:    files.For(x.window),
	}
	b.Profiles.looks = b.Settings.shown
	b.Lock = &Lock{gate: x.gate, profile: x.profile, window: x.window, vault: x.stores.Vault, renew: x.stores.Renew, settings: b.Settings}
	engine := &engine{life: x.life, sync: b.Sync, box: box, tidy: x.stores.Tidy, rest: func() {
		_ = b.Customers.rest(b.Settings) // as it is tried again after the next sync, and at the end
		x.rest(account)
	}}
	b.Customers = &Customers{several: several{x.list}, looked: x.looked, links: x.links, window: x.window, commits: commits, served: engine.served}
	b.Session = &Session{gate: x.gate, profile: x.profile, account: account, list: x.list, sync: b.Sync,
		unwrite: func() error { return errors.Join(x.list.marks.clear(), b.Settings.forget(), x.rules.Forget()) }, forget: x.stores.Renew, links: x.links, window: x.window, life: x.life, notices: &noticeboard{log: x.options.Log}}
	if x.stores.Log != nil {
		b.Session.notices.journalRead(x.stores.Log.Report())
	}
	return b
}
