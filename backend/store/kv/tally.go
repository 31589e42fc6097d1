package kv

import (
	"bytes"
	"errors"
	"sync"

	"tenantry/backend/fault"
)

// tally is how many customers a cache holds. It is kept in the transaction that changes it: a block of the database
// that got lost reads as an end of the data, and only who knows how many there should be can tell.
type tally struct {
	mu        sync.Mutex // from the change within a transaction until it is committed
	read      bool
	customers int
	changes   uint64 // ever: a walk during which the number changed can't be compared with it
}

// keptTally is the tally as it is kept.
type keptTally struct {
	Customers int    `cbor:"1,keyasint"`
	Changes   uint64 `cbor:"2,keyasint,omitempty"`
}

// keepTally writes both copies. One that gets lost lets an older one of its kind appear: then the two differ.
func keepTally(tx Tx, t keptTally) error {
	b, err := encode(t)
	if err != nil {
		return err
	}
	return errors.Join(tx.Set([]byte{tallyPrefix}, b), tx.Set([]byte{tallyAgain}, b))
}

// load reads what is kept, once. The caller holds mu.
func (t *tally) load(tx Tx) error {
	if t.read {
		return nil
	}
	var kept keptTally
	b, err := tx.Get([]byte{tallyPrefix})
	again, err2 := tx.Get([]byte{tallyAgain})
	if err = errors.Join(err, err2); err == nil && !bytes.Equal(b, again) {
		err = fault.New(fault.Corrupt, "store_unreadable")
	}
	if err == nil && b != nil {
		err = decode(b, &kept)
	}
	if err == nil {
		t.read, t.customers, t.changes = true, kept.Customers, kept.Changes
	}
	return err
}

// put writes what the tally is once n customers have come. The caller holds mu.
func (t *tally) put(tx Tx, n int) error {
	if err := t.load(tx); err != nil {
		return err
	}
	return keepTally(tx, keptTally{t.customers + n, t.changes + 1})
}

// update runs f, which says how many customers came (or left), in a transaction of db together with the tally.
func (t *tally) update(db DB, f func(Tx) (came int, err error)) error {
	came := 0
	err := db.Update(func(tx Tx) error {
		n, err := f(tx)
		if err != nil || n == 0 {
			return err
		}
		t.mu.Lock()
		came = n
		return t.put(tx, n)
	})
	if came != 0 {
		if err == nil {
			t.customers += came
			t.changes++
		}
		t.mu.Unlock()
	}
	return err
}

// now is the tally and how often it changed in this process.
func (t *tally) now(db DB) (customers int, changes uint64, err error) {
	err = db.View(func(tx Tx) error { // the database's own locks come first, as in update
		t.mu.Lock()
		defer t.mu.Unlock()
		err := t.load(tx)
		customers, changes = t.customers, t.changes
		return err
	})
	return customers, changes, err
}

// check compares the tally with what a walk found that began after so many changes.
func (t *tally) check(db DB, changes uint64, found int) error {
	want, now, err := t.now(db)
	if err == nil && now == changes && found != want {
		err = fault.New(fault.Corrupt, "store_short", "found", found, "want", want)
	}
	return err
}

// wiped begins anew.
func (t *tally) wiped() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.read, t.customers, t.changes = false, 0, t.changes+1
}
