// Package customers owns the commands that list, find and show customers: customers, search, customer,
// links.
//
// It must not know how a list is sorted or searched, nor how the profile is opened.
//
// Who calls it: app/cli.
package customers
