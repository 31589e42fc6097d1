package store

import (
	"iter"
	"time"

	"tenantry/backend/partner"
)

// Cache keeps what the cloud said. Everything in it can be had again.
type Cache interface {
	// Context is the handle to one customer's values; making one touches no disk.
	Context(id partner.TenantID) Context
	// Count is how many customers there are.
	Count() (int, error)
	// Summaries yields the small value of every customer, in the order of their ids. It reads no
	// report. A value that can't be read ends the walk with a fault of kind Corrupt.
	Summaries() iter.Seq2[partner.Summary, error]
	// KeepList keeps what Summaries yields a second time, in a form that is read in a fraction of the time, and beside it
	// what a window shows before it has read them: any CBOR-encodable type. Both are gone for what a change of a customer
	// makes untrue, in the same transaction. Nobody can change a customer meanwhile.
	KeepList(picture any) error
	// Picture decodes what was kept beside the list into "into" (a pointer) and says whether there is one: not after a
	// change of any customer.
	Picture(into any) (bool, error)
	// Noticed hands over what was noticed with changes of customers ([Context.Save]), in the order in which it was, and
	// forgets it when take returns nil. A process that ended in between leaves it to the next one.
	Noticed(take func([]partner.Event) error) error
	// Values holds what belongs to no customer (whose customers these are, Azure's support catalogue, …).
	Values() Settings
	// Wipe removes everything.
	Wipe() error
	Close() error
}

// Context reads and writes one customer's values and no others.
type Context interface {
	// Load returns all that is kept; a fault of kind Missing when nothing is.
	Load() (partner.Customer, error)
	// Summary returns what lists need of it, likewise.
	Summary() (partner.Summary, error)
	// Save writes c (whose ID must be the context's) in one transaction. A part whose value is the
	// same as the one kept is not written again. It returns how many values of the customer were written. What is
	// noticed with it is kept in the same transaction, for [Cache.Noticed].
	Save(c partner.Customer, noticed ...partner.Event) (written int, err error)
	// Drop wipes the customer, but not what is noticed with it. Dropping twice is no error.
	Drop(noticed ...partner.Event) error
}

// Unmissed begins the names of a cache's values that whoever reads them does without where they can't be read: they are
// not looked at when the cache is opened.
const Unmissed = "access"

// Settings is a small map from name to value; values are any CBOR-encodable type.
type Settings interface {
	// Get decodes the value of key into "into" (a pointer) and says whether there was one.
	Get(key string, into any) (bool, error)
	Put(key string, value any) error
	Delete(key string) error
}

// Journal keeps what the user wrote: marks, drafts and the outbox, preferences, and the sign-in. Writes are on disk when
// the call returns. Code never deletes it.
type Journal interface {
	// Marks yields every customer that has marks.
	Marks() iter.Seq2[partner.TenantID, partner.Marks]
	// SetMarks replaces customers' marks, all or none of them; empty marks remove the entry.
	SetMarks(map[partner.TenantID]partner.Marks) error
	// Outbox holds what the user wrote for Microsoft: drafts, what is on its way, what arrived.
	Outbox() Outbox
	// Events is the log of what changed at the customers.
	Events() Events
	// Alerts holds the lives of alerts.
	Alerts() Alerts
	// Told is the log of what customers were told of incidents.
	Told() Told
	// Settings holds preferences, templates and the sealed sign-in.
	Settings() Settings
	Close() error
}

// Outbox keeps what is outgoing, by local id. What it returns from Put is on disk.
type Outbox interface {
	// All yields everything, in the order of the local ids. One that can't be read is yielded as its id
	// alone with a fault of kind Corrupt that names it, and the walk goes on: the others are still good.
	// An error without an id ends the walk.
	All() iter.Seq2[partner.Outgoing, error]
	// Put adds o or replaces what is kept under its id.
	Put(o partner.Outgoing) error
	// Delete removes what the user threw away. Deleting twice is no error.
	Delete(id string) error
}

// Events is the log of changes. What was added stays as it is.
type Events interface {
	// Add appends events, but for those that were added within the last [Remembered] events and are noticed again. It
	// returns those that it appended.
	Add(events []partner.Event) (added []partner.Event, err error)
	// Between yields what was noticed within a time, until excluded, the last one first; a zero time is no bound. If
	// customers are named, it yields theirs and what is of no one customer. What can't be read is left out, and yielded
	// as a fault of kind Corrupt at the end.
	Between(from, until time.Time, of ...partner.TenantID) iter.Seq2[partner.Event, error]
	// Clear removes all of it.
	Clear() error
}

// Alerts keeps the last life of each alert, by its id.
type Alerts interface {
	// All yields every one, in the order of the ids. One that can't be read is left out; an error ends the walk.
	All() iter.Seq2[partner.Alert, error]
	// Change adds alerts or replaces what is kept under their ids, and forgets others: all of it or nothing.
	Change(put []partner.Alert, forget []string) error
}

// Remembered is how many events back a change is known to have been noticed already.
const Remembered = 50_000

// MostEvents bounds the log: what is beyond goes, the oldest first, some thousands at a time. It is two and a half years
// of a desk of 10,000 customers, and some 22 MB.
const MostEvents = 500_000

// Told is the log of what customers were told. What was added stays as it is; a telling is taken back by another one.
type Told interface {
	// Add appends tellings, all or none.
	Add(tellings []partner.Telling) error
	// All yields them in the order in which they were added. What can't be read is left out, and yielded as a fault of
	// kind Corrupt at the end.
	All() iter.Seq2[partner.Telling, error]
	// Clear removes all of it.
	Clear() error
}
