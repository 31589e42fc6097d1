// Package partnercenter reads Partner Center's REST interface in the partner's own tenant: customers,
// their subscriptions and portal links, and service requests. It owns the wire shapes, the continuation
// of lists, and the classification of its three error bodies.
//
// It knows no token, no request ids and no retry of whole requests (transport has them), no disk and no
// screen. The composition root makes a Client; the syncer calls it. Facts: api/facts.md 2.
package partnercenter
