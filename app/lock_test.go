package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tenantry/app/contract"
	"tenantry/app/handover"
	"tenantry/backend/fault"
	"tenantry/backend/secret"
	"tenantry/backend/store/profilelock"
)

const phrase = "sieben Äpfel im Fass"

// starter is a window that notes what is started in its place.
type starter struct {
	quiet
	started []handover.Handover
	input   []string
	fails   error
	left    int
	hidden  bool
}

func (s *starter) Leave() { s.left++ }

func (s *starter) Hidden() bool                                       { return s.hidden }
func (*starter) Notify(context.Context, string, string, string) error { return nil }

func (s *starter) StartAnew(h handover.Handover, input string) error {
	s.started, s.input = append(s.started, h), append(s.input, input)
	return s.fails
}

// codeOf is an error's code.
func codeOf(err error) string {
	f, _ := fault.As(err)
	if f == nil {
		return ""
	}
	return f.Code
}

// made gives the options of a profile that is made, under a passphrase if there is one, and closed.
func made(t *testing.T, s *starter, passphrase string) Options {
	t.Helper()
	o := Options{Home: filepath.Join(t.TempDir(), "home"), Secrets: secret.File, Shell: s}
	a, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Lock.SetPassphrase(passphrase); err != nil {
		t.Fatal(err)
	}
	if has, err := a.Lock.HasPassphrase(); has != (passphrase != "") || err != nil {
		t.Fatal(has, err)
	}
	if a.Lock.Waits() != "" || a.Lock.Open("whatever") != nil || len(s.started) != 0 {
		t.Error("an open program says that it is locked, or unlocks")
	}
	if err := a.Lock.Close(); err != nil {
		t.Fatal(err)
	}
	stop(t, a)
	return o
}

// The window that a lock starts is what the vault wants, and is told no secret.
func TestALockStartsAWindowThatOpensNothing(t *testing.T) {
	for passphrase, want := range map[string]struct {
		h     handover.Start
		waits string
	}{"": {handover.Locked, "press"}, phrase: {handover.LockedPassphrase, "passphrase"}} {
		s := &starter{}
		o := made(t, s, passphrase)
		if !slices.Equal(s.started, []handover.Handover{{Start: want.h}}) || s.input[0] != "" {
			t.Fatalf("%q was handed %q", s.started, s.input)
		}
		a := Failed(o, Closed(want.h))
		if got := a.Lock.Waits(); got != want.waits {
			t.Errorf("it waits for %q", got)
		}
		dir, _ := o.Dir()
		lock, err := profilelock.Take(dir)
		if err != nil {
			t.Errorf("a locked window holds the profile: %v", err)
		} else if err := lock.Release(); err != nil {
			t.Error(err)
		}
		_, list := a.Customers.List(contract.CustomerQuery{})
		_, overview := a.Customers.Overview()
		_, outbox := a.Outbox.List()
		for what, err := range map[string]error{"list": list, "overview": overview, "outbox": outbox, "lock": a.Lock.Close(),
			"passphrase": a.Lock.SetPassphrase(""), "settings": a.Settings.Save(contract.Preferences{}, nil), "sign out": a.Session.SignOut(true)} {
			if fault.KindOf(err) != fault.Denied {
				t.Errorf("%s: %v", what, err)
			}
		}
		stop(t, a)
	}
	if Closed("") != nil || Closed(handover.Unlocked) != nil {
		t.Error("nobody locked it")
	}
}

func TestAnUnlockHandsOverTheRightPassphraseOnly(t *testing.T) {
	s := &starter{}
	o := made(t, s, phrase)
	s.started, s.input = nil, nil
	a := Failed(o, Closed(handover.LockedPassphrase))
	for _, wrong := range []string{"", "sieben Apfel im Fass"} {
		if err := a.Lock.Open(wrong); codeOf(err) != secret.CodeWrongPassphrase || len(s.started) != 0 {
			t.Errorf("%q: %v, started %q", wrong, err, s.started)
		}
	}
	if err := a.Lock.Open(phrase); err != nil || !slices.Equal(s.started, []handover.Handover{{Start: handover.Unlocked}}) || s.input[0] != phrase {
		t.Errorf("%v, %q was handed %q", err, s.started, s.input)
	}
	// What it was handed opens the profile.
	asked := 0
	o.Passphrase = func(error) (string, error) { asked++; return s.input[0], nil }
	opened, err := Open(o)
	if err != nil || asked != 1 {
		t.Fatal(err, asked)
	}
	stop(t, opened)
}

func TestAnUnlockByAPressTakesNoPassphrase(t *testing.T) {
	s := &starter{}
	o := made(t, s, "")
	a := Failed(o, Closed(handover.Locked))
	if err := a.Lock.Open(""); err != nil || s.started[1].Start != handover.Unlocked || s.input[1] != "" {
		t.Errorf("%v, %q was handed %q", err, s.started, s.input)
	}
	s.fails = os.ErrPermission
	if err := a.Lock.Open(""); fault.KindOf(err) != fault.Internal {
		t.Errorf("nothing was started, and nobody says so: %v", err)
	}
	opened, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := opened.Lock.Close(); fault.KindOf(err) != fault.Internal {
		t.Errorf("nothing was started, and nobody says so: %v", err)
	}
	stop(t, opened)
}

// Where a start from the desktop found a passphrase there is the same screen.
func TestAProfileUnderAPassphraseOpensLocked(t *testing.T) {
	o := made(t, &starter{}, phrase)
	_, err := Open(o)
	a := Failed(o, err)
	if got := a.Lock.Waits(); got != "passphrase" {
		t.Errorf("it waits for %q: %v", got, err)
	}
}

// What could not be opened is tried again by a press, in a new process; nothing else can come of it.
func TestWhatCouldNotBeOpenedIsTriedAgain(t *testing.T) {
	s := &starter{}
	o := made(t, s, "")
	s.started = nil
	o.Before.Looks = handover.Looks{Language: "fr", Theme: "dark"}
	a := Failed(o, fault.New(fault.Corrupt, "store_journal", "folder", "x"))
	if got := a.Lock.Waits(); got != "retry" {
		t.Errorf("it waits for %q", got)
	}
	if err := a.Lock.Open(""); err != nil || !slices.Equal(s.started, []handover.Handover{{Start: handover.Unlocked, Looks: o.Before.Looks}}) {
		t.Errorf("%v, started %q", err, s.started)
	}
}

// A window that is shown beside the process that opens the profile opens nothing itself, whatever the page asks.
func TestAWindowThatWaitsForTheKeychainOpensNothing(t *testing.T) {
	s := &starter{}
	o := made(t, s, "")
	s.started = nil
	a := Failed(o, Closed(handover.Waiting))
	if got := a.Lock.Waits(); got != "keychain" {
		t.Errorf("it waits for %q", got)
	}
	if err := a.Lock.Open(""); err != nil || len(s.started) > 0 {
		t.Errorf("%v, started %q", err, s.started)
	}
	a.Lock.Leave()
	if s.left != 1 {
		t.Error("the page can't end it")
	}
}

// Nobody would find a locked window that is out of sight: it ends, and the next start asks for what a lock does.
func TestALockedWindowOutOfSightEnds(t *testing.T) {
	s := &starter{}
	o := made(t, s, phrase)
	s.started, s.hidden = nil, true
	o.Passphrase = func(error) (string, error) { return phrase, nil }
	a, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Lock.Close(); err != nil || s.left != 1 || len(s.started) != 0 {
		t.Errorf("%v, left %d times, started %q", err, s.left, s.started)
	}
	stop(t, a)
}

// The windows before and after a lock look alike, though the locked one reads no settings.
func TestAWindowHandsItsLooksOver(t *testing.T) {
	s := &starter{}
	o := made(t, s, "")
	opened, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := opened.Settings.Save(contract.Preferences{Language: "fr", Theme: "dark"}, nil); err != nil {
		t.Fatal(err)
	}
	s.started = nil
	if err := opened.Lock.Close(); err != nil {
		t.Fatal(err)
	}
	stop(t, opened)
	h := handover.Parse(s.started[0].String())
	o.Before.Looks = h.Looks
	locked := Failed(o, Closed(h.Start))
	if p, err := locked.Settings.Load(); err != nil || p.Language != "fr" || p.Theme != "dark" {
		t.Errorf("locked: %+v, %v", p, err)
	}
	if err := locked.Lock.Open(""); err != nil || s.started[1] != (handover.Handover{Start: handover.Unlocked, Looks: h.Looks}) {
		t.Errorf("%v, %q", err, s.started)
	}
}

// A copy of the vault's entry, from before there was a passphrase or from under another one, opens nothing that is
// written now.
func TestAnEntryOfBeforeThePassphraseOpensNothing(t *testing.T) {
	o := made(t, &starter{}, phrase)
	key := filepath.Join(o.Home, "profiles", "default", "keys", "default.key")
	before, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	open := func(words string) *App {
		o.Passphrase = func(error) (string, error) { return words, nil }
		a, err := Open(o)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	const other = "ein ganz anderer Satz"
	a := open(phrase)
	if err := a.Lock.SetPassphrase(other); err != nil {
		t.Fatal(err)
	}
	stop(t, a)
	stop(t, open(other))
	if err := os.WriteFile(key, before, 0o600); err != nil {
		t.Fatal(err)
	}
	o.Passphrase = func(error) (string, error) { return phrase, nil }
	if _, err := Open(o); fault.KindOf(err) != fault.Corrupt {
		t.Errorf("it opens with the entry of before: %v", err)
	}
}
