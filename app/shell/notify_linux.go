//go:build desktop || dev || bindings

package shell

import (
	"context"

	"tenantry/app/freedesktop"
)

// notifier shows notifications of the system.
type notifier struct{ desk freedesktop.Notifier }

// Notify shows a notification that is followed as link is when a person presses it.
func (n *notifier) Notify(ctx context.Context, title, text, link string) error {
	return n.desk.Show(ctx, title, text, link)
}

// follows says what follows the links of notifications.
func (n *notifier) follows(_ func() (context.Context, bool), link func(string) error) {
	n.desk.Program, n.desk.Entry = "Tenantry", "tenantry"
	n.desk.Pressed = func(to string) { _ = link(to) }
}

// silences ends what listens for pressed notifications.
func (n *notifier) silences() { n.desk.Close() }
