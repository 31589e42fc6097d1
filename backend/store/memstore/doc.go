// Package memstore keeps the two stores in memory: the same records as on disk, gone with the
// process. It is a real implementation, not a mock: the suite of storetest holds for both.
//
// It knows kv. Who calls it: tests of whatever needs a store.
package memstore
