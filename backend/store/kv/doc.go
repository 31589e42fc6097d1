// Package kv owns the shape of what is kept: the keys, the encoding, and how one customer is laid out
// over several values. It builds both stores on the five methods of [DB], so that memory and disk
// differ in the medium only.
//
// # Keys
//
// One letter says what follows; id is the tenant's GUID as 16 bytes, so no id is the prefix of another.
//
//	s id       the customer's summary, with the age and problem of every part
//	c id part  one part's value: 1 details, 2 health, 3 subscriptions, 4 delegations, 5 requests, 6 links, 7 azure
//	m id       the user's marks on a customer (journal)
//	o ref      something outgoing, by its local id (journal)
//	e number   some of the log of changes, in the order in which they were noticed (journal)
//	t number   some of the log of what customers were told, in the order in which they were (journal)
//	w time no  what was noticed with a change of a customer, until the log of changes has it (cache)
//	b name     a setting, or another value of no customer
//	l page     what the summaries of a 64th of the customers say, a second time (cache)
//	n, z       how many customers there are, twice (cache)
//	v          the schema
//	d          there when the journal may have lost something, or is older than it should be
//
// Summaries lie side by side, so a start reads them in one sweep and no report between them. Ages and
// problems live in the summary, because they change at every refresh while values seldom do: a
// refresh that finds nothing new rewrites one small value.
//
// # Values
//
// One version byte, then CBOR in core deterministic encoding: equal values are equal bytes, which is
// how an unchanged value is noticed.
//
// # Seals
//
// A database whose files others may write is put under [Seal]: each value is compressed, and sealed under its key. Then
// nothing can be changed, made up or moved; that something is missing shows by the number of customers and by what a
// summary says of its parts.
//
// kv knows store, partner, seal, fault and message. Who calls it: badgerstore, logstore and memstore.
package kv
