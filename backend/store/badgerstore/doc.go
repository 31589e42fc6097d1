// Package badgerstore keeps the two stores on disk, in two encrypted Badger databases: the cache,
// which may be thrown away, and the journal, which may not. It owns how the databases are tuned, who
// may open them and what happens when one can't be read; keys and values are kv's.
//
// # When a folder can't be used
//
//	                     cache                              journal
//	wrong key            set aside, starts empty            Corrupt, RestoreKey; nothing is touched
//	newer schema         set aside, starts empty            Corrupt, UpdateProgram
//	older schema         set aside, starts empty            migrated (none so far)
//	damaged              set aside, starts empty            Corrupt, names the folder; nothing is deleted
//	open elsewhere       Conflict "profile-in-use"          the same
//	not ours, no right   Denied, FixPermissions             the same
//
// Set aside means renamed to "<folder>.bad-<time>" beside it.
//
// It is the only importer of Badger. Who calls it: app's wiring.
package badgerstore
