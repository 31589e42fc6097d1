// Package requests is the rules of service requests: which ones there are and in which order a user works
// through them, what one consists of, what may be chosen for a new one, what keeps it from going out, the
// text that goes out, and what becomes of it when a person files it.
//
// Each part is a small struct that holds what it needs and no more; [New] makes them of [Options], where the
// needs of all are seen: the customers in memory, the cache, the outbox, the journal's settings, who is
// signed in, and a way to Microsoft for what must be read anew. It answers in domain values.
//
// It must not know a JSON shape, a window, or which cloud answers: that is app's. Who calls it: app.
package requests
