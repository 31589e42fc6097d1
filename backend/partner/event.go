package partner

import (
	"slices"
	"time"
)

// Event is something that came to be otherwise at a customer, or with an incident: one entry of the log of changes. It
// never changes. What it is of is named by identifiers that last; names and texts are those of the day.
type Event struct {
	// ID is the same for the same change, however often it is noticed: a change that was written down and whose
	// customer was not kept, because the process ended in between, is noticed again.
	ID       uint64    `cbor:"1,keyasint,omitempty"`
	At       time.Time `cbor:"2,keyasint,omitzero"`  // when it was noticed; Microsoft's own times are in Since and Until
	TenantID TenantID  `cbor:"3,keyasint,omitempty"` // empty: it is of no one customer, as Microsoft's next word on an incident
	Name     string    `cbor:"4,keyasint,omitempty"` // the customer's
	Kind     EventKind `cbor:"5,keyasint,omitempty"`
	What     EventWhat `cbor:"6,keyasint,omitempty"`
	Subject  string    `cbor:"7,keyasint,omitempty"`  // id of what it is of: an incident, a request, a subscription; a domain's name; a role
	Title    string    `cbor:"8,keyasint,omitempty"`  // of the subject
	Service  string    `cbor:"9,keyasint,omitempty"`  // of an incident
	Aspect   string    `cbor:"10,keyasint,omitempty"` // which of the subject's sides changed: "status", "total", "date", …; empty: the subject as a whole
	Before   string    `cbor:"11,keyasint,omitempty"` // a state, a status, a count, a day (2006-01-02), a text, by the aspect; empty: there was none
	After    string    `cbor:"12,keyasint,omitempty"` // likewise
	// Since and Until are when it began and ended by Microsoft's word; zero: not told, or not over.
	Since time.Time `cbor:"13,keyasint,omitzero"`
	Until time.Time `cbor:"14,keyasint,omitzero"`
	// Advisory says of an incident that Microsoft calls it an advisory.
	Advisory bool `cbor:"15,keyasint,omitempty"`
	// Known says that it was so before anybody looked: it belongs to the first reading of a customer, and is no news.
	Known bool `cbor:"16,keyasint,omitempty"`
}

// EventKind is what an event is of. The numbers are kept on disk.
type EventKind byte

// The kinds.
const (
	EventHealth       EventKind = iota + 1 // the customer's health as a whole
	EventIncident                          // an issue, at a customer or at all
	EventRequest                           // a service request
	EventSubscription                      // a subscription
	EventDomain                            // a domain
	EventAddress                           // the postal address
	EventDelegation                        // a relationship
	EventAccess                            // whether the customer delegated administration
	EventCustomer                          // the customer itself
)

var eventKinds = [...]string{EventHealth: "health", EventIncident: "incident", EventRequest: "request", EventSubscription: "subscription",
	EventDomain: "domain", EventAddress: "address", EventDelegation: "delegation", EventAccess: "access", EventCustomer: "customer"}

// EventKinds lists them.
func EventKinds() (all []EventKind) {
	for k := range eventKinds {
		if k > 0 {
			all = append(all, EventKind(k))
		}
	}
	return all
}

// String is the kind's name in the command line's contract; empty: this version doesn't know it.
func (k EventKind) String() string { return wordIn(eventKinds[:], int(k)) }

// ParseEventKind reads a name as String writes it.
func ParseEventKind(name string) (EventKind, bool) {
	i := slices.Index(eventKinds[1:], name)
	return EventKind(i + 1), i >= 0
}

// EventWhat is what became of the subject. The numbers are kept on disk.
type EventWhat byte

// What may become of it.
const (
	WentWorse   EventWhat = iota + 1 // health
	WentBetter                       // health
	WentUnclear                      // health: nobody can say any more
	WasOpened                        // an incident, a request
	WasUpdated                       // an incident: Microsoft said something anew
	WasResolved                      // an incident
	Vanished                         // an incident: Microsoft tells of it no more
	WentBy                           // an incident that began and ended while nobody looked
	WasClosed                        // a request
	Changed                          // its status, count, end or name
	Appeared                         // it is there now
	Disappeared                      // it is there no more
	WasUnread                        // health: it was not read for longer than Microsoft tells of what is over
)

var eventWhats = [...]string{WentWorse: "worse", WentBetter: "better", WentUnclear: "unclear", WasOpened: "opened", WasUpdated: "updated",
	WasResolved: "resolved", Vanished: "vanished", WentBy: "passed", WasClosed: "closed", Changed: "changed", Appeared: "added", Disappeared: "removed", WasUnread: "unread"}

// EventWhats lists them.
func EventWhats() (all []EventWhat) {
	for w := range eventWhats {
		if w > 0 {
			all = append(all, EventWhat(w))
		}
	}
	return all
}

// String is the word in the command line's contract; empty: this version doesn't know it.
func (w EventWhat) String() string { return wordIn(eventWhats[:], int(w)) }

func wordIn(words []string, i int) string {
	if i < len(words) {
		return words[i]
	}
	return ""
}
