// Package verdict owns the command that says whose trouble it is.
//
// It must not know how that is judged, nor what is tried.
//
// Who calls it: app/cli.
package verdict
