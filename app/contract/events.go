package contract

// Event names something that changed. Events are hints to read again, never the data; the only
// payload is a number that grows.
type Event string

// The events.
const (
	EventCustomers Event = "customers" // payload: the catalog's revision
	EventSync      Event = "sync"
	EventSession   Event = "session"
	EventOutbox    Event = "outbox"   // what is outgoing, or what a new request can choose from
	EventLeaving   Event = "leaving"  // the window ends once the page says that it kept what rests
	EventStaying   Event = "staying"  // a person closed the window, and it stays out of sight: the page says so and hides it
	EventKeychain  Event = "keychain" // the keychain lets a call of this window wait
)

// Events lists them.
func Events() []Event {
	return []Event{EventCustomers, EventSync, EventSession, EventOutbox, EventLeaving, EventStaying, EventKeychain}
}
