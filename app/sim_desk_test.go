package app

import (
	"context"
	"fmt"
	"strings"

	"tenantry/app/contract"
	"tenantry/backend/partner"
	"tenantry/backend/secret"
	"tenantry/backend/simcloud"
	"tenantry/backend/store/faultdisk"
	"tenantry/backend/store/logstore"
)

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
		w.say("the holder is gone: %s", simProblem(<-answered))
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
		p.Lists = map[string]contract.ListLook{text: {Desc: true}}
		return a.Settings.Save(p, nil)
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
		for text := range p.Lists {
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
	var before *faultdisk.Disk
	f := w.do(fmt.Sprintf("signs out; wipes the cache: %v, the journal: %v", cache, journal), func(a *App) error {
		before = w.disk.Kill()
		return a.SignOut(context.Background(), cache, journal)
	})
	w.signedIn.write("", f)
	if f == simRefused { // some of it may be done
		w.signedIn.write("", simUnheard)
	}
	if f == simDone && w.opens(before) {
		w.fail("after a sign-out the journal of before can still be read, with its refresh token")
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

// opens says whether a disk can be read with what the vault has now.
func (w *simWorld) opens(disk *faultdisk.Disk) bool {
	keys, err := w.vault.Open()
	if err != nil {
		w.fail("%v", err)
	}
	j, err := logstore.Open(logstore.Options{FS: disk, Keys: keys.For(secret.Log)})
	if err != nil {
		return false
	}
	_ = j.Close()
	return true
}
