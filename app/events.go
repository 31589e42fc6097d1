package app

// Event names something that changed. Events are hints to read again, never the data; the only
// payload is a number that grows.
type Event string

// The events.
const (
	EventCustomers Event = "customers" // payload: the catalog's revision
	EventSync      Event = "sync"
	EventSession   Event = "session"
	EventOutbox    Event = "outbox" // what is outgoing, or what a new request can choose from
)

// AllEvents is what the binding generator needs to make them an enum in TypeScript.
var AllEvents = []struct {
	Value  Event
	TSName string
}{{EventCustomers, "customers"}, {EventSync, "sync"}, {EventSession, "session"}, {EventOutbox, "outbox"}}

// Shell is what the backend needs of a window. The command line has none.
type Shell interface {
	// Emit tells the window that something changed.
	Emit(e Event, n uint64)
	// OpenURL opens an address, already checked, in the user's browser.
	OpenURL(url string) error
	// OpenFile asks the user for a file to read; empty when the user thought better of it.
	OpenFile(title, pattern string) (string, error)
	// StartDemo starts the demo in a window of its own.
	StartDemo() error
}
