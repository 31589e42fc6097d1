package badgerstore

import (
	"testing"

	"github.com/fxamacker/cbor/v2"

	"tenantry/backend/store/kv"
)

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

// WriteSchema makes the closed database in dir look as if written by another version; 0 removes the schema.
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
	WriteRaw(t, dir, key, []byte("v"), v)
}

// WriteRaw sets a key of the closed cache in dir; a nil value removes it.
func WriteRaw(t testing.TB, dir string, key [32]byte, k, v []byte) {
	t.Helper()
	b, err := openBadger(cacheOptions(dir, key))
	if err != nil {
		t.Fatal(err)
	}
	txn := b.NewTransaction(true)
	if v == nil {
		err = txn.Delete(k)
	} else {
		err = txn.Set(k, v)
	}
	if err == nil {
		err = txn.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}
