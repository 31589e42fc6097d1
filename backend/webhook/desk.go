package webhook

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/outbox"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Options are a Desk's needs. All are required.
type Options struct {
	Journal store.Journal
	// Post makes one call: it follows no redirect, checks certificates, and its errors are classified faults.
	Post http.RoundTripper
	// Doubtful says that the journal may be an older copy (see outbox.Options).
	Doubtful bool
	// Changed hints that something is to be read again.
	Changed func()
	Now     func() time.Time
	Log     *slog.Logger
}

// Keys of the journal's settings.
const (
	hookKey   = "webhook"        // Hook
	caughtKey = "webhook-caught" // time.Time: what was announced until then was made a message of
)

// keepsSent is how many messages that arrived are kept.
const keepsSent = 20

// Desk is the webhook of a profile with its messages. Its methods may be called at any time from any goroutine.
type Desk struct {
	o  Options
	mu sync.Mutex // over what is kept of the webhook, and the adding of messages
	// cut ends the call that is under way, if one is.
	cut atomic.Pointer[context.CancelFunc]
	// Box holds the messages and sends them.
	Box *outbox.Outbox
}

// Open reads what is kept. Nothing is sent before the box is served or drained.
func Open(o Options) (*Desk, error) {
	d := &Desk{o: o}
	box, err := outbox.Open(outbox.Options{Journal: o.Journal.Outbox(), Prefix: partner.ToWebhook, Doubtful: o.Doubtful, Changed: o.Changed, Now: o.Now, Log: o.Log,
		Sender:  func(partner.Channel) outbox.Sender { return sender{d.hook, d.under, o.Post, o.Now} },
		Allowed: func(partner.Outgoing) error { _, err := d.hook(); return err }})
	if err != nil {
		return nil, fmt.Errorf("open the webhook's messages: %w", err)
	}
	d.Box = box
	for _, damage := range box.Damaged() {
		o.Log.Warn("read the webhook's messages", "error", damage)
	}
	for _, m := range box.List() { // the last process ended between its two writes
		if m.State == partner.Drafted {
			if _, err := box.Queue(m.ID, nil); err != nil {
				return nil, fmt.Errorf("open the webhook's messages: %w", err)
			}
		}
	}
	return d, nil
}

// under makes the context of a call, which ends when the webhook is removed.
func (d *Desk) under(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	d.cut.Store(&cancel)
	return ctx, cancel
}

// hook is the webhook; a fault of kind Denied where there is none.
func (d *Desk) hook() (Hook, error) {
	h, found, err := d.Kept()
	if err == nil && !found {
		err = fault.New(fault.Denied, "webhook_none").With(fault.CheckWebhook)
	}
	return h, err
}

// Kept is the webhook, and whether there is one.
func (d *Desk) Kept() (h Hook, found bool, err error) {
	if found, err = d.o.Journal.Settings().Get(hookKey, &h); err != nil {
		err = fmt.Errorf("read the webhook: %w", err)
	}
	return h, found, err
}

// Set keeps where messages go from now on; an empty address is the one that is kept. What waits is tried there at once.
func (d *Desk) Set(k Kind, address string, names bool) error {
	if !slices.Contains(Kinds(), k) {
		return fault.New(fault.Invalid, "webhook_kind", "kind", string(k))
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	h, found, err := d.Kept()
	if err != nil && fault.KindOf(err) != fault.Corrupt { // a damaged one gives way
		return err
	}
	if address = strings.TrimSpace(address); address != "" || !found {
		at, err := parse(address)
		if err != nil {
			return err
		}
		h.Address = at.String()
	}
	h.Kind, h.Names = k, names
	if !found {
		h.Since = d.now()
	}
	if h.Key == "" && k == Generic {
		h.Key = newKey()
	}
	return d.keep(h)
}

// Renew makes a new key that messages are signed with, and hands it out: this once.
func (d *Desk) Renew() (key string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	h, err := d.hook()
	if err != nil {
		return "", err
	}
	if h.Kind != Generic {
		return "", fault.New(fault.Invalid, "webhook_unsigned").With(fault.CorrectInput)
	}
	h.Key = newKey()
	return h.Key, d.keep(h)
}

func (d *Desk) keep(h Hook) error {
	if err := d.o.Journal.Settings().Put(hookKey, h); err != nil {
		return err
	}
	d.Box.Wake(outbox.WakeAll)
	d.o.Changed()
	return nil
}

// Remove forgets the webhook with all of its messages, and says how many had not arrived. A call that is under way is cut.
func (d *Desk) Remove() (waited int, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, key := range []string{hookKey, caughtKey} {
		if err := d.o.Journal.Settings().Delete(key); err != nil {
			return 0, err
		}
	}
	if cut := d.cut.Load(); cut != nil {
		(*cut)()
	}
	err = d.Box.Still(func() error { waited, err = d.clear(); return err })
	d.o.Changed()
	return waited, err
}

// Forget forgets the webhook with all of its messages: the journal is wiped.
func (d *Desk) Forget() error {
	_, err := d.Remove()
	return err
}

// clear throws all messages away, and says how many had not arrived. No call is under way.
func (d *Desk) clear() (waited int, err error) {
	for _, id := range d.Box.IDs() {
		m, known := d.Box.Get(id)
		if wrong := d.Box.Erase(id); wrong != nil {
			err = errors.Join(err, wrong)
		} else if known && m.State != partner.Sent {
			waited++
		}
	}
	return waited, err
}

// Announced makes one message of alerts that were announced just now, and lets it go. Where there is no webhook it does nothing.
func (d *Desk) Announced(of []partner.Alert, l message.Language) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	h, found, err := d.Kept()
	if err != nil || !found || len(of) == 0 {
		return err
	}
	return d.announced(of, h, l)
}

// Missed makes one message of what was announced and of which none was made, because the last process ended right then. all are
// the alerts that are kept, before any other is announced.
func (d *Desk) Missed(all []partner.Alert, l message.Language) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	h, found, err := d.Kept()
	if err != nil || !found {
		return err
	}
	var until time.Time
	if _, err := d.o.Journal.Settings().Get(caughtKey, &until); err != nil {
		return err
	}
	if h.Since.After(until) {
		until = h.Since
	}
	for _, m := range d.Box.List() {
		if m.CreatedAt.After(until) {
			until = m.CreatedAt
		}
	}
	of := slices.DeleteFunc(slices.Clone(all), func(a partner.Alert) bool { return !a.AnnouncedAt.After(until) })
	if len(of) == 0 {
		return nil
	}
	return d.announced(of, h, l)
}

func (d *Desk) announced(of []partner.Alert, h Hook, l message.Language) error {
	if _, err := d.add(written(of, h, l, d.now())); err != nil {
		return err
	}
	if err := d.o.Journal.Settings().Put(caughtKey, d.now()); err != nil {
		return err
	}
	return d.tidy()
}

// add keeps a message and lets it go.
func (d *Desk) add(c content) (partner.Outgoing, error) {
	o, err := c.outgoing()
	if err != nil {
		return o, err
	}
	if o, err = d.Box.Add(o); err != nil {
		return o, err
	}
	return d.Box.Queue(o.ID, nil)
}

// tidy takes away what arrived long ago.
func (d *Desk) tidy() error {
	sent := 0
	for _, m := range d.Box.List() {
		if m.State != partner.Sent {
			continue
		}
		if sent++; sent > keepsSent {
			if err := d.Box.Discard(m.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *Desk) now() time.Time { return d.o.Now().UTC().Round(0) }
