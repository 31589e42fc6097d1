package kv

import (
	"bytes"
	"errors"
	"sync"

	"tenantry/backend/fault"
)

// tally is how many customers a cache holds, and what of their list at rest counts. It is kept in the transaction that
// changes it: a block of the database that got lost reads as an end of the data, and only who knows how many there
// should be can tell.
type tally struct {
	mu   sync.Mutex // from the change within a transaction until it is committed
	read bool
	kept keptTally
}

// keptTally is the tally as it is kept.
type keptTally struct {
	Customers int    `cbor:"1,keyasint"`
	Changes   uint64 `cbor:"2,keyasint,omitempty"` // ever: a walk during which the number changed can't be compared with it
	keptList
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
		t.read, t.kept = true, kept
	}
	return err
}

// update runs f, which changes a customer in a page of the list or does not, and says how many came (or left), in a
// transaction of db together with the tally.
func (t *tally) update(db DB, page int, f func(Tx) (came int, changed bool, err error)) error {
	var next *keptTally
	err := db.Update(func(tx Tx) error {
		came, changed, err := f(tx)
		if err != nil || !changed {
			return err
		}
		return t.change(tx, &next, func(kept *keptTally) bool {
			list, less := kept.without(page)
			if kept.keptList = list; came != 0 {
				kept.Customers += came
				kept.Changes++
			}
			return less || came != 0
		})
	})
	t.changed(next, err)
	return err
}

// keepList keeps in a transaction of db which list counts, and the picture beside it.
func (t *tally) keepList(db DB, l keptList, p keptPicture) error {
	var next *keptTally
	err := db.Update(func(tx Tx) error {
		b, err := encode(p)
		if err != nil {
			return err
		}
		return errors.Join(tx.Set(pictureKey, b), t.change(tx, &next, func(kept *keptTally) bool {
			kept.keptList = l
			return true
		}))
	})
	t.changed(next, err)
	return err
}

// change writes what the tally is once it has changed, if it does. Then next is set, mu is held, and the caller, once the
// transaction is over, is to call changed.
func (t *tally) change(tx Tx, next **keptTally, f func(*keptTally) bool) error {
	t.mu.Lock()
	err := t.load(tx)
	if kept := t.kept; err == nil && f(&kept) {
		*next = &kept
		return keepTally(tx, kept)
	}
	t.mu.Unlock()
	return err
}

func (t *tally) changed(next *keptTally, err error) {
	if next == nil {
		return
	}
	if err == nil {
		t.kept = *next
	}
	t.mu.Unlock()
}

// list is what of the list at rest counts.
func (t *tally) list(db DB) (l keptList, err error) {
	err = t.look(db, func() { l = t.kept.keptList })
	return l, err
}

// now is the tally and how often it changed.
func (t *tally) now(db DB) (customers int, changes uint64, err error) {
	err = t.look(db, func() { customers, changes = t.kept.Customers, t.kept.Changes })
	return customers, changes, err
}

func (t *tally) look(db DB, at func()) error {
	return db.View(func(tx Tx) error { // the database's own locks come first, as in update
		t.mu.Lock()
		defer t.mu.Unlock()
		err := t.load(tx)
		at()
		return err
	})
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
	t.read, t.kept = false, keptTally{Changes: t.kept.Changes + 1}
}
