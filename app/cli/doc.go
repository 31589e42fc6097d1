// Package cli is the command line: it parses, calls the same structs as the window, and prints. Its
// contract (names, JSON fields, exit codes) is relied on by other programs; golden tests hold it.
//
// A noun is a folder (customers, health, requests, session, sync, simulate, doctor); each command there says
// in an options struct what it needs. command is what they share, term is how they speak. What is left here
// composes them: the tree, the environment, the profile, failures, and the window.
//
// People are spoken to in English or French: every sentence is a key of backend/message (cli.json), said in
// the language of the one who asks (language.go), also where another process answers. JSON and CSV are the
// same in every language.
//
// Every command line gets what it needs from its Env; nothing is global, so that the window's process can
// run a command line on behalf of another process (see app/control).
//
// Who calls it: main.
package cli
