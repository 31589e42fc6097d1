// Package store says what is kept on disk and under which promises. badgerstore keeps
// the cache, logstore the journal, memstore either in memory; storetest is the one suite that all must pass.
//
// Two stores with two lives: the Cache is disposable (what the cloud said), the Journal is not (what
// the user wrote). One customer is one Context: a handle reaches that customer's keys and no others.
//
// store knows partner and fault. Who calls it: syncer, app.
package store
