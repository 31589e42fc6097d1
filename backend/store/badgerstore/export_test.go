package badgerstore

import (
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/fxamacker/cbor/v2"
	"github.com/klauspost/compress/s2"

	"tenantry/backend/seal"
	"tenantry/backend/store/kv"
)

// How fast the machine is, is not what the tests ask.
func init() { closeLimit = time.Hour }

// Journal is a journal as programs of before kept it.
type Journal struct {
	*kv.Journal
	db *db
}

// OpenJournal opens or makes one, to be written to.
func OpenJournal(dir string, key [32]byte) (*Journal, error) {
	d, err := openJournal(dir, key)
	if err != nil {
		return nil, err
	}
	return &Journal{kv.NewJournal(d), d}, nil
}

// WriteSchema makes the closed cache in dir look as if written by another version; 0 removes the schema.
func WriteSchema(t testing.TB, dir string, key [32]byte, schema uint64) {
	t.Helper()
	v, err := cbor.Marshal(schema)
	if err != nil {
		t.Fatal(err)
	}
	v = append([]byte{1}, v...)
	if schema == 0 {
		v = nil
	}
	Write(t, dir, key, []byte("v"), v)
}

// Write sets a key of the closed cache in dir as kv would, which seals it; a nil value removes it.
func Write(t testing.TB, dir string, key [32]byte, k, v []byte) {
	t.Helper()
	if v != nil {
		v = seal.New(sealKey(key), "cache").Seal(s2.Encode(nil, v), k)
	}
	WriteRaw(t, dir, key, k, v)
}

// WriteRaw sets a key of the closed database in dir without a seal, as in a journal; a nil value removes it.
func WriteRaw(t testing.TB, dir string, key [32]byte, k, v []byte) {
	t.Helper()
	edit(t, cacheOptions(dir, key), func(txn *badger.Txn) error {
		if v == nil {
			return txn.Delete(k)
		}
		return txn.Set(k, v)
	})
}

// Forge changes the closed cache in dir as somebody would who has its files and Badger's key, and not that of the seals:
// it puts what change makes of the value under "from" under "to".
func Forge(t testing.TB, dir string, key [32]byte, from, to []byte, change func(sealed []byte) []byte) {
	t.Helper()
	edit(t, cacheOptions(dir, key), func(txn *badger.Txn) error {
		item, err := txn.Get(from)
		if err != nil {
			return err
		}
		value, err := item.ValueCopy(nil)
		if err != nil {
			return err
		}
		return txn.Set(to, change(value))
	})
}

func edit(t testing.TB, o badger.Options, f func(txn *badger.Txn) error) {
	t.Helper()
	b, err := openBadger(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Update(f); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}

// Versions counts the entries of the closed cache in dir that are kept of keys for which is says so, those that were
// deleted or overwritten included.
func Versions(t testing.TB, dir string, key [32]byte, is func(key []byte) bool) (n int) {
	t.Helper()
	b, err := openBadger(cacheOptions(dir, key))
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	err = b.View(func(txn *badger.Txn) error {
		o := badger.DefaultIteratorOptions
		o.AllVersions = true
		it := txn.NewIterator(o)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			if is(it.Item().Key()) {
				n++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
