// Package graph reads Microsoft Graph for one partner: the lists of customers in the partner's own
// tenant, and one customer at a time in the customer's tenant. It owns the wire shapes, paging,
// batching, the classification of Graph's errors, and the names that Graph gives only as ids (roles,
// products). What is HTML on the wire leaves here sanitised.
//
// It knows no token and no retry of whole requests (transport has them), no disk and no screen. The
// composition root makes a Client; the syncer and the health commands call it.
//
// Where Microsoft's answers are odd, wire says how they are read. Facts: api/facts.md 1.
package graph
