package badgerstore

import (
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
)

// Badger's defaults are a server's; on a desktop the files, the buffers and the caches are small.
// Measured with this package's benchmarks at 10,000 customers: block caches of 1 to 16 MiB, index
// caches of 2 to 8 MiB, memtables of 8 or 16 MiB, 2 or 5 of them, and checksums on or off are all the
// same within the noise, so the small and the safe ones stand here. What is sealed can't be compressed.
func cacheOptions(dir string, key [32]byte) badger.Options {
	o := common(dir, key).
		WithMemTableSize(5 << 20).
		WithBlockCacheSize(1 << 20).
		WithValueLogFileSize(4 << 20). // an open file takes twice that; not all systems keep it sparse
		// Only rare, large values go to the value log, of which every process begins another. A transaction may weigh
		// 15 % of a memtable beside them, which is more than one customer's other values together.
		WithValueThreshold(64 << 10).
		WithCompression(options.None)
	// While a table is made, six times its size lies in memory, and a dozen are made at once.
	o.BaseTableSize, o.TableSizeMultiplier = 512<<10, 1
	return o
}

// The journal is small and every write is on disk when the call returns.
func journalOptions(dir string, key [32]byte) badger.Options {
	return common(dir, key).
		WithMemTableSize(4 << 20).
		WithValueLogFileSize(8 << 20).
		WithValueThreshold(16 << 10).
		WithCompression(options.Snappy).
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
		WithNumCompactors(0). // tables are merged when all are known to be sound: upkeep.go
		WithCompactL0OnClose(false).
		WithNumLevelZeroTablesStall(1000). // they would wait for a compactor
		WithNumLevelZeroTables(1).         // and when they are merged, all of them are
		WithNumMemtables(2).
		WithBlockCacheSize(4 << 20).
		WithIndexCacheSize(4 << 20). // encryption needs one
		WithChecksumVerificationMode(options.OnBlockRead).
		WithVerifyValueChecksum(true)
}
