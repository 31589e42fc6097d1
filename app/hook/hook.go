package hook

import (
	"context"
	"log/slog"

	"tenantry/app/contract"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/webhook"
)

// Options is what is needed of an App.
type Options struct {
	Desk *webhook.Desk
	// Await waits for the customers, and says why there are none.
	Await func() error
	// Language is that of the window.
	Language func() message.Language
	Context  context.Context // ends with the program
	Log      *slog.Logger
}

// Webhook is where alerts that are new are told beside the window.
type Webhook struct{ o Options }

// For makes the webhook of an App.
func For(o Options) *Webhook { return &Webhook{o} }

// Announced hands alerts on that were announced just now: they are on disk when it returns.
func Announced(w *Webhook, of []partner.Alert) {
	if err := w.o.Desk.Announced(of, w.o.Language()); err != nil {
		w.o.Log.Error("keep a message for the webhook", "error", err)
	}
}

// Missed hands on what was announced when the last process ended, of all alerts that are kept.
func Missed(w *Webhook, all []partner.Alert) {
	if err := w.o.Desk.Missed(all, w.o.Language()); err != nil {
		w.o.Log.Error("keep a message for the webhook", "error", err)
	}
}

// Get answers with the webhook and what is on its way there.
func (w *Webhook) Get() (contract.Webhook, error) {
	if err := w.o.Await(); err != nil {
		return contract.Webhook{}, err
	}
	return w.now()
}

func (w *Webhook) now() (contract.Webhook, error) {
	h, found, err := w.o.Desk.Kept()
	return contract.WebhookOf(h, found, w.o.Desk.Box.List()), err
}

// Set keeps where messages go: who listens, the address (empty: the one that is kept), and whether customers may be named.
func (w *Webhook) Set(kind, address string, names bool) (contract.Webhook, error) {
	return w.change(func() error { return w.o.Desk.Set(webhook.Kind(kind), address, names) })
}

// Send tries all that waits and waits for what can go soon.
func (w *Webhook) Send() (contract.Webhook, error) {
	return w.change(func() error { return w.o.Desk.Send(w.o.Context) })
}

// Retry lets one message go again, also where nobody knows whether it arrived.
func (w *Webhook) Retry(id string) (contract.Webhook, error) {
	return w.change(func() error { return w.o.Desk.Retry(id) })
}

// Discard throws one message away.
func (w *Webhook) Discard(id string) (contract.Webhook, error) {
	return w.change(func() error { return w.o.Desk.Discard(id) })
}

// Test sends a message that says what it is, and answers with what became of it.
func (w *Webhook) Test() (contract.WebhookMessage, error) {
	if err := w.o.Await(); err != nil {
		return contract.WebhookMessage{}, err
	}
	m, err := w.o.Desk.Test(w.o.Context, w.o.Language())
	if err != nil {
		return contract.WebhookMessage{}, err
	}
	return contract.WebhookMessageOf(m), nil
}

// Renew makes a new signing key and answers with it, this once: nothing tells it again.
func (w *Webhook) Renew() (string, error) {
	if err := w.o.Await(); err != nil {
		return "", err
	}
	return w.o.Desk.Renew()
}

// Remove forgets the webhook with what waits for it, and answers with how many messages that were.
func (w *Webhook) Remove() (int, error) {
	if err := w.o.Await(); err != nil {
		return 0, err
	}
	return w.o.Desk.Remove()
}

// change waits for the customers, lets do work and answers with what is then.
func (w *Webhook) change(do func() error) (contract.Webhook, error) {
	if err := w.o.Await(); err != nil {
		return contract.Webhook{}, err
	}
	if err := do(); err != nil {
		return contract.Webhook{}, err
	}
	return w.now()
}
