// Package simcloud is a simulated Microsoft cloud for one partner: sign-in, Microsoft Graph, Partner
// Center and Azure Support, as api/facts.md documents them, over loopback or in memory; and the support
// page on which people file the requests that no programming interface takes.
//
// It composes rooms with walls. What is true is world's, what changed since is present's; login, graph,
// partnercenter, azure and support each say one service's words; control disturbs them and tells what
// happened; token, httpd and page are what several of them stand on. Here are the ways in (sockets, memory),
// the addresses, and the order in which a request is waited for, lost, answered and counted.
//
// It must not know anything of the program that talks to it: a shared struct would make client and fake
// wrong together. Nothing below this directory imports anything of ours outside it. Production code reaches
// it through the demo and the command simulate only.
package simcloud
