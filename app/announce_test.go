package app

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/simcloud"
	"tenantry/backend/syncer"
)

// notified is a window that notes what the system was to show.
type notified struct {
	told
	mu     sync.Mutex
	shown  []string
	hidden bool
	fails  bool
}

func (w *notified) Notify(_ context.Context, title, text, link string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.fails {
		return errors.New("there is no desktop")
	}
	w.shown = append(w.shown, title+"|"+text+"|"+link)
	return nil
}

func (w *notified) Hidden() bool { return w.hidden }

// rest is what the system was to show since.
func (w *notified) rest() []string {
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.shown
	w.shown = nil
	return out
}

// announced has all that is known judged, and gives what the window is to say.
func announced(t *testing.T, a *App) contract.Announced {
	t.Helper()
	if _, err := a.Alerts.List(true); err != nil {
		t.Fatal(err)
	}
	synctest.Wait()
	said, err := a.Alerts.Announced()
	if err != nil {
		t.Fatal(err)
	}
	return said
}

// newsroom is a program whose alerts of before were told, and a cloud at which an outage begins when it is said.
func newsroom(t *testing.T, o *office) (a *App, w *notified, outage func(id string)) {
	t.Helper()
	w = &notified{}
	o.shell = w
	a, _ = o.synced(t)
	announced(t, a)
	w.rest()
	return a, w, func(id string) {
		t.Helper()
		if err := o.sim.Do(simcloud.Event{Kind: "outage-starts", Service: "Exchange", Issue: id, Customers: 8, Title: "Mail is gone", Status: "serviceInterruption"}); err != nil {
			t.Fatal(err)
		}
		if _, err := a.SyncNow(t.Context(), "", true, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// An outage over several customers is one notification, however often it is read and whether the program ends meanwhile;
// where nobody looks at the window the window says nothing.
func TestANewAlertIsAnnouncedOnce(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, w, outage := newsroom(t, o)
		outage("EX900")
		said := announced(t, a)
		if got := w.rest(); len(got) != 1 || got[0] != "New alert|EX900: Mail is gone (8 customers)|tenantry:incident/EX900" || said.New != 0 {
			t.Errorf("%q, and in the window %+v", got, said)
		}
		for range 3 {
			if _, err := a.SyncNow(t.Context(), "", true, nil); err != nil {
				t.Fatal(err)
			}
			announced(t, a)
		}
		stop(t, a)
		a = o.start(t)
		defer stop(t, a)
		if said := announced(t, a); said.New != 0 || len(w.rest()) != 0 {
			t.Errorf("after a start again: %+v", said)
		}
	})
}

// Who looks at the window is told in it, once, and led to what it is about; what no desktop shows is said there, too.
func TestWhatIsNewIsSaidInAWindowThatIsLookedAt(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, w, outage := newsroom(t, o)
		defer stop(t, a)
		for id, where := range map[string]struct{ watched, hidden, fails, window bool }{
			"EX901": {watched: true, window: true}, "EX902": {watched: true, hidden: true}, "EX903": {}, "EX904": {fails: true, window: true},
		} {
			if err := a.Alerts.Watch(where.watched); err != nil {
				t.Fatal(err)
			}
			w.hidden, w.fails = where.hidden, where.fails
			w.since()
			outage(id)
			said := announced(t, a)
			hinted := 0
			for _, e := range w.since() {
				if e == contract.EventAnnounced {
					hinted++
				}
			}
			shown := len(w.rest())
			if in := said.New == 1 && hinted == 1; in != where.window || in == (shown == 1) || shown > 1 {
				t.Errorf("%s %+v: %d shown, %d hints, %+v", id, where, shown, hinted, said)
			}
			if where.window && (said.Linked != contract.Linked{View: "incidents", Incident: id} || len(said.Lines) != 1 || said.Lines[0].Text != id+": Mail is gone (8 customers)") {
				t.Errorf("%+v", said)
			}
			if again := announced(t, a); again.New != 0 {
				t.Errorf("again %+v", again)
			}
		}
	})
}

// The notification speaks the window's language, names nobody where nobody is to be named, and does not come where it is
// not wanted; what came meanwhile does not come later.
func TestANotificationIsAsItIsPreferred(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, w, outage := newsroom(t, o)
		defer stop(t, a)
		prefer := func(p contract.Preferences) {
			t.Helper()
			if err := a.Settings.Save(p, []string{"announces", "language", "alerts"}); err != nil {
				t.Fatal(err)
			}
		}
		prefer(contract.Preferences{Announces: contract.Announcing{Off: true}})
		outage("EX905")
		if said := announced(t, a); said.New != 0 || len(w.rest()) != 0 {
			t.Errorf("off: %+v", said)
		}
		prefer(contract.Preferences{Language: "fr", Announces: contract.Announcing{Nameless: true}})
		outage("EX906")
		announced(t, a)
		if got := w.rest(); len(got) != 1 || got[0] != "Nouvelle alerte|EX906\u00a0: Mail is gone (8 clients)|tenantry:incident/EX906" {
			t.Errorf("%q", got)
		}
		prefer(contract.Preferences{Alerts: contract.AlertRules{NeverServices: []string{"Exchange Online"}}})
		outage("EX907")
		if said := announced(t, a); said.New != 0 || len(w.rest()) != 0 {
			t.Errorf("silenced: %+v", said)
		}
	})
}

// inLine answers one request at a time, as a slow line does.
type inLine struct {
	next http.RoundTripper
	turn chan struct{}
}

func (l inLine) RoundTrip(r *http.Request) (*http.Response, error) {
	l.turn <- struct{}{}
	defer func() { <-l.turn }()
	time.Sleep(300 * time.Millisecond)
	return l.next.RoundTrip(r)
}

// A sync learns of an outage's customers one after another; who is told of it hears how many there are, not that there is
// one.
func TestAnOutageIsAnnouncedWithAllWhomTheSyncFoundIt(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		o.cloud.Transport = inLine{o.cloud.Transport, make(chan struct{}, 1)}
		a, w, outage := newsroom(t, o)
		defer stop(t, a)
		outage("EX910")
		if got := w.rest(); len(got) != 1 || got[0] != "New alert|EX910: Mail is gone (8 customers)|tenantry:incident/EX910" {
			t.Errorf("%q", got)
		}
	})
}

// A sync that does not end soon keeps what is new back for a minute.
func TestALongSyncDoesNotKeepAnOutageBack(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, w, outage := newsroom(t, o)
		defer stop(t, a)
		_, end := a.Sync.state.begin(t.Context(), true, nil)
		defer end(syncer.Report{}, nil)
		outage("EX911")
		for _, x := range []struct {
			after time.Duration
			told  int
		}{{0, 0}, {holdsFor - time.Second, 0}, {time.Second, 1}, {holdsFor, 0}} {
			time.Sleep(x.after)
			announced(t, a)
			if got := w.rest(); len(got) != x.told {
				t.Errorf("%v later: %q", x.after, got)
			}
		}
	})
}
