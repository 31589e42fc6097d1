// Package hook is what the two faces ask of the webhook to which alerts are announced: where it leads, what waits for it, a test. It knows
// no App: what it needs of one stands in Options. What is sent, and when again, is backend/webhook's.
package hook
