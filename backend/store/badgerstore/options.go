package badgerstore

import (
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
)

// Badger's defaults are a server's; on a desktop the files, the buffers and the caches are small.
// Measured with this package's benchmarks at 10,000 customers: block caches of 1 to 16 MiB, index
// caches of 2 to 8 MiB, memtables of 8 or 16 MiB, 2 or 5 of them, and checksums on or off are all the
// same within the noise, so the small and the safe ones stand here. Snappy opens faster than no
// compression and the files are smaller. Compacting on close takes 50 ms after a full sync, and without
// it the value log does not learn what was overwritten.
func cacheOptions(dir string, key [32]byte) badger.Options {
	return common(dir, key).
		WithMemTableSize(8 << 20).
		WithValueLogFileSize(16 << 20). // an open file takes twice that; not all systems keep it sparse
		// Larger values go to the value log: a transaction may weigh 15 % of a memtable, and the
		// health report of a bad day, posts and all, weighs more.
		WithValueThreshold(16 << 10)
}

// The journal is small and every write is on disk when the call returns.
func journalOptions(dir string, key [32]byte) badger.Options {
	return common(dir, key).
		WithMemTableSize(4 << 20).
		WithValueLogFileSize(8 << 20).
		WithValueThreshold(16 << 10).
		WithSyncWrites(true)
}

func common(dir string, key [32]byte) badger.Options {
	return badger.DefaultOptions(dir).
		WithEncryptionKey(key[:]).
		WithEncryptionKeyRotationDuration(90 * 24 * time.Hour).
		WithLogger(nil). // its words hold paths and help nobody; errors come back as values
		WithMetricsEnabled(false).
		WithDetectConflicts(false). // kv lets two saves of one customer take turns
		WithNumGoroutines(1).
		WithNumCompactors(2). // Badger's least
		WithNumMemtables(2).
		WithCompactL0OnClose(true).
		WithCompression(options.Snappy).
		WithBlockCacheSize(4 << 20).
		WithIndexCacheSize(4 << 20). // encryption needs one
		WithChecksumVerificationMode(options.OnBlockRead)
}
