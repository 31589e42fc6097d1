package store

import (
	"iter"

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
	// same as the one kept is not written again. It returns how many values were written.
	Save(c partner.Customer) (written int, err error)
	// Drop wipes the customer. Dropping twice is no error.
	Drop() error
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
