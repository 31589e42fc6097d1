// Package control lets a second process of the same profile ask the first one to run a command line,
// because only one process can hold the databases.
//
// The holder listens on a loopback port and writes its address and a random secret into a file that
// only its owner can read; whoever can read the file may speak. A conversation is one connection with
// framed streams: the command line and standard input one way, standard output, standard error and
// the exit code the other. What a command line means is not known here.
//
// Who calls it: app/cli and main.
package control
