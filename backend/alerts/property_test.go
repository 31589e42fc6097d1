package alerts_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tenantry/backend/alerts"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
)

// cut is what becomes of the next write.
type cut int

const (
	whole  cut = iota
	before     // the process ends, or the disk fails, before anything is written
	behind     // the process ends right after
)

var errCut = errors.New("cut")

// brittle is a store whose writes are cut.
type brittle struct {
	store.Alerts
	next cut
}

func (b *brittle) Change(put []partner.Alert, forget []string) error {
	how := b.next
	b.next = whole
	if how == before {
		return errCut
	}
	err := b.Alerts.Change(put, forget)
	if how == behind && err == nil {
		return errCut
	}
	return err
}

// expected is what an alert should be like: told plainly, for one incident.
type expected struct {
	open    bool
	lives   int
	state   partner.AlertState
	heard   partner.AlertLevel
	until   time.Time
	pending bool // it is new, and nobody was told
}

// desk is a world that changes, and what should be told of it.
type desk struct {
	t         *rapid.T
	now       time.Time
	customers [4]map[string]partner.HealthState
	store     *brittle
	book      *alerts.Book
	want      map[string]*expected
	rules     alerts.Rules
}

var levels = map[partner.HealthState]partner.AlertLevel{partner.Advisory: partner.AlertWarning, partner.Degraded: partner.AlertWarning, partner.Outage: partner.AlertCritical}

// held is which incidents hold, how bad they are and whom they affect.
func (d *desk) held() (worst map[string]partner.HealthState, count map[string]int) {
	worst, count = map[string]partner.HealthState{}, map[string]int{}
	for _, issues := range d.customers {
		for id, s := range issues {
			worst[id] = max(worst[id], s)
			count[id]++
		}
	}
	return worst, count
}

func (d *desk) restart() {
	book, err := alerts.Open(d.store)
	if err != nil {
		d.t.Fatal(err)
	}
	d.book = book
}

func (d *desk) world() alerts.World {
	var all []*partner.Summary
	for n, issues := range d.customers {
		if issues == nil {
			continue
		}
		s := read(n, func(s *partner.Summary) { s.ListedAt = d.now })
		for id, state := range issues {
			s.OpenIssues = append(s.OpenIssues, partner.IssueHead{ID: id, Title: fmt.Sprint("as told at ", d.now), Service: "Teams", State: state, UpdatedAt: morning})
		}
		all = append(all, s)
	}
	return alerts.World{Now: d.now, Customers: customers(nil, all...), Reads: true}
}

// judge is a pass; it may be cut, and then goes on with another process, or with this one where a write failed.
func (d *desk) judge(how cut, dies bool) {
	d.store.next = how
	_, err := d.book.Judge(d.world(), d.rules)
	d.store.next = whole
	if err != nil {
		if dies || how == behind {
			d.restart()
		}
		_, err = d.book.Judge(d.world(), d.rules)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	worst, _ := d.held()
	for id, state := range worst {
		w := d.want[id]
		if w == nil {
			w = &expected{}
			d.want[id] = w
		}
		level := levels[state]
		switch {
		case !w.open:
			*w = expected{open: true, lives: w.lives + 1, state: partner.AlertNew, heard: level, pending: true}
		case level > w.heard:
			w.state, w.heard, w.pending = partner.AlertNew, level, true
		case w.state == partner.AlertSnoozed && !d.now.Before(w.until):
			w.state, w.heard, w.pending = partner.AlertNew, level, true
		}
	}
	for id, w := range d.want {
		if _, holds := worst[id]; !holds {
			w.open, w.pending = false, false
		}
	}
}

// compare holds the book to what is expected, after a pass.
func (d *desk) compare() {
	worst, count := d.held()
	listed := map[string]partner.Alert{}
	for _, a := range d.book.List(true) {
		listed[a.Subject] = a
	}
	for id, w := range d.want {
		a, there := listed[id]
		switch {
		case !there && w.open:
			d.t.Fatalf("%s holds and no alert is listed", id)
		case !there:
		case a.Open() != w.open:
			d.t.Fatalf("%s: open %v, want %v", id, a.Open(), w.open)
		case w.open && (a.State != w.state || a.Life != w.lives || a.Customers != count[id] || a.Level != levels[worst[id]]):
			d.t.Fatalf("%s is %+v, want %+v, %d customers, %v", id, a, *w, count[id], worst[id])
		}
	}
	for id := range listed {
		if d.want[id] == nil {
			d.t.Fatalf("%s is listed, and never held", id)
		}
	}
}

// announce tells what is new. A process that ends behind the write has told nobody: then nobody is told later either.
func (d *desk) announce(how cut) {
	d.store.next = how
	out, err := d.book.Announce(d.now, d.rules)
	d.store.next = whole
	var want, got []string
	for id, w := range d.want {
		if w.pending && w.state == partner.AlertNew {
			want = append(want, id)
		}
	}
	if err != nil {
		if len(out) > 0 {
			d.t.Fatal("it announced and failed")
		}
		d.restart()
		d.judge(whole, false) // as every start does: it learns the counts again
		if how == behind {
			d.told(want)
		}
		return
	}
	for _, a := range out {
		got = append(got, a.Subject)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		d.t.Fatalf("announced %v, want %v", got, want)
	}
	d.told(want)
}

func (d *desk) told(ids []string) {
	for _, id := range ids {
		d.want[id].pending = false
	}
}

// act does something with an alert; the write may be cut, and is either kept whole or not at all.
func (d *desk) act(id string, what string, how cut) {
	w := d.want[id]
	if w == nil {
		return
	}
	level := partner.AlertLevel(0)
	for _, a := range d.book.List(true) {
		if a.Subject == id {
			level = a.Level
		}
	}
	until := d.now.Add(time.Hour)
	d.store.next = how
	ids := []string{"health-" + id}
	var err error
	switch what {
	case "ack":
		err = d.book.Acknowledge(ids)
	case "snooze":
		err = d.book.Snooze(ids, until, "later", d.now)
	case "reopen":
		err = d.book.Reopen(ids, d.now)
	}
	d.store.next = whole
	if errors.Is(err, errCut) {
		d.restart()
	}
	if (err != nil && (how != behind || !errors.Is(err, errCut))) || !w.open {
		if err == nil {
			d.t.Fatalf("%s of %s, which is over", what, id)
		}
		d.judge(whole, false)
		return
	}
	switch {
	case what == "ack":
		w.state, w.heard, w.until = partner.AlertAcknowledged, level, time.Time{}
	case what == "snooze":
		w.state, w.heard, w.until = partner.AlertSnoozed, level, until
	case w.state != partner.AlertNew:
		w.state, w.heard, w.pending = partner.AlertNew, level, false
	}
	d.judge(whole, false)
}

// Whatever happens in whatever order, and wherever a process ends: what holds is an alert, what is over is none, and each is
// announced once for every time that it is new.
func TestAlertsFollowTheWorld(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := &desk{t: rt, now: morning, store: &brittle{Alerts: memstore.NewJournal().Alerts()}, want: map[string]*expected{}}
		d.customers[0] = map[string]partner.HealthState{}
		d.restart()
		cuts := rapid.SampledFrom([]cut{whole, whole, before, behind})
		for range rapid.IntRange(1, 60).Draw(rt, "steps") {
			who := rapid.IntRange(0, len(d.customers)-1).Draw(rt, "customer")
			id := rapid.SampledFrom([]string{"EX1", "TM2", "MO3"}).Draw(rt, "incident")
			switch what := rapid.SampledFrom([]string{"opens", "opens", "closes", "joins", "leaves", "time", "ack", "snooze", "reopen", "announce", "restart", "all well"}).Draw(rt, "what"); what {
			case "opens":
				if d.customers[who] != nil {
					d.customers[who][id] = rapid.SampledFrom([]partner.HealthState{partner.Advisory, partner.Degraded, partner.Outage}).Draw(rt, "state")
				}
			case "closes":
				delete(d.customers[who], id)
			case "joins":
				if d.customers[who] == nil {
					d.customers[who] = map[string]partner.HealthState{}
				}
			case "leaves":
				if who > 0 { // with nobody left nobody can tell what is over
					d.customers[who] = nil
				}
			case "all well":
				for _, issues := range d.customers {
					maps.DeleteFunc(issues, func(string, partner.HealthState) bool { return true })
				}
			case "time":
				d.now = d.now.Add(time.Duration(rapid.IntRange(-30, 240).Draw(rt, "minutes")) * time.Minute)
			case "ack", "snooze", "reopen":
				d.act(id, what, cuts.Draw(rt, "cut"))
			case "announce":
				d.announce(cuts.Draw(rt, "cut"))
			case "restart":
				d.restart()
			}
			d.judge(cuts.Draw(rt, "cut"), rapid.Bool().Draw(rt, "dies"))
			d.compare()
		}
	})
}
