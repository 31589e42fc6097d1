package kv

import (
	"errors"

	"tenantry/backend/fault"
)

// The schemas that this program writes. A change of the shape that older programs could not read
// raises them, and what older programs wrote is carried over ([Carry]).
const (
	CacheSchema   uint64 = 2
	JournalSchema uint64 = 1
)

// Settle compares the database's schema with want and gives an empty database that schema. The
// fault is Corrupt: with UpdateProgram for a newer schema, with RebuildCache for anything else.
func Settle(db DB, want uint64) error {
	var have uint64
	err := db.View(func(tx Tx) error {
		b, err := tx.Get([]byte{schemaPrefix})
		if err != nil || b == nil {
			return err
		}
		return decode(b, &have)
	})
	switch {
	case err != nil:
		return err
	case have == want:
		return nil
	case have > want:
		return fault.New(fault.Corrupt, "store_newer").With(fault.UpdateProgram)
	case have != 0:
		return fault.New(fault.Corrupt, "store_older")
	}
	err = db.Walk(nil, nil, func([]Pair) error { return errSome })
	if errors.Is(err, errSome) {
		return fault.New(fault.Corrupt, "store_no_schema")
	}
	if err != nil {
		return err
	}
	value, err := encode(want)
	if err != nil {
		return err
	}
	return db.Update(func(tx Tx) error { return tx.Set([]byte{schemaPrefix}, value) })
}

// Ensure gives values that lost theirs the schema.
func Ensure(values map[string][]byte, schema uint64) {
	if key := string(schemaPrefix); values[key] == nil {
		values[key] = must(func() ([]byte, error) { return encode(schema) })
	}
}

// errSome says that a walk found something.
var errSome = errors.New("not empty")
