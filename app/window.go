package app

import (
	"os/exec"
	"runtime"
	"sync/atomic"

	"tenantry/app/contract"
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
	// StartDemo starts the demo in a window of its own.
	StartDemo() error
	// StartAnew starts this program once more with the same arguments, tells it h, gives it input to read, and ends this
	// window in order. On an error the window stays.
	StartAnew(h Handover, input string) error
}

// window is the shell, if there is one.
type window struct {
	Shell
	revision func() uint64 // the catalog's
	count    atomic.Uint64 // of events
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
func (w *window) startAnew(h Handover, input string) error {
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
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", url)
	case "darwin":
		cmd = exec.Command("open", url)
	default:
		cmd = exec.Command("xdg-open", url)
	}
	if err := cmd.Start(); err != nil {
		return fault.Wrap(fault.Invalid, err, "program_no_browser").With(fault.CorrectInput)
	}
	go func() { _ = cmd.Wait() }()
	return nil
}

// A lock is an end of the process and a start of another one that opens nothing: only a new process has really
// forgotten the keys and the customers. An unlock is the same the other way round.

// Handover is what a window tells the one that it starts in its place, in the environment under [HandoverName]. A
// passphrase is never in it. Empty: nobody started the window in its place.
type Handover string

// HandoverName is the variable of the environment.
const HandoverName = "TENANTRY_HANDOVER"

const (
	Locked           Handover = "locked"            // open nothing until a person says so
	LockedPassphrase Handover = "locked-passphrase" // the same, and that takes a passphrase
	Unlocked         Handover = "unlocked"          // the passphrase stands in standard input, if there is one
)

// CodeLocked is the code of the fault that says that the window is locked and a press unlocks it. One that takes a
// passphrase has the vault's code.
const CodeLocked = "locked"

// Fault is why a window that was started locked opens nothing; nil: it was not.
func (h Handover) Fault() error {
	switch h {
	case Locked:
		return fault.New(fault.Denied, "program_locked").WithCode(CodeLocked, "")
	case LockedPassphrase:
		return stores.NeedsPassphrase()
	}
	return nil
}

// Lock is the window's lock, and the passphrase that opens it.
type Lock struct {
	gate    *gate
	profile profile
	window  *window
	vault   interface {
		HasPassphrase() (bool, error)
		SetPassphrase(words string) error
	}
	renew func() error // changes the keys
}

// Waits says what the window waits for before it opens the profile: contract.LockPress or LockPassphrase, empty if it is not locked.
// It answers at once.
func (l *Lock) Waits() string {
	if stores.WantsPassphrase(l.gate.failed) {
		return contract.LockPassphrase
	}
	if f, ok := fault.As(l.gate.failed); ok && f.Code == CodeLocked {
		return contract.LockPress
	}
	return ""
}

// Close starts a locked window and ends this one. The error says why that can't be; the window stays then.
func (l *Lock) Close() error {
	has, err := l.HasPassphrase()
	if err != nil {
		return err
	}
	if has {
		return l.window.startAnew(LockedPassphrase, "")
	}
	return l.window.startAnew(Locked, "")
}

// Open starts a window that opens the profile and ends this one, which is locked. A wrong passphrase is a fault of kind
// Denied, another process in the profile one of which InUse holds; the window stays then. Where nothing is locked it does
// nothing.
func (l *Lock) Open(passphrase string) error {
	waits := l.Waits()
	if waits == "" {
		return nil
	}
	if err := l.profile.Try(passphrase, waits == contract.LockPassphrase); err != nil {
		return err
	}
	return l.window.startAnew(Unlocked, passphrase)
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
