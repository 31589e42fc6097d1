// Package facts finds customers by what is known of them besides their names and domains: numbers of requests,
// ids of incidents and subscriptions, references, phone numbers, contacts, addresses, what the user wrote.
//
// An [Index] answers two questions. [Index.Known]: whose are the identifiers in a text, which may be a whole mail?
// Each counts only as a whole. [Index.Find]: who has all the words of a text, whole or their beginnings, among the
// facts? [Index.Match] says of a customer that was found which fact it was, and which letters of it.
//
// The way through: words.go says by which words a fact is found, key.go packs a word into a number so that words
// with one beginning lie together, query.go reads what was typed, index.go keeps and carries over, find.go asks,
// match.go explains. country.go is where a phone number's country code ends.
//
// facts knows partner's facts in numbered slots and the room fold; no names, no ranks among names, no orders. An
// index never changes; asking takes no lock and does no I/O. catalog calls it.
package facts
