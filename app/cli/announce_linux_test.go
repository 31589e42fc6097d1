package cli

import (
	"context"
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/app/contract"
	"tenantry/app/freedesktop"
	"tenantry/app/freedesktop/freedesktoptest"
	"tenantry/backend/simcloud"
)

// desktopShell is a window on a desktop.
type desktopShell struct {
	app.Shell
	notifier *freedesktop.Notifier
	shown    chan struct{}
}

func (*desktopShell) Emit(contract.Event, uint64) {}
func (*desktopShell) Hidden() bool                { return false }
func (s *desktopShell) Show()                     { s.shown <- struct{}{} }
func (s *desktopShell) Notify(ctx context.Context, title, text, link string) error {
	return s.notifier.Show(ctx, title, text, link)
}

// From the cloud to the desktop and back: one outage over fifty customers and many syncs is one notification, and pressing
// it brings the window to the incident.
func TestAnOutageOverFiftyCustomersIsOneNotificationThatLeadsToIt(t *testing.T) {
	desktop := freedesktoptest.Start(t, "body", "body-markup")
	d := newDesk(t)
	d.startCloud(50)
	d.signIn()
	d.types("sync") // in part: some customers of the demo refuse
	w := &desktopShell{notifier: &freedesktop.Notifier{Program: "Tenantry", Entry: "tenantry"}, shown: make(chan struct{}, 8)}
	t.Cleanup(w.notifier.Close)
	a := d.holds(app.Options{Shell: w})
	w.notifier.Pressed = func(link string) {
		if err := a.Follow(link); err != nil {
			t.Error(err)
		}
	}
	d.alerts()
	if first := desktop.Next(); !strings.Contains(first.Title, "new alerts") {
		t.Errorf("what was found before: %+v", first)
	}
	outage := func(id string) {
		d.happens(simcloud.Event{Kind: "outage-starts", Service: "Exchange", Issue: id, Customers: 50, Title: "Mail & more", Status: "serviceInterruption"})
		for range 4 {
			d.types("sync", "--full")
			d.alerts()
		}
	}
	outage("EX999")
	n := desktop.Next()
	if n.Title != "New alert" || !strings.HasPrefix(n.Text, "EX999: Mail &amp; more (") || !strings.HasSuffix(n.Text, " customers)") {
		t.Errorf("%+v", n)
	}
	outage("EX998")
	if next := desktop.Next(); !strings.HasPrefix(next.Text, "EX998: ") { // nothing came between them
		t.Errorf("%+v", next)
	}
	desktop.Press(n.ID, "default")
	<-w.shown
	if where, err := a.Portal.Linked(); err != nil || where.View != "incidents" || where.Incident != "EX999" {
		t.Errorf("%+v, %v", where, err)
	}
	if more := desktop.Rest(); len(more) != 0 {
		t.Errorf("%+v", more)
	}
}
