package app

import "tenantry/app/contract"

// Shell is what the backend needs of a window. The command line has none.
type Shell interface {
	// Emit tells the window that something changed.
	Emit(e contract.Event, n uint64)
	// OpenURL opens an address, already checked, in the user's browser.
	OpenURL(url string) error
	// OpenFile asks the user for a file to read; empty when the user thought better of it.
	OpenFile(title, pattern string) (string, error)
	// StartDemo starts the demo in a window of its own.
	StartDemo() error
}
