package app

import (
	"context"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"tenantry/app/contract"
	"tenantry/app/handover"
	"tenantry/app/stores"
	"tenantry/backend/fault"
)

// Shell is what the backend needs of a window. The command line has none.
type Shell interface {
	// Emit tells the window that something changed.
	Emit(e contract.Event, n uint64)
	// OpenURL opens an address, already checked, in the user's browser.
	OpenURL(url string) error
	// OpenFile asks the user for a file to read; empty when the user thought better of it.
	OpenFile(title, pattern string) (string, error)
	// SaveFile asks the user where to write a file that is called name if nothing else is said; empty as in OpenFile.
	SaveFile(name, pattern string) (string, error)
	// Notify has the system show a notification that is followed as link is when a person presses it. An error says that
	// nobody saw it.
	Notify(ctx context.Context, title, text, link string) error
	// ShowFile shows where a file lies, in the system's file manager.
	ShowFile(path string) error
	// StartDemo starts the demo in a window of its own.
	StartDemo() error
	// StartAnew starts this program once more with the same arguments, but for the profile that h names, tells it h, gives it
	// input to read, and ends this window in order. On an error the window stays.
	StartAnew(h handover.Handover, input string) error
	// Leave ends the window, whatever is preferred when it is closed.
	Leave()
	// Kept says that the page has kept what rested there, before the window ends.
	Kept()
	// Hide puts a window out of sight that stays; Hidden says whether it is.
	Hide()
	Hidden() bool
}

// window is the shell, if there is one.
type window struct {
	Shell
	revision func() uint64 // the catalog's
	count    atomic.Uint64 // of events
	links    links
}

// there says whether there is a window.
func (w *window) there() bool { return w.Shell != nil }

// emit tells the window, if there is one, that something changed.
func (w *window) emit(e contract.Event) {
	if !w.there() {
		return
	}
	n := w.count.Add(1)
	if e == contract.EventCustomers {
		n = w.revision()
	}
	w.Emit(e, n)
}

// tells makes the function that emits e.
func (w *window) tells(e contract.Event) func() { return func() { w.emit(e) } }

// show brings the window to the front; without one it is a fault of kind Missing.
func (w *window) show() error {
	if s, ok := w.Shell.(interface{ Show() }); ok {
		s.Show()
		return nil
	}
	return fault.New(fault.Missing, "program_no_window")
}

// startAnew starts a window in the place of this one.
func (w *window) startAnew(h handover.Handover, input string) error {
	if !w.there() {
		return fault.New(fault.Invalid, "program_no_own_window")
	}
	if err := w.StartAnew(h, input); err != nil {
		return fault.Wrap(fault.Internal, err, "program_no_new_window", "cause", err)
	}
	return nil
}

// OpenBrowser opens an address in the user's browser, for the command line.
func OpenBrowser(url string) error {
	if err := opened(map[string][]string{"windows": {"rundll32", "url.dll,FileProtocolHandler", url}, "darwin": {"open", url}}, url); err != nil {
		return fault.Wrap(fault.Invalid, err, "program_no_browser").With(fault.CorrectInput)
	}
	return nil
}

// ShowFile shows where a file lies, in the system's file manager.
func ShowFile(path string) error {
	if err := opened(map[string][]string{"windows": {"explorer", "/select,", path}, "darwin": {"open", "-R", path}}, filepath.Dir(path)); err != nil {
		return fault.Wrap(fault.Invalid, err, "file_unshown", "file", path)
	}
	return nil
}

// opened has the system open something: by the command of its own, or by the one that other systems have, of what.
func opened(by map[string][]string, what string) error {
	words, ok := by[runtime.GOOS]
	if !ok {
		words = []string{"xdg-open", what}
	}
	cmd := exec.Command(words[0], words[1:]...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }()
	return nil
}

// The codes of the faults of a window that opens nothing because it was told so: it is locked and a press unlocks it,
// another process waits for the keychain. One that takes a passphrase has the vault's code.
const (
	CodeLocked   = "locked"
	CodeKeychain = "keychain-waits"
)

// Closed is why a window that was started so opens nothing; nil: it opens the profile.
func Closed(s handover.Start) error {
	switch s {
	case handover.Locked:
		return fault.New(fault.Denied, "program_locked").WithCode(CodeLocked, "")
	case handover.LockedPassphrase:
		return stores.NeedsPassphrase()
	case handover.Waiting:
		return fault.New(fault.Denied, "program_keychain_waits").WithCode(CodeKeychain, "")
	}
	return nil
}

// Lock is the window's lock, and the passphrase that opens it; also what a window does that could not open its profile.
type Lock struct {
	gate     *gate
	profile  profile
	window   *window
	settings *Settings
	vault    interface {
		HasPassphrase() (bool, error)
		SetPassphrase(words string) error
	}
	renew func() error // changes the keys
}

// Waits says what the window waits for before the profile is opened: a word of contract's list, empty if it is open. It
// answers as soon as that is known.
func (l *Lock) Waits() string {
	failed := l.gate.broken()
	f, ok := fault.As(failed)
	switch {
	case failed == nil:
		return ""
	case stores.WantsPassphrase(failed):
		return contract.LockPassphrase
	case ok && f.Code == CodeLocked:
		return contract.LockPress
	case ok && f.Code == CodeKeychain:
		return contract.LockKeychain
	}
	return contract.LockRetry
}

// Close starts a locked window and ends this one. One that is out of sight ends without another: it would open nothing, and
// nobody would find it. The error says why that can't be; the window stays then.
func (l *Lock) Close() error {
	has, err := l.HasPassphrase()
	if err != nil {
		return err
	}
	if l.window.there() && l.window.Hidden() {
		l.window.Leave()
		return nil
	}
	if has {
		return l.startAnew(handover.LockedPassphrase, "")
	}
	return l.startAnew(handover.Locked, "")
}

// Open starts a window that opens the profile and ends this one, which has not. A wrong passphrase is a fault of kind
// Denied, another process in the profile one of which InUse holds; the window stays then. Where nothing waits for it, it
// does nothing.
func (l *Lock) Open(passphrase string) error {
	waits := l.Waits()
	if waits == "" || waits == contract.LockKeychain {
		return nil
	}
	if l.profile.Dir == "" { // it can't lie anywhere
		return l.gate.broken()
	}
	if err := l.profile.Try(passphrase, waits == contract.LockPassphrase); err != nil {
		return err
	}
	return l.startAnew(handover.Unlocked, passphrase)
}

// startAnew starts a window in the place of this one that looks as this one.
func (l *Lock) startAnew(s handover.Start, input string) error {
	return l.window.startAnew(handover.Handover{Start: s, Looks: l.settings.shown()}, input)
}

// Leave ends the window.
func (l *Lock) Leave() {
	if l.window.there() {
		l.window.Leave()
	}
}

// Kept says that the page has kept what rested there: the window that is about to end waits for it.
func (l *Lock) Kept() {
	if l.window.there() {
		l.window.Shell.Kept()
	}
}

// Hide puts the window out of sight that a person closed and that stays.
func (l *Lock) Hide() {
	if l.window.there() {
		l.window.Shell.Hide()
	}
}

// HasPassphrase says whether the profile's keys lie under a passphrase.
func (l *Lock) HasPassphrase() (bool, error) {
	if err := l.gate.await(); err != nil {
		return false, err
	}
	return l.vault.HasPassphrase()
}

// SetPassphrase puts the profile's keys under a passphrase, or under none if it is empty. The next opening asks for it.
// Under one the keys are changed, because a copy of the entry of before would open without it; should that fail, the
// passphrase holds all the same.
func (l *Lock) SetPassphrase(words string) error {
	if err := l.gate.await(); err != nil {
		return err
	}
	if err := l.vault.SetPassphrase(words); err != nil || words == "" {
		return err
	}
	return l.renew()
}
