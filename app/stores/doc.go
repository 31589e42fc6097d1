// Package stores opens what is kept of a profile and takes its keys away: the lock first, then the vault, the journal, the
// cache, in this order, so that a wrong key shows at the journal before a cache is set aside for it.
//
// A change of keys (Renew, a wipe of the cache) is made in steps, each of which may be the last before a kill; the next
// opening ends it. Who opens none of it, but wants to know whether it could, asks Place.Try.
//
// It knows the stores' engines and the vault. Who calls it: app.
package stores
