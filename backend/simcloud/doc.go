// Package simcloud is a simulated Microsoft cloud for one partner: sign-in, Microsoft Graph, Partner
// Center and Azure Support, as api/facts.md documents them, over loopback or in memory; and the support
// page on which people file the requests that no programming interface takes.
//
// It owns the protocols: paths, tokens, paging, limits, error bodies, and what events change while it
// runs. What is true of the customers is package world's. Of their data it keeps in memory, until it
// ends, what clients and people wrote: tickets and notes. Tokens carry their own state and are signed
// under a key made from the seed.
//
// It must not know anything of the program that talks to it: a shared struct would make client and fake
// wrong together. It imports nothing of ours. Production code reaches it through the demo and the
// command simulate only.
//
// An answer is a value ([answer]); sockets, memory and the members of a $batch carry it in their own way.
package simcloud
