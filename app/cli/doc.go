// Package cli is the command line: it parses, calls the same structs as the window, and prints. Its
// contract (names, JSON fields, exit codes) is relied on by other programs; golden tests hold it.
//
// A feature is a file. Every command gets what it needs from its Env; nothing is global, so that the
// window's process can run a command line on behalf of another process (see app/control).
//
// Who calls it: main.
package cli
