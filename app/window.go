package app

import (
	"os/exec"
	"runtime"
	"sync/atomic"

	"tenantry/app/contract"
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
