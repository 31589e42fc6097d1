package app

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/announce"
	"tenantry/backend/deeplink"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// announcer tells the user of a window of alerts that are new: in the window while somebody looks at it, else by a
// notification of the system. Each is told once, or not at all if the program ends before.
type announcer struct {
	window   *window
	settings *Settings
	leads    func(deeplink.Link) (contract.Linked, error)
	getenv   func(string) string // says the language where none was chosen
	run      func(func(context.Context))
	hook     func([]partner.Alert) // keeps what is announced for the user's webhook, whatever the window says
	log      *slog.Logger

	mu      sync.Mutex
	watched bool            // the page says that somebody looks at it
	unsaid  []partner.Alert // what the page is to say, the most urgent first of each time
}

// restraint keeps what is new back while a sync may not have read but one customer of fifty that an outage hits.
type restraint struct {
	settled func() bool // no sync is under way
	since   time.Time   // something new waits; zero: nothing does
}

// holdsFor is how long what is new waits at most for the end of a sync.
const holdsFor = time.Minute

// holds says that what is new, if anything is, is not announced yet.
func (r *restraint) holds(now time.Time, anything func() bool) bool {
	if r.settled() || !r.since.IsZero() && now.Sub(r.since) >= holdsFor {
		r.since = time.Time{}
		return false
	}
	if r.since.IsZero() && anything() {
		r.since = now
	}
	return true
}

// notifyWithin is how long the system may take to show a notification.
const notifyWithin = 10 * time.Second

// tell tells of alerts, without waiting for it: whoever found them has to go on.
func (n *announcer) tell(of []partner.Alert) {
	for _, a := range of { // by their ids, which name nobody
		n.log.Info("alert", "id", a.ID, "severity", a.Level.String(), "why", a.Why)
	}
	n.hook(of)
	p, err := n.settings.Load()
	switch {
	case err != nil:
		n.log.Warn("announce alerts", "error", err) // nobody knows whether they may be named
		n.say(of)
	case p.Announces.Off:
	case n.looks():
		n.say(of)
	default:
		n.run(func(ctx context.Context) {
			ctx, cancel := context.WithTimeout(ctx, notifyWithin)
			defer cancel()
			if err := n.notify(ctx, of, p); err != nil {
				n.log.Warn("show a notification", "error", err)
				n.say(of)
			}
		})
	}
}

// looks says whether somebody looks at the window.
func (n *announcer) looks() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.watched && !n.window.Hidden()
}

// notify has the system show one notification of alerts, in the language of the window.
func (n *announcer) notify(ctx context.Context, of []partner.Alert, p contract.Preferences) error {
	language := n.language(p)
	note := announce.Of(of, p.Announces.Nameless)
	lines := contract.Each(note.Lines, func(m message.Message) string { return m.In(language) })
	return n.window.Notify(ctx, note.Title.In(language), strings.Join(lines, "\n"), note.Link.String())
}

// language is that of the window.
func (n *announcer) language(p contract.Preferences) message.Language {
	if l, ok := message.ParseLanguage(p.Language); ok {
		return l
	}
	return message.LanguageOf(n.getenv)
}

// say has the window say it.
func (n *announcer) say(of []partner.Alert) {
	n.mu.Lock()
	n.unsaid = append(n.unsaid, of...)
	n.mu.Unlock()
	n.window.emit(contract.EventAnnounced)
}

// take is what the window is to say, once.
func (n *announcer) take() contract.Announced {
	n.mu.Lock()
	of := n.unsaid
	n.unsaid = nil
	n.mu.Unlock()
	if len(of) == 0 {
		return contract.AnnouncedOf(0, announce.Note{}, contract.Linked{})
	}
	note := announce.Of(of, false)
	linked, err := n.leads(note.Link)
	if err != nil { // it is gone again: the list says so
		linked = contract.Linked{View: deeplink.Today}
	}
	return contract.AnnouncedOf(len(of), note, linked)
}

// Announced answers with what the window is to say of alerts that are new, once.
func (a *Alerts) Announced() (contract.Announced, error) {
	if err := a.gate.await(); err != nil {
		return contract.Announced{}, err
	}
	return a.announcer.take(), nil
}

// Watch says whether somebody looks at the window: what is new is said in it then.
func (a *Alerts) Watch(watched bool) error {
	if err := a.gate.await(); err != nil {
		return err
	}
	a.announcer.mu.Lock()
	a.announcer.watched = watched
	a.announcer.mu.Unlock()
	return nil
}
