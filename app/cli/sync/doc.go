// Package sync owns the commands that bring the cache up to date: sync, and import for a list of customers
// that was exported from Partner Center.
//
// It must not know what is read from where, nor how the profile is opened.
//
// Who calls it: app/cli.
package sync
