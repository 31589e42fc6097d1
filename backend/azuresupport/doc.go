// Package azuresupport speaks Azure Support REST in a customer's Azure subscriptions: which
// subscriptions there are, the catalogue of services and problems, tickets and the messages on them
// (api/facts.md 2.10). It owns the wire shapes, the polling of what Azure does later, and the
// classification of its errors, above all whether a write whose answer is missing may have been done.
//
// Tickets and messages are created by PUT under names that the caller chooses, so that one sent twice
// is there once, and can be looked for by its name.
//
// It knows no token, no request ids and no retry of whole requests (transport has them), no disk and
// no outbox. The composition root makes a Client; the outbox's senders and the request views call it.
package azuresupport
