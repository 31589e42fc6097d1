package freedesktop

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/godbus/dbus/v5"
)

const (
	service = "org.freedesktop.Notifications"
	object  = dbus.ObjectPath("/org/freedesktop/Notifications")
	pressed = "default" // the action that is the notification itself
)

// Notifier shows notifications. Its methods may be called from any goroutine; the first Show connects.
type Notifier struct {
	Program string            // who notifies, as people read it
	Entry   string            // the name of its .desktop file, without the ending
	Pressed func(link string) // is called when a person presses a notification, with its link

	mu     sync.Mutex // held while the service is asked: a signal may come before the answer
	conn   *dbus.Conn
	markup bool // the service takes the text for markup
	links  map[uint32]string
}

// Show shows a notification that leads to link when it is pressed. An error says why nobody saw it.
func (n *Notifier) Show(ctx context.Context, title, text, link string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.connect(ctx); err != nil {
		return err
	}
	if n.markup {
		text = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
	}
	hints := map[string]dbus.Variant{"desktop-entry": dbus.MakeVariant(n.Entry)}
	var id uint32
	err := n.conn.Object(service, object).CallWithContext(ctx, service+".Notify", 0,
		n.Program, uint32(0), n.Entry, title, text, []string{pressed, ""}, hints, int32(-1)).Store(&id)
	if err != nil {
		n.leave()
		return fmt.Errorf("show a notification: %w", err)
	}
	n.links[id] = link
	return nil
}

// Close leaves the bus; what is shown stays, and leads nowhere any more.
func (n *Notifier) Close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.leave()
}

// connect connects unless it is done. Nothing is started for want of a bus. The caller holds mu.
func (n *Notifier) connect(ctx context.Context) error {
	if n.conn != nil && n.conn.Connected() {
		return nil
	}
	n.leave()
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return fmt.Errorf("reach the session bus: %w", err)
	}
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })() // one that says nothing is waited for no longer
	n.conn = conn
	if err := n.greet(ctx); err != nil {
		n.leave()
		return fmt.Errorf("reach the session bus: %w", err)
	}
	heard := make(chan *dbus.Signal, 16)
	conn.Signal(heard)
	go n.hear(heard)
	n.links = map[uint32]string{}
	return nil
}

// greet signs in at the bus and asks what the service can show.
func (n *Notifier) greet(ctx context.Context) error {
	if err := n.conn.Auth(nil); err != nil {
		return err
	}
	if err := n.conn.Hello(); err != nil {
		return err
	}
	if err := n.conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(service), dbus.WithMatchObjectPath(object)); err != nil {
		return err
	}
	var can []string
	if err := n.conn.Object(service, object).CallWithContext(ctx, service+".GetCapabilities", 0).Store(&can); err != nil {
		return err
	}
	n.markup = slices.Contains(can, "body-markup")
	return nil
}

// leave forgets the connection. The caller holds mu.
func (n *Notifier) leave() {
	if n.conn != nil {
		_ = n.conn.Close()
		n.conn = nil
	}
}

// hear follows what becomes of what is shown, until the connection ends.
func (n *Notifier) hear(heard <-chan *dbus.Signal) {
	for s := range heard {
		if s == nil || len(s.Body) < 2 {
			continue
		}
		id, _ := s.Body[0].(uint32)
		switch s.Name {
		case service + ".ActionInvoked":
			if link, ours := n.take(id); ours && s.Body[1] == pressed {
				n.Pressed(link)
			}
		case service + ".NotificationClosed":
			n.take(id)
		}
	}
}

// take forgets a notification and says where it leads; others' are none of ours.
func (n *Notifier) take(id uint32) (link string, ours bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	link, ours = n.links[id]
	delete(n.links, id)
	return link, ours
}
