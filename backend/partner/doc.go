// Package partner is the domain: customers that delegated administration to a partner, their health,
// subscriptions, delegations and service requests, and what is known of each value and since when.
//
// It is pure: no I/O, no clock, no JSON of anybody's wire. Times are UTC. CBOR tags are the on-disk
// shape (see store): numbers are never reused for another meaning.
//
// It imports only fault. Everybody in the backend may import it.
package partner
