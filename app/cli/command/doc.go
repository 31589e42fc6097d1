// Package command owns what all commands share: how one is made and checks its words, how it reaches the
// profile and finds the customer that is meant, how it fails, and the exit codes of the contract.
//
// It must not know any one command, nor how a profile is opened: app/cli gives each command line a [Line].
//
// Who calls it: app/cli and the rooms of its commands.
package command
