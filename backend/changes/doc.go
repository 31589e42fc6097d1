// Package changes answers what changed at the customers: since a time, since the user last looked, at one of them, of
// one kind; and how long incidents lasted, by service and month. It reads the log of changes, which the syncer writes,
// and keeps what of it was seen.
//
// changes knows partner and store. Who calls it: app.
package changes
