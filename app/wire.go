package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"tenantry/app/cause"
	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/app/files"
	"tenantry/app/hook"
	"tenantry/app/incidents"
	"tenantry/app/news"
	"tenantry/app/stores"
	"tenantry/app/telling"
	"tenantry/backend/catalog"
	"tenantry/backend/changes"
	"tenantry/backend/logbook"
	"tenantry/backend/mailing"
	"tenantry/backend/message"
	"tenantry/backend/metered"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/portal"
	"tenantry/backend/requests"
	"tenantry/backend/syncer"
	"tenantry/backend/webhook"
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
	x.list.alerts = &keeper{journal: st.Journal, catalog: cat, changed: x.window.tells(contract.EventAlerts), log: o.Log}
	x.list.touched.Store(x.window.there())
	log := changes.New(st.Journal)
	x.looked = &attention{favourites: x.list.marks.favourites}
	progress := x.window.tells(contract.EventSync)
	x.syncs = &syncs{changed: progress, reading: &reading{network: metered.Now, changed: progress}}
	commits := syncer.NewCommits(syncer.CommitsOptions{Cache: st.Cache, Log: st.Journal.Events(), Publish: x.list.published, Progress: x.syncs.progressed,
		Happened: func(news []partner.Event) {
			x.list.alerts.happened(news)
			if err := log.Added(news); err != nil {
				o.Log.Warn("count what was not seen", "error", err)
			}
			x.window.emit(contract.EventChanges)
		}, Unlogged: func(err error) { o.Log.Warn("keep what changed", "error", err) }})
	account := x.account(commits)
	x.list.alerts.reads, x.list.alerts.restraint.settled = x.reads(account), x.settled
	hooks, err := x.webhook(account)
	if err != nil {
		x.life.cancel()
		return nil, err
	}
	box, err := x.outbox(account)
	x.linked = func() {
		if string(account.Link()) == contract.Online {
			box.Wake(outbox.WakeNetwork)
			hooks.Box.Wake(outbox.WakeNetwork)
		}
		x.window.emit(contract.EventSync)
	}
	if err != nil {
		x.life.cancel()
		return nil, err
	}
	x.rules = x.requests(account, box)
	a := &App{Bound: x.bind(account, box, hooks, commits, log), profile: p, gate: x.gate, life: x.life, stores: st, account: account,
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

// firstSync is how long a window that has just begun may take to read before what it knows is called old.
const firstSync = 10 * time.Minute

// reads says whether the program can read from Microsoft, or could have.
func (x *composition) reads(account *connection.Account) func() bool {
	begun := time.Now()
	return func() bool {
		ended, _ := x.syncs.ended()
		waits := x.window.there() && ended == 0 && time.Since(begun) < firstSync
		return !waits && string(account.Link()) != contract.Offline && !x.syncs.reading.rests()
	}
}

// settled says that no sync is under way.
func (x *composition) settled() bool {
	_, idle := x.syncs.ended()
	return idle
}

// doubtful says that the journal may have lost something, or is an older copy.
func (x *composition) doubtful() bool { return x.stores.Log != nil && x.stores.Log.Doubtful() }

// webhook loads the user's webhook with what waits for it. It goes before the outbox, which ends the journal's doubt.
func (x *composition) webhook(account *connection.Account) (*webhook.Desk, error) {
	return webhook.Open(webhook.Options{Journal: x.stores.Journal, Post: connection.Elsewhere(account), Doubtful: x.doubtful(),
		Changed: x.window.tells(contract.EventOutbox), Now: time.Now, Log: x.options.Log})
}

// outbox loads what is outgoing. Nothing is sent before its loop runs.
func (x *composition) outbox(account *connection.Account) (*outbox.Outbox, error) {
	permit := requests.Permit{Customers: x.list.catalog, Cache: x.stores.Cache, Account: account, Now: time.Now}
	doubtful := x.doubtful()
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
	x.list.alerts.obey(p.Alerts)
}

// incidents are those of all customers, as a desk works with them.
func (x *composition) incidents(told *incidents.Tellings, log *changes.Log) *incidents.Desk {
	return incidents.For(incidents.Options{Customers: x.list.catalog, All: x.list.allIncidents, Tagged: x.list.tagged, Told: told.About,
		Load:  func(id partner.TenantID) (partner.Customer, error) { return x.stores.Cache.Context(id).Load() },
		About: x.rules.List.About, Story: log.Story})
}

// messagesOf makes what tells customers of incidents.
func messagesOf(x *composition, told *incidents.Tellings) *telling.Messages {
	return telling.For(telling.Options{Told: told, Await: x.gate.await, Affected: x.list.affected, Tagged: x.list.tagged,
		About: func(incident string) (mailing.Told, error) { of, _, err := told.About(incident); return of, err },
		Listed: func(id partner.TenantID) (partner.Summary, partner.Marks, bool) {
			entry, ok := x.list.catalog.Get(id)
			return entry.Summary, entry.Marks, ok
		},
		Customer: func(id string) (partner.Customer, error) { _, kept, err := x.list.customer(id); return kept, err },
		Revision: x.list.catalog.Revision, Mark: (&Customers{several: several{x.list}}).mark, Window: x.window})
}

// bind makes what the two faces call.
func (x *composition) bind(account *connection.Account, box *outbox.Outbox, hooks *webhook.Desk, commits *syncer.Commits, log *changes.Log) Bound {
	items, told := items{box, x.list.catalog}, incidents.TellingsOf(x.stores.Journal.Told(), x.window.tells(contract.EventTold))
	b := Bound{
		Watched: Watched{Health: &Health{x.list, x.incidents(told, log)}, Changes: news.For(news.Options{Log: log, Await: x.gate.await, AsOf: x.list.asOf, Tagged: x.list.tagged,
			Customer: func(id string) (partner.Customer, error) { _, kept, err := x.list.customer(id); return kept, err },
			Seen:     x.window.tells(contract.EventChanges)}),
			Verdict: cause.For(cause.Options{Await: x.gate.await, Customers: x.list.catalog.Summaries, Incidents: x.list.catalog.Incidents,
				Ground: func() (connection.Ground, error) { return connection.GroundOf(account) }, Kept: x.stores.Journal.Settings()}),
			Messages: messagesOf(x, told)},
		Requests: &Requests{gate: x.gate, rules: x.rules, items: items, life: x.life},
		Outbox:   &Outbox{gate: x.gate, rules: x.rules, items: items, window: x.window, life: x.life, log: x.options.Log},
		Sync:     &Sync{gate: x.gate, account: account, state: x.syncs, box: box, life: x.life, window: x.window, list: x.list, log: x.options.Log},
		Network:  &Network{gate: x.gate, account: account, life: x.life},
		Portal:   &Portal{list: x.list, links: x.links, window: x.window, profile: x.profile.Name},
		Profiles: &Profiles{options: x.options, window: x.window},
		Settings: &Settings{gate: x.gate, kept: x.stores.Journal.Settings(), obeys: x.obey, window: x.window},
		Lists:    files.For(x.window),
	}
	b.Alerts = &Alerts{gate: x.gate, keeper: x.list.alerts, settings: b.Settings,
		announcer: &announcer{window: x.window, settings: b.Settings, leads: b.Portal.leads, getenv: os.Getenv, run: x.life.run, log: x.options.Log}}
	b.Webhook = hook.For(hook.Options{Desk: hooks, Await: x.gate.await, Context: x.life.ctx, Log: x.options.Log, Language: func() message.Language {
		p, _ := b.Settings.Load() // what can't be read is the system's
		return b.Alerts.announcer.language(p)
	}})
	b.Alerts.announcer.hook = func(of []partner.Alert) { hook.Announced(b.Webhook, of) }
	if x.window.there() {
		x.list.alerts.announce = b.Alerts.announcer.tell
		x.list.alerts.missed = func(all []partner.Alert) { hook.Missed(b.Webhook, all) }
	}
	b.Profiles.looks = b.Settings.shown
	b.Portal.requests = b.Requests
	x.window.links.put(x.options.Link)
	b.Verdict.Untried = b.Settings.untried
	b.Lock = &Lock{gate: x.gate, profile: x.profile, window: x.window, vault: x.stores.Vault, renew: x.stores.Renew, settings: b.Settings}
	engine := &engine{life: x.life, sync: b.Sync, box: box, hooked: hooks.Box, watch: x.list.alerts.watch, tidy: x.stores.Tidy, rest: func() {
		_ = b.Customers.rest(b.Settings) // as it is tried again after the next sync, and at the end
		x.rest(account)
	}}
	b.Customers = &Customers{several: several{x.list}, looked: x.looked, links: x.links, window: x.window, commits: commits, served: engine.served}
	b.Session = &Session{gate: x.gate, profile: x.profile, account: account, list: x.list, sync: b.Sync,
		unwrite: func() error {
			return errors.Join(x.list.marks.clear(), b.Changes.Log.Forget(), b.Settings.forget(), x.rules.Forget(), x.list.alerts.forget(), cause.Forget(x.stores.Journal.Settings()), told.Clear(), hooks.Forget())
		}, forget: x.stores.Renew, links: x.links, window: x.window, life: x.life, notices: &noticeboard{log: x.options.Log}}
	if x.stores.Log != nil {
		b.Session.notices.journalRead(x.stores.Log.Report())
	}
	return b
}
