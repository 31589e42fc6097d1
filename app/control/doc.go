// Package control lets a second process of the same profile ask the first one to run a command line,
// because only one process can hold the databases.
//
// The holder listens on a loopback port from the moment that it holds the profile until the moment before it lets
// go, and writes its address and a random secret into a file that only its owner can read. A conversation is one
// connection: both sides say a nonce, and what follows is sealed under keys of the secret and both nonces. So a
// foreign listener learns nothing and can't answer, a foreign caller can't ask, and nothing of one connection means
// anything in another. The holder sends a beat while it works; who hears none for [patience] knows that it is stopped.
//
// A call waits until the holder has opened the profile; one that a holder does not begin before it ends is told so, and
// can be run by another process. What a command line means is not known here.
//
// Who calls it: app/cli.
package control
