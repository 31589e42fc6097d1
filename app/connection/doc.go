// Package connection is who is signed in at which cloud: the settings of a sign-in, the clients that speak
// for it, and what the syncer and the outbox need of them. [Account] is the partner account as which the
// program works; a [Connection] is one sign-in of it, with everything that ends when that one ends.
//
// It is the only room that names graph, partnercenter, azuresupport, transport and msauth, and above backend the only one
// but contract that names cloud. It must not know an App, a window, a JSON shape or the rules of requests: what it needs of
// them it gets as functions, see [Options]. Who calls it: app.
package connection
