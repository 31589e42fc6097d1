package contract

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
