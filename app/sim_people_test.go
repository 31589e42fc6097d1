package app

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing/synctest"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/simcloud"
)

// simAction is something that may happen, and how often.
type simAction struct {
	name   string
	weight int
	do     func()
}

type simActionList []simAction

// simActions is what happens in a world.
func simActions(w *simWorld) simActionList {
	return slices.Concat(w.atTheDesk(), w.atMicrosoft(), w.around())
}

func (l simActionList) names() (out []string) {
	for _, a := range l {
		out = append(out, a.name)
	}
	return out
}

// some is one of them, by weight.
func (l simActionList) some(w *simWorld) simAction {
	sum := 0
	for _, a := range l {
		sum += a.weight
	}
	at := w.random.IntN(sum)
	for _, a := range l {
		if at -= a.weight; at < 0 {
			return a
		}
	}
	panic("unreachable")
}

// live is the life of a world.
func (w *simWorld) live() {
	w.calmed = true // until there is something to write about
	w.start(false)
	w.signIn()
	w.sync()
	w.learn()
	w.calmed = false
	actions := simActions(w)
	for range simSteps {
		a := actions.some(w)
		w.count(a.name)
		w.say("%s", a.name)
		a.do()
		w.step()
	}
	w.calm()
}

// step lets time go on after something happened: the next thing happens at an instant of its own.
func (w *simWorld) step() {
	synctest.Wait()
	p := w.now
	if p != nil && p.window && w.chance(15) {
		p.mu.Lock()
		p.left = 1 + w.random.IntN(10)
		p.mu.Unlock()
	}
	w.align()
	if w.now == nil {
		return
	}
	if w.now.dead() {
		w.crash()
		return
	}
	w.now.mu.Lock()
	w.now.left = 0
	w.now.mu.Unlock()
	w.check()
}

// align lets time pass until an instant at which nothing else happens.
func (w *simWorld) align() {
	gone := time.Since(w.begin)
	w.sleep((gone/simTick+1)*simTick + 3*time.Second + 7*time.Millisecond - gone)
}

// sleep lets time pass.
func (w *simWorld) sleep(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// running starts the program where it does not run: with a window, or for a command.
func (w *simWorld) running() *App {
	if w.now != nil && w.now.dead() {
		w.crash()
	}
	if w.now == nil {
		if !w.full && w.chance(20) { // without room nobody could mend it before the other copy goes, too
			w.damage()
		}
		w.start(w.chance(40))
	}
	return w.now.app
}

// do does something for a person and says how it ended. Where nothing works beside it, the process may die in it.
func (w *simWorld) do(what string, f func(a *App) error) simFate {
	w.t.Helper()
	a, p := w.running(), w.now
	if !p.window && w.chance(15) {
		p.mu.Lock()
		p.left = 1 + w.random.IntN(8)
		p.mu.Unlock()
	}
	err := f(a)
	if p.dead() {
		w.align()
		w.say("%s: nobody hears what became of it", what)
		w.crash()
		return simUnheard
	}
	if !p.window {
		p.left = 0
	}
	if err == nil {
		w.say("%s", what)
		return simDone
	}
	w.say("%s: %s", what, simProblem(err))
	switch fault.KindOf(err) {
	case fault.Corrupt:
		w.fail("%s: %v", what, err)
	case fault.Internal, "":
		if !w.full {
			w.fail("%s: %v", what, err)
		}
	}
	return simRefused
}

// some is one of the items that fit.
func (w *simWorld) some(fits func(*simItem, partner.Outgoing) bool) *simItem {
	w.running()
	var all []*simItem
	for _, i := range w.items {
		if o, ok := w.now.app.box.Get(i.id); ok && !i.thrown && fits(i, o) {
			all = append(all, i)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all[w.random.IntN(len(all))]
}

// on is something that is done with one in these states.
func (w *simWorld) on(f func(i *simItem, o partner.Outgoing), states ...partner.OutState) func() {
	return func() {
		if i := w.some(func(_ *simItem, o partner.Outgoing) bool { return slices.Contains(states, o.State) }); i != nil {
			o, _ := w.now.app.box.Get(i.id)
			f(i, o)
		}
	}
}

// learn makes what requests are written from: a draft for each way, and the requests that there are.
func (w *simWorld) learn() {
	for _, r := range rows(w.t, w.now.app, contract.CustomerQuery{Sort: "name"}) {
		d := contract.RequestDraft{TenantID: r.TenantID, Channel: "portal"}
		d.Draft = partner.Draft{Description: "It stopped on Monday.", Severity: "moderate"}
		w.drafts = append(w.drafts, d)
		c, err := w.now.app.ReadChoices(context.Background(), r.TenantID)
		if err != nil || len(c.Subscriptions) == 0 {
			continue
		}
		kinds, err := w.now.app.Requests.Classifications(r.TenantID, c.Services[0].ID)
		if err != nil {
			w.fail("%v", err)
		}
		d.Channel = "azure"
		d.Contact, d.ContactMail, d.Language = "Avery Morgan", "avery@fabrikam.com", "en"
		d.Subscription, d.Service, d.ServiceName = c.Subscriptions[0].ID, c.Services[0].ID, c.Services[0].Name
		d.Classification, d.ClassificationName = kinds[0].ID, kinds[0].Name
		w.drafts = append(w.drafts, d)
	}
	page, err := w.now.app.Requests.List(contract.RequestQuery{State: "open"})
	if err != nil || len(page.Requests) < 2 || len(w.drafts) < 5 {
		w.fail("%d requests, %d ways, %v", len(page.Requests), len(w.drafts), err)
	}
	w.open = page.Requests
}

// item is a new one, with the first version of its text.
func (w *simWorld) item(tenant string) *simItem {
	w.numbers++
	return &simItem{n: w.numbers, tenant: tenant}
}

// version is a new version of an item's text.
func (w *simWorld) version(i *simItem) string {
	w.numbers++
	return fmt.Sprintf("%s%d what we saw at %d o'clock", i.mark(), w.numbers, w.numbers*w.numbers)
}

func (w *simWorld) wrote(i *simItem, text string, item contract.OutgoingItem, f simFate) {
	i.text.write(text, f)
	if i.id = item.LocalID; f != simRefused {
		w.items = append(w.items, i)
	}
}

// atTheDesk is what people do in the program.
func (w *simWorld) atTheDesk() simActionList {
	return simActionList{
		{"write a request", 8, w.request},
		{"write a note", 8, w.note},
		{"close a request", 2, w.closing},
		{"edit", 3, w.on(w.edit, partner.Drafted, partner.Queued, partner.Blocked, partner.Rejected)},
		{"queue", 8, w.on(w.queue, partner.Drafted)},
		{"take back", 2, w.on(w.takeBack, partner.Queued, partner.Blocked, partner.Rejected, partner.HandedOff)},
		{"discard", 2, w.on(w.discard, partner.Drafted, partner.Rejected, partner.Sent)},
		{"send", 12, w.send},
		{"sync", 5, w.sync},
		{"mark a customer", 3, w.mark},
		{"set a preference", 2, w.prefer},
		{"write half a note", 2, w.half},
		{"sign in", 2, w.signIn},
		{"sign out", 1, func() { w.signOut(false, false) }},
		{"wipe the cache", 1, func() { w.signOut(true, false) }},
		{"wipe the journal", 1, func() {
			if w.chance(20) {
				w.signOut(true, true)
			}
		}},
		{"another process asks", 2, w.ask},
	}
}

func (w *simWorld) request() {
	d := w.drafts[w.random.IntN(len(w.drafts))]
	i := w.item(d.TenantID)
	text := w.version(i)
	d.Draft.Title = text
	var item contract.OutgoingItem
	f := w.do(fmt.Sprint("writes ", i, " for ", d.Channel), func(a *App) (err error) {
		item, err = a.Outbox.Save(d)
		return err
	})
	w.wrote(i, text, item, f)
}

func (w *simWorld) note() {
	r := w.open[w.random.IntN(len(w.open))]
	i := w.item(r.TenantID)
	i.note = true
	text := w.version(i)
	var item contract.OutgoingItem
	f := w.do(fmt.Sprint("writes the note ", i), func(a *App) (err error) {
		item, err = a.Outbox.AddNote(r.TenantID, r.ID, text)
		return err
	})
	w.wrote(i, text, item, f)
}

func (w *simWorld) closing() {
	r := w.open[w.random.IntN(len(w.open))]
	i := w.item(r.TenantID)
	i.closes = r.ID
	var item contract.OutgoingItem
	f := w.do(fmt.Sprint("closes a request, ", i), func(a *App) (err error) {
		item, err = a.Outbox.Close(r.TenantID, r.ID)
		return err
	})
	w.wrote(i, "", item, f)
}

func (w *simWorld) edit(i *simItem, o partner.Outgoing) {
	if i.closes != "" {
		return
	}
	text := w.version(i)
	i.text.write(text, w.do(fmt.Sprint("edits ", i), func(a *App) error {
		if i.note {
			_, err := a.Outbox.SaveNote(i.id, text)
			return err
		}
		now, err := a.Outbox.Get(i.id)
		if err != nil {
			return err
		}
		d := now.Draft
		d.Draft.Title = text
		_, err = a.Outbox.Save(d)
		return err
	}))
}

func (w *simWorld) queue(i *simItem, _ partner.Outgoing) {
	w.do(fmt.Sprint("queues ", i), func(a *App) error { _, err := a.Outbox.Queue(i.id); return err })
}

func (w *simWorld) takeBack(i *simItem, _ partner.Outgoing) {
	if !i.filed { // whoever filed it does not take it back
		w.do(fmt.Sprint("takes ", i, " back"), func(a *App) error { _, err := a.Outbox.TakeBack(i.id); return err })
	}
}

func (w *simWorld) discard(i *simItem, _ partner.Outgoing) {
	f := w.do(fmt.Sprint("discards ", i), func(a *App) error { return a.Outbox.Discard(i.id) })
	i.thrown, i.perhaps = f == simDone, f == simUnheard
}

// send lets go what can: a command waits for it, a window does it by itself.
func (w *simWorld) send() {
	w.do("sends", func(a *App) error {
		if w.now.window {
			return a.Outbox.Send()
		}
		page, err := a.SendNow(context.Background(), nil)
		if err == nil {
			w.say("  on their way %d, drafts %d, sent %d", page.OnTheirWay, page.Drafts, page.Sent)
		}
		return err
	})
}

func (w *simWorld) sync() {
	w.do("syncs", func(a *App) error {
		_, err := a.SyncNow(context.Background(), "", w.calmed || w.chance(30), nil)
		return err
	})
}

// ask has another process of the profile send, which the holder does for it. When the holder dies in that, the other
// one does it by itself.
func (w *simWorld) ask() {
	a, p := w.running(), w.now
	answered := make(chan error, 1)
	go func() {
		_, err := a.SendNow(context.Background(), nil)
		answered <- err
	}()
	w.mark()
	if w.now != p {
		<-answered
		w.send()
		return
	}
	err := <-answered
	if p.dead() {
		w.say("the holder is gone")
		w.crash()
		w.send()
		return
	}
	w.say("the holder has sent for another process: %s", simProblem(err))
}

func (w *simWorld) mark() {
	d := w.drafts[w.random.IntN(len(w.drafts))]
	w.numbers++
	w.keep("alias of "+d.TenantID, fmt.Sprint("sim-alias-", w.numbers), func(a *App, text string) error {
		return a.Customers.SetAliases(d.TenantID, []string{text})
	})
}

func (w *simWorld) prefer() {
	w.numbers++
	w.keep("preference", fmt.Sprint(w.numbers), func(a *App, text string) error {
		p, err := a.Settings.Load()
		if err != nil {
			return err
		}
		p.ColumnWidths = map[string]int{text: 100}
		return a.Settings.Save(p)
	})
}

func (w *simWorld) half() {
	w.numbers++
	w.keep("half a note", fmt.Sprint("sim-half-", w.numbers), func(a *App, text string) error { return a.Outbox.KeepText("note", text) })
}

// keep keeps a text under a name of the ledger.
func (w *simWorld) keep(name, text string, do func(a *App, text string) error) {
	f := w.do("keeps the "+name, func(a *App) error { return do(a, text) })
	if w.kept[name] == nil {
		w.kept[name] = &simValue{}
	}
	w.kept[name].write(text, f)
}

// read is what the program shows under a name of the ledger.
func (w *simWorld) read(name string) string {
	a := w.now.app
	switch name {
	case "preference":
		p, err := a.Settings.Load()
		if err != nil {
			w.fail("%v", err)
		}
		for text := range p.ColumnWidths {
			return text
		}
		return ""
	case "half a note":
		text, err := a.Outbox.KeptText("note")
		if err != nil {
			w.fail("%v", err)
		}
		return text
	}
	id, _ := partner.ParseTenantID(strings.TrimPrefix(name, "alias of "))
	a.list.marks.mu.Lock()
	defer a.list.marks.mu.Unlock()
	return strings.Join(a.list.marks.all[id].Aliases, " ")
}

func (w *simWorld) signIn() {
	c := w.cloud.Endpoints()
	f := w.do("signs in", func(a *App) error {
		_, err := a.SignIn(context.Background(), contract.SignInRequest{ClientID: simcloud.ClientID, Tenant: simcloud.TenantID, Cloud: "custom",
			LoginURL: c.Login, GraphURL: c.Graph, PartnerCenterURL: c.PartnerCenter, AzureURL: c.Azure, DeviceCode: true},
			Prompt{DeviceCode: func(contract.DeviceCode) {}})
		return err
	})
	w.signedIn.write("yes", f)
}

// signOut forgets the tokens, if asked the customers, and if asked all that was written.
func (w *simWorld) signOut(cache, journal bool) {
	f := w.do(fmt.Sprintf("signs out; wipes the cache: %v, the journal: %v", cache, journal), func(a *App) error {
		return a.SignOut(context.Background(), cache, journal)
	})
	w.signedIn.write("", f)
	if f == simRefused { // some of it may be done
		w.signedIn.write("", simUnheard)
	}
	if f == simDone && cache && len(rows(w.t, w.now.app, contract.CustomerQuery{})) > 0 {
		w.fail("customers are shown after the cache was wiped")
	}
	if !journal {
		return
	}
	for _, i := range w.items {
		if !i.thrown {
			i.thrown, i.perhaps = f == simDone, f != simDone
		}
	}
	for _, v := range w.kept {
		if v.write("", f); f == simRefused {
			v.write("", simUnheard)
		}
	}
}

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
		{"the line gets bad", 5, func() { w.trouble = 10 + w.random.IntN(50) }},
		{"the line gets good", 2, func() { w.trouble = 0 }},
		{"the line is cut", 1, func() { w.happens(simcloud.Event{Kind: "link-cut"}) }},
		{"the line is there again", 3, func() { w.happens(simcloud.Event{Kind: "link-restored"}) }},
		{"access tokens expire", 1, func() { w.happens(simcloud.Event{Kind: "token-expires"}) }},
		{"the sign-in is revoked", 1, func() { w.happens(simcloud.Event{Kind: "tokens-revoked"}) }},
		{"a delegation ends", 1, func() { w.happens(simcloud.Event{Kind: "delegation-expires", TenantID: w.drafts[0].TenantID}) }},
		{"the delegation is there again", 2, func() { w.happens(simcloud.Event{Kind: "delegation-restored", TenantID: w.drafts[0].TenantID}) }},
		{"the disk is full", 2, func() { w.full = true }},
		{"there is room again", 4, func() { w.full = false }},
		{"the cache is lost", 1, func() {
			w.restart(false)
			clear(w.cached)
			w.running()
		}},
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
