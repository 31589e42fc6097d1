package app

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/partner"
	"tenantry/backend/simcloud"
)

// atMicrosoft is what people do on Microsoft's pages, and see there.
func (w *simWorld) atMicrosoft() simActionList {
	return simActionList{
		{"hand off", 5, func() {
			if i := w.some(func(_ *simItem, o partner.Outgoing) bool {
				return o.Channel == partner.ByPortal && (o.State == partner.Queued || o.State == partner.Blocked || o.State == partner.HandedOff)
			}); i != nil {
				w.handOff(i, w.chance(70))
			}
		}},
		{"enter the number", 2, w.on(w.number, partner.HandedOff, partner.Uncertain)},
		{"it is not there", 2, w.on(w.notThere, partner.Uncertain)},
		{"Microsoft answers", 1, func() { w.happens(simcloud.Event{Kind: "ticket-answered", Ticket: w.open[0].ID}) }},
	}
}

// handOff gives a person the text, who files it perhaps.
func (w *simWorld) handOff(i *simItem, file bool) {
	var off contract.HandOff
	if w.do(fmt.Sprint("hands ", i, " off"), func(a *App) (err error) {
		off, err = a.Outbox.HandOff(i.id, false)
		return err
	}) != simDone || !file || i.filed {
		return
	}
	form := url.Values{"title": {off.Title}, "description": {off.Text}, "severity": {"moderate"}}.Encode()
	page := w.cloud.Endpoints().PartnerCenter + "/support/" + i.tenant // the program names it where it could ask for it
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, page, strings.NewReader(form))
	if err != nil {
		w.fail("%v", err)
	}
	res, err := w.cloud.Transport().RoundTrip(req)
	if err != nil { // the line is cut
		w.say("can't file %v", i)
		return
	}
	_ = res.Body.Close()
	i.filed = res.StatusCode == http.StatusSeeOther
	w.say("files %v at Microsoft: %d", i, res.StatusCode)
}

// number enters the number that a person found at Microsoft.
func (w *simWorld) number(i *simItem, o partner.Outgoing) {
	for _, t := range w.cloud.State().Tickets {
		if !i.note && strings.Contains(t.Title, i.mark()) {
			w.do(fmt.Sprint("enters the number of ", i), func(a *App) error { _, err := a.Outbox.Filed(i.id, t.ID); return err })
		}
	}
}

func (w *simWorld) notThere(i *simItem, _ partner.Outgoing) {
	if i.closes == "" && i.at(w.cloud.State()) == 0 {
		w.do(fmt.Sprint("does not find ", i), func(a *App) error { _, err := a.Outbox.NotThere(i.id); return err })
	}
}

// happens lets something happen at Microsoft.
func (w *simWorld) happens(e simcloud.Event) {
	if err := w.cloud.Do(e); err != nil {
		w.fail("%v", err)
	}
}

// around is what nobody does.
func (w *simWorld) around() simActionList {
	return simActionList{
		{"the line gets bad", 5, func() { w.trouble.Store(int64(10 + w.random.IntN(50))) }},
		{"the line gets good", 2, func() { w.trouble.Store(int64(0)) }},
		{"the line is cut", 1, func() { w.happens(simcloud.Event{Kind: "link-cut"}) }},
		{"the line is there again", 3, func() { w.happens(simcloud.Event{Kind: "link-restored"}) }},
		{"access tokens expire", 1, func() { w.happens(simcloud.Event{Kind: "token-expires"}) }},
		{"the sign-in is revoked", 1, func() { w.happens(simcloud.Event{Kind: "tokens-revoked"}) }},
		{"a delegation ends", 1, func() { w.happens(simcloud.Event{Kind: "delegation-expires", TenantID: w.drafts[0].TenantID}) }},
		{"the delegation is there again", 2, func() { w.happens(simcloud.Event{Kind: "delegation-restored", TenantID: w.drafts[0].TenantID}) }},
		{"the disk is full", 2, func() { w.full.Store(true) }},
		{"there is room again", 4, func() { w.full.Store(false) }},
		{"the cache is lost", 1, func() {
			w.restart(false)
			clear(w.cached)
			w.running()
		}},
		{"the cache is another partner's", 1, w.foreign},
		{"it is started anew", 4, func() { w.restart(w.chance(50)); w.running() }},
		{"a window is opened", 3, func() { w.restart(false); w.start(true) }},
		{"time passes", 6, w.pass},
	}
}

// restart ends the process, in good order or not.
func (w *simWorld) restart(crash bool) {
	switch {
	case w.now == nil:
	case crash || w.now.dead():
		w.crash()
	default:
		w.end()
	}
}

func (w *simWorld) pass() {
	spans := []time.Duration{10 * time.Second, time.Minute, 12 * time.Minute, 40 * time.Minute}
	if w.now == nil || !w.now.window { // which would work all the time
		spans = append(spans, 5*time.Hour, 26*time.Hour)
	}
	w.sleep(spans[w.random.IntN(len(spans))])
}

// simForeign is another partner, and a customer of his.
const simForeign = "99999999-9999-4999-8999-999999999999"

// foreign puts another partner's cache into the folder, and signs in as ours, which has to take it away.
func (w *simWorld) foreign() {
	w.do("finds another partner's customer", func(a *App) error {
		if _, err := a.stores.Cache.Context(simForeign).Save(partner.Customer{ID: simForeign, Name: "Foreign"}); err != nil {
			return err
		}
		return a.stores.Cache.Values().Put("owner", simForeign)
	})
	w.restart(false)
	w.signIn()
}

// owner is the partner whose customers the cache holds.
func (w *simWorld) owner() string { return w.now.app.account.Owner() }
