// Package handover owns what a window tells the process that it starts in its place, or beside it, in the environment.
//
// A lock is an end of the process and a start of another one that opens nothing: only a new process has really forgotten
// the keys and the customers. An unlock is the same the other way round, and so is the way to another profile.
//
// It must not know how anything is opened. Who calls it: app, app/cli, app/shell, main.
package handover
