// Package faultdisk is a folder on a disk in memory that forgets, as a real one does when the power fails, what was
// not synced: all of it, a part of it, in any order, and torn. It also fails when it is told to. For tests alone: the
// journal's, and whatever runs a journal in a world of its own.
//
// It knows logstore's interfaces. Who calls it: tests.
package faultdisk
