// Package partnercenter speaks Partner Center's REST interface in the partner's own tenant: it reads
// customers, their subscriptions and portal links, and service requests, and puts notes on these. It
// owns the wire shapes, the continuation of lists, the classification of its three error bodies, and
// whether a note whose answer is missing may have been taken.
//
// It knows no token, no request ids but a note's own and no retry of whole requests (transport has
// them), no disk and no screen. The composition root makes a Client; the syncer, the request views and
// the outbox's senders call it. Facts: api/facts.md 2.
package partnercenter
