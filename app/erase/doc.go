// Package erase removes for good what the program keeps: every profile below a home, with its keys wherever they lie.
// It opens none of it, so that a passphrase or a damaged file is not in its way.
//
// Who calls it: app/cli, for who takes the program off a machine.
package erase
