// Package session owns the commands that sign in and out: login and logout.
//
// It must not know how a token is got or kept, nor how the profile is opened.
//
// Who calls it: app/cli.
package session
