// Package remains reads the files of a Badger database without Badger: what of a damaged one can still be read, block
// by block and entry by entry. Badger itself opens a database whole or not at all, and takes what it can't read for the
// end of the data. It writes nothing and needs no lock.
//
// remains knows Badger's formats (version 4: table/builder.go, memtable.go, structs.go there). Who calls it: badgerstore.
package remains
