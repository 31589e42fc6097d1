package contract

// Event names something that changed. Events are hints to read again, never the data; the only
// payload is a number that grows.
type Event string

// The events.
const (
	EventCustomers Event = "customers" // payload: the catalog's revision
	EventSync      Event = "sync"
	EventSession   Event = "session"
	EventOutbox    Event = "outbox"    // what is outgoing, or what a new request can choose from
	EventChanges   Event = "changes"   // something is new in the log of changes, or was seen
	EventAlerts    Event = "alerts"    // one is new, is over, was acted on or says something else
	EventTold      Event = "told"      // it was kept that customers were told of an incident, or that was taken back
	EventLeaving   Event = "leaving"   // the window ends once the page says that it kept what rests
	EventStaying   Event = "staying"   // a person closed the window, and it stays out of sight: the page says so and hides it
	EventKeychain  Event = "keychain"  // the keychain lets a call of this window wait
	EventLinked    Event = "linked"    // a tenantry: link came for this window
	EventAnnounced Event = "announced" // alerts are new, and the window is to say so
)

// Events lists them.
func Events() []Event {
	return []Event{EventCustomers, EventSync, EventSession, EventOutbox, EventAlerts, EventChanges, EventTold, EventLeaving, EventStaying, EventKeychain, EventLinked, EventAnnounced}
}

// Linked is where a tenantry: link leads in the window.
type Linked struct {
	View      string `json:"view"`      // as the page calls it; empty: there is no link
	TenantID  string `json:"tenantId"`  // of a customer's view
	Incident  string `json:"incident"`  // which one is shown among the incidents
	RequestID string `json:"requestId"` // which one is shown among the customer's requests
}
