// Package azure is the simulated Azure Resource Manager, as far as support goes: subscriptions, and Azure
// Support with its catalogue, tickets, communications and the operations that writes are polled for
// (api/facts.md 2.10).
//
// It keeps its tickets in memory. It must not know how a token was got, nor what changed the customers.
// Simcloud composes it; control answers and closes tickets through it.
package azure
