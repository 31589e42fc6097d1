package kv

import (
	"errors"

	"tenantry/backend/seal"
	"tenantry/backend/store"
)

// unsealedCache is the schema of the caches whose values were not sealed yet.
const unsealedCache = 1

// carryBytes is how much one transaction of [Carry] writes at most, unless a single value is larger.
const carryBytes = 128 << 10

// Carry seals what an older program kept in db without a seal, once; a cut leaves a mixture that the next call goes
// on with. What is sealed or empty stays as it is. With sealedOnly there was a sealed cache here already, and one
// without a seal is none of ours: Corrupt, as is a schema that is neither sealed nor of such an old program.
func Carry(db DB, box seal.Box, sealedOnly bool) error {
	var marker []byte
	err := db.View(func(tx Tx) (err error) {
		marker, err = tx.Get([]byte{schemaPrefix})
		return err
	})
	if err != nil || marker == nil {
		return err
	}
	var schema uint64
	if _, err := box.Open(marker, []byte{schemaPrefix}); err == nil {
		return nil
	} else if decode(marker, &schema) != nil || schema != unsealedCache || sealedOnly {
		return err
	}
	var customers int
	err = db.Walk(nil, nil, func(chunk []Pair) error {
		for len(chunk) > 0 {
			n, size := 0, 0
			for n < len(chunk) && (n == 0 || size+len(chunk[n].Value) <= carryBytes) {
				size += len(chunk[n].Value)
				if chunk[n].Key[0] == summaryPrefix {
					customers++
				}
				n++
			}
			if err := carry(db, box, chunk[:n]); err != nil {
				return err
			}
			chunk = chunk[n:]
		}
		return nil
	})
	if err != nil {
		return err
	}
	return Seal(db, box).Update(func(tx Tx) error {
		s, err := encode(CacheSchema)
		if err != nil {
			return err
		}
		return errors.Join(keepTally(tx, keptTally{Customers: customers}), tx.Set([]byte{schemaPrefix}, s))
	})
}

// carry seals what of the chunk is not sealed yet. The schema is sealed last, by itself: with it the others are done.
func carry(db DB, box seal.Box, chunk []Pair) error {
	return db.Update(func(tx Tx) error {
		for _, p := range chunk {
			if p.Key[0] == schemaPrefix {
				continue
			}
			if _, err := box.Open(p.Value, p.Key); err == nil {
				continue // by a call before that was cut
			}
			if err := tx.Set(p.Key, asSealed(box, p.Key, p.Value)); err != nil {
				return err
			}
		}
		return nil
	})
}

// CheckValues reads what belongs to no customer, but what nobody misses. Much of it is read in the middle of something
// else, where nobody could mend it: a cache in which it can't be read is told so when it is opened.
func CheckValues(db DB) error {
	return db.Walk([]byte{settingPrefix}, settingKey(store.Unmissed), func([]Pair) error { return nil })
}
