package app

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/letter"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/portal"
)

// Outbox is what the user wrote for Microsoft: drafts, what is on its way, and what arrived.
type Outbox struct{ a *App }

// List answers with everything, the newest first.
func (b *Outbox) List() (OutboxPage, error) {
	if err := b.a.await(); err != nil {
		return OutboxPage{}, err
	}
	mine := b.a.mine()
	page := OutboxPage{Requests: each(mine, b.a.toItem), Elsewhere: len(b.a.box.List()) - len(mine),
		Damaged: each(b.a.box.Damaged(), func(err error) string { return err.Error() })}
	for _, o := range mine {
		switch {
		case o.State == partner.Drafted:
			page.Drafts++
		case o.Waiting():
			page.Waiting++
		}
		if needsPerson(o) {
			page.Needs++
		}
	}
	return page, nil
}

// Save keeps a draft as it is typed; one with no local id is new. One that was queued, blocked or
// rejected is taken back by it.
func (b *Outbox) Save(d RequestDraft) (OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return OutgoingItem{}, err
	}
	if c := channelOf(d); c != partner.ByAzure && c != partner.ByPortal {
		f := fault.New(fault.Invalid, "the channel must be azure or portal")
		f.Fields = map[string]string{"channel": f.Message}
		return OutgoingItem{}, f
	}
	if d.LocalID == "" {
		return b.add(d)
	}
	return b.a.item(b.a.box.Edit(d.LocalID, func(o *partner.Outgoing) error {
		if o.Channel == partner.ByNote {
			return fault.New(fault.Invalid, o.ID+" is a note, not a service request")
		}
		if d.TenantID != "" && d.TenantID != string(o.Tenant) {
			tenant, err := partner.ParseTenantID(d.TenantID)
			if err != nil {
				return err
			}
			b.a.addressed(o, tenant)
		}
		o.Channel, o.Draft = channelOf(d), toDraft(d)
		return nil
	}))
}

func (b *Outbox) add(d RequestDraft) (OutgoingItem, error) {
	o := partner.Outgoing{Channel: channelOf(d), Draft: toDraft(d)}
	id, err := partner.ParseTenantID(d.TenantID)
	if err != nil {
		return OutgoingItem{}, err
	}
	b.a.addressed(&o, id)
	return b.a.item(b.a.box.Add(o))
}

// addressed says whose request it is: the customer, and the partner account as which it is written.
// What is written for a customer that has just left the list is kept all the same; it can't be queued.
func (a *App) addressed(o *partner.Outgoing, id partner.TenantID) {
	o.Tenant, o.Partner = id, a.owner()
	if entry, ok := a.catalog.Get(id); ok {
		o.Customer = entry.Name
	}
}

// owner is the partner tenant as whom the user works; empty when nobody ever signed in.
func (a *App) owner() string {
	if l := a.link.Load(); l != nil {
		if acc, ok := l.session.Account(); ok {
			return acc.Tenant
		}
	}
	var owner string
	_, _ = a.cache.Book().Get(ownerKey, &owner) // without it the account is simply not compared
	return owner
}

// mine is what was written as the partner as whom the user works, the newest first: no customer of one
// partner is shown to another.
func (a *App) mine() []partner.Outgoing {
	owner := a.owner()
	return slices.DeleteFunc(a.box.List(), func(o partner.Outgoing) bool {
		return owner != "" && o.Partner != "" && !strings.EqualFold(o.Partner, owner)
	})
}

// Queue lets a draft go, once it passes Check's blocking findings. It goes out by itself; over the portal as
// soon as it is handed off.
func (b *Outbox) Queue(localID string) (OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return OutgoingItem{}, err
	}
	o, err := b.a.box.Queue(localID, func(o *partner.Outgoing) error {
		if o.Channel == partner.ByNote {
			o.Note = cleanText(o.Note)
			return partner.CheckNote(o.Note)
		}
		o.Draft = o.Draft.Clean()
		return b.a.mayQueue(*o)
	})
	if err == nil && o.Channel != partner.ByNote {
		b.a.rememberContact(o.Draft)
	}
	return b.a.item(o, err)
}

// QueueFor makes one request of a draft for each customer, fills its placeholders and queues it. What
// fails at one customer is told and stays a draft; the others go on.
func (b *Outbox) QueueFor(d RequestDraft, tenantIDs []string) (QueuedFor, error) {
	out := QueuedFor{Queued: []OutgoingItem{}, Failed: []CustomerFailure{}}
	if err := b.a.await(); err != nil {
		return out, err
	}
	if len(tenantIDs) == 0 {
		f := fault.New(fault.Invalid, "choose at least one customer")
		f.Fields = map[string]string{"tenantIds": f.Message}
		return out, f
	}
	seen := map[partner.TenantID]bool{}
	for _, text := range tenantIDs {
		id, err := partner.ParseTenantID(text)
		if err == nil && seen[id] {
			continue
		}
		seen[id] = true
		var item OutgoingItem
		if err == nil {
			item, err = b.queueOne(d, id)
		}
		if err == nil {
			out.Queued = append(out.Queued, item)
			continue
		}
		failure := CustomerFailure{TenantID: text, Failure: ToFailure(err)}
		if entry, ok := b.a.catalog.Get(id); ok {
			failure.Customer = entry.Name
		}
		out.Failed = append(out.Failed, failure)
	}
	return out, nil
}

func (b *Outbox) queueOne(d RequestDraft, id partner.TenantID) (OutgoingItem, error) {
	d.LocalID, d.TenantID = "", string(id)
	v := b.a.values(id, toDraft(d))
	t := letter.Template{Title: d.Title, Description: d.Description, StepsTried: d.StepsTried, Product: d.Product}.Fill(v)
	d.Title, d.Description, d.StepsTried, d.Product = t.Title, t.Description, t.StepsTried, t.Product
	d.AffectedUsers = letter.Fill(d.AffectedUsers, v)
	item, err := b.add(d)
	if err != nil {
		return item, err
	}
	if left := leftIn(toDraft(d)); len(left) > 0 { // nobody looks at each of them before it goes out
		return item, fault.New(fault.Invalid, "{"+strings.Join(left, "}, {")+"} is not known of this customer; it is kept as the draft "+item.LocalID)
	}
	return b.Queue(item.LocalID)
}

// AddNote queues a note on a service request. One that can't go as it is stays a draft.
func (b *Outbox) AddNote(tenantID, requestID, text string) (OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return OutgoingItem{}, err
	}
	id, err := partner.ParseTenantID(tenantID)
	if err != nil {
		return OutgoingItem{}, err
	}
	requestID, text = strings.TrimSpace(requestID), cleanText(text)
	if text == "" {
		return OutgoingItem{}, partner.CheckNote(text)
	}
	if !requestNumber.MatchString(requestID) {
		return OutgoingItem{}, badNumber("requestId")
	}
	o := partner.Outgoing{Channel: partner.ByNote, RequestID: requestID, RequestTitle: requestID, Note: text}
	b.a.addressed(&o, id)
	if r, ok := b.a.keptRequest(id, requestID); ok {
		o.RequestTitle, o.RequestResource = r.Title, r.Resource
	} else if mine, ok := b.a.sentAs(id, requestID); ok {
		o.RequestTitle, o.RequestResource = mine.Title(), mine.Resource
	}
	o, err = b.a.box.Add(o)
	if err != nil {
		return OutgoingItem{}, err
	}
	return b.Queue(o.ID)
}

// SaveNote changes the text of a note that is not on its way, and makes a draft of it.
func (b *Outbox) SaveNote(localID, text string) (OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return OutgoingItem{}, err
	}
	return b.a.item(b.a.box.Edit(localID, func(o *partner.Outgoing) error {
		if o.Channel != partner.ByNote {
			return fault.New(fault.Invalid, o.ID+" is a service request, not a note")
		}
		o.Note = text
		return nil
	}))
}

// TakeBack makes a draft of what is queued, blocked, rejected or handed off.
func (b *Outbox) TakeBack(localID string) (OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return OutgoingItem{}, err
	}
	return b.a.item(b.a.box.TakeBack(localID))
}

// Discard throws a draft away, or takes what arrived off the list.
func (b *Outbox) Discard(localID string) error {
	if err := b.a.await(); err != nil {
		return err
	}
	return b.a.box.Discard(localID)
}

// HandOff opens the customer's support page and answers with the text to paste there. Without a window the
// page is for the caller to open.
func (b *Outbox) HandOff(localID string) (HandOff, error) {
	if err := b.a.await(); err != nil {
		return HandOff{}, err
	}
	o, err := b.a.outgoing(localID)
	if err != nil {
		return HandOff{}, err
	}
	if o.Channel != partner.ByPortal {
		return HandOff{}, fault.New(fault.Invalid, o.ID+" goes out by itself; only requests of the channel portal are handed off")
	}
	address, err := b.a.supportPage(o.Tenant)
	if err != nil {
		return HandOff{}, err
	}
	if o.State == partner.Drafted {
		if _, err := b.Queue(o.ID); err != nil {
			return HandOff{}, err
		}
	}
	if o.State != partner.HandedOff { // else once more: the page and the text again
		if o, err = b.a.box.HandOff(o.ID); err != nil {
			return HandOff{}, err
		}
	}
	if b.a.shell != nil {
		if err := b.a.shell.OpenURL(address); err != nil {
			b.a.log.Warn("open the support page", "error", err) // the address is told: it can be opened by hand
		}
	}
	v := b.a.values(o.Tenant, o.Draft)
	return HandOff{Item: b.a.toItem(o), URL: address, Title: o.MarkedTitle(), Text: letter.Page(o, v)}, nil
}

// linksWait is how long a hand-off waits for the customer's own links; without them the template serves.
const linksWait = 10 * time.Second

// supportPage is where a person files a request for the customer.
func (a *App) supportPage(id partner.TenantID) (string, error) {
	_, kept, err := a.customer(string(id))
	if err != nil {
		return "", err
	}
	if l := a.link.Load(); l != nil && !kept.Links.Known() {
		ctx, done := l.run(a.ctx)
		defer done()
		ctx, cancel := context.WithTimeout(ctx, linksWait)
		defer cancel()
		if l.syncer.Refresh(ctx, id) == nil {
			if _, kept, err = a.customer(string(id)); err != nil {
				return "", err
			}
		}
	}
	for _, l := range a.portal.Links(kept) {
		if l.Portal == portal.Support {
			return l.URL, nil
		}
	}
	return "", fault.New(fault.Missing, "the customer's support page is not known yet; a sync reads the domain that it needs").With(fault.CheckNetwork)
}

// requestNumber is what Microsoft's numbers look like, and a little more: the pattern may change
// (api/facts.md 2.7).
var requestNumber = regexp.MustCompile(`^[0-9A-Za-z_-]{4,64}$`)

func badNumber(field string) error {
	f := fault.New(fault.Invalid, "a service request's number has digits and letters only, such as 616122292874576")
	f.Fields = map[string]string{field: f.Message}
	return f
}

// Filed takes down the number that Microsoft gave to a request that was handed off, or whose sending
// was uncertain.
func (b *Outbox) Filed(localID, number string) (OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return OutgoingItem{}, err
	}
	number = strings.Join(strings.Fields(strings.TrimPrefix(strings.TrimSpace(number), "#")), "")
	if !requestNumber.MatchString(number) {
		return OutgoingItem{}, badNumber("number")
	}
	o, err := b.a.outgoing(localID)
	if err != nil {
		return OutgoingItem{}, err
	}
	resource := ""
	if o.Channel == partner.ByAzure {
		resource = azureTicket(o)
	}
	return b.a.item(b.a.box.Found(localID, number, resource))
}

// NotThere says of an uncertain one that Microsoft does not have it: it is sent again.
func (b *Outbox) NotThere(localID string) (OutgoingItem, error) {
	if err := b.a.await(); err != nil {
		return OutgoingItem{}, err
	}
	return b.a.item(b.a.box.NotThere(localID))
}

// Send tries everything that waits, now, in the background.
func (b *Outbox) Send() error {
	if err := b.a.await(); err != nil {
		return err
	}
	b.a.box.Wake(outbox.WakeAll)
	return nil
}

// outgoing finds something by its local id.
func (a *App) outgoing(id string) (partner.Outgoing, error) {
	if o, ok := a.box.Get(id); ok {
		return o, nil
	}
	return partner.Outgoing{}, fault.New(fault.Missing, "nothing in the outbox is called \""+id+"\"").With(fault.CorrectInput)
}

// item is what a change of something outgoing answers with.
func (a *App) item(o partner.Outgoing, err error) (OutgoingItem, error) {
	if err != nil {
		return OutgoingItem{}, err
	}
	return a.toItem(o), nil
}

func cleanText(text string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
}

// clearOutbox throws everything away that is outgoing: the user asked for the journal to be wiped.
func (a *App) clearOutbox() error {
	var errs []error
	for _, id := range a.box.IDs() {
		errs = append(errs, a.box.Erase(id))
	}
	return errors.Join(errs...)
}
