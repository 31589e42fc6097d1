// Package journalstore opens a profile's journal: the log that logstore keeps, made once of the Badger database in
// which programs of before kept it.
//
// The log is written into a folder of its own beside the journal, read back and compared; then the folders change
// places, and the old one, which holds a refresh token, is removed. Whatever ends that, the next opening goes on:
//
//	journal   journal.new   journal.old
//	Badger    -             -             the beginning
//	Badger    log           -             begun anew
//	-         log           Badger        the log takes its place
//	log       -             Badger        the old one is removed
//	log       -             -             done
//
// What is wrong with a Badger journal is told, and nothing of it is touched.
//
// It knows badgerstore, logstore and fault. Who calls it: app's wiring, under the profile's lock.
package journalstore
