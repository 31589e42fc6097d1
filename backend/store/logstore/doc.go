// Package logstore keeps a kv database as a log of sealed records, twice: all values in memory, every commit on disk
// in two files when it returns. It is for what the user wrote, which is little and must never be lost: no one bad
// file, no crash and no full disk loses anything acknowledged.
//
// # On disk
//
// A log is two files with the same bytes, NNNNNN.vlog with an even and the next odd number; the higher number is the
// newer log.
//
//	file    header, then frames
//	header  "TNTRYLOG", the format (1 byte), the log's number (8), its id (16, random)
//	frame   length of what is sealed (4), number of the record from 0 (8), the sealed record; numbers big-endian
//
// A record is sealed (backend/seal) under the header and its number: it can't be changed, read, moved within a log or
// taken into another one. Record 0 lists the keys of what the log began with, which follow, one record each; then
// comes a record for every commit. Each says which keys the one before changed, so that a lost one can be named.
//
// A commit goes to the first file and is synced, then to the second. So an end that differs by one record, or by a
// piece of one, is what a crash leaves; everything else is damage. A log is never mended in place: it is written
// anew under the next number, synced, and then the old files go. The same happens when most of a log is overwritten
// values ([Journal] does it by itself), when it comes under another key, and when it was read from one copy only.
//
// # When the folder can't be used
//
//	one file damaged, cut, gone     read from the other, written anew; [Report].Restored
//	both, at different places       the same
//	both, at the same place         what can be read is kept and named what can't, the files are set aside; [Report].Lost
//	nothing can be read             Corrupt, RestoreKey; nothing is touched
//	another key                     the same, in other words
//	a newer format                  Corrupt, UpdateProgram; nothing is touched
//	nothing is there, but was        begins anew; [Report].Gone
//	an older state of the folder    opens; [Report].RolledBack, as far as the [Counter] can tell
//
// After a loss, and in an older state, what would go out by itself may have gone already: [Journal.Doubtful].
//
// logstore knows kv, seal and fault. Who calls it: journalstore.
package logstore
