// Package badgerstore keeps the cache on disk, in an encrypted Badger database, and reads the journals that programs of
// before kept in one. It owns how the databases are tuned, who may open them and what happens when one can't be read; keys
// and values are kv's.
//
// # When a folder can't be used
//
//	                     cache                              journal of before
//	wrong key            set aside, a new one               Corrupt, RestoreKey
//	newer schema         set aside, a new one               Corrupt, UpdateProgram
//	older schema         carried over                       there is none
//	changed from outside set aside, a new one               can't be told, but for the seals that it lacks
//	damaged              set aside, a new one               Corrupt, names the folder; nothing is deleted
//	open elsewhere       Conflict "profile-in-use"          the same
//	not ours, no right   Denied, FixPermissions             the same
//	disk full            read-only; writes are Denied       the same
//
// Set aside means renamed to "<folder>.bad-<time>" beside it. Into the new one goes what of the old can still be read and
// opened (package remains); what is known to be missing is told by number, and by name where something is left of it. The
// last three are kept, for 30 days.
//
// # What Badger is kept from
//
// It never merges tables or empties logs by itself, because it takes a damaged block for the end of what it reads
// (upkeep.go), and is never let to write where the disk may be full, because that ends the process (room.go). It may wait
// for ever in a close, which is not waited for (close.go).
//
// # What is gone
//
// Badger leaves what was deleted in its files. After a customer was dropped all is written into new files at the next
// tidying, at the latest at the close, and what was set aside goes; a wipe removes the files and begins anew under another key (anew.go).
//
// It is the only importer of Badger. Who calls it: app's wiring, journalstore.
package badgerstore
