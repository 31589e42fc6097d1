// Package partnercenter is the simulated Partner Center: customers with their profiles, purchases and links,
// and service requests with notes (api/facts.md 2).
//
// It must not know how a token was got, how a request was filed, nor what changed the customers. Only
// simcloud calls it.
package partnercenter
