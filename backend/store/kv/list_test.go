package kv

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"tenantry/backend/partner"
)

// breaking is a database of which a process gets no more than so many transactions, as if it was killed then. It counts
// the walks over summaries.
type breaking struct {
	DB
	left  int
	walks int
}

var errKilled = errors.New("killed")

func (d *breaking) Update(f func(Tx) error) error {
	if d.left == 0 {
		return errKilled
	}
	d.left--
	return d.DB.Update(f)
}

func (d *breaking) Walk(prefix, but []byte, each func([]Pair) error) error {
	if len(prefix) > 0 && prefix[0] == summaryPrefix {
		d.walks++
	}
	return d.DB.Walk(prefix, but, each)
}

// on is the n-th of the customers of a page.
func on(page, n int) partner.TenantID {
	return partner.TenantID(uuid.UUID{0: byte(page * ofOne), 6: 0x40, 8: 0x80, 15: byte(n)}.String())
}

func saved(t *testing.T, c *Cache, id partner.TenantID, name string) {
	t.Helper()
	if _, err := c.Context(id).Save(partner.Customer{ID: id, Name: name}); err != nil {
		t.Fatal(err)
	}
}

// told are the names of all customers, and whether each is what is kept of them.
func told(t *testing.T, when string, db DB) (names []string) {
	t.Helper()
	c := NewCache(db) // another process
	for s, err := range c.Summaries() {
		if err != nil {
			t.Fatalf("%s: %v", when, err)
		}
		kept, err := c.Context(s.ID).Summary()
		if d := cmp.Diff(kept, s); d != "" || err != nil {
			t.Fatalf("%s: %v (-kept +listed)\n%s", when, err, d)
		}
		names = append(names, s.Name)
	}
	return names
}

func newMemory(t *testing.T) *breaking {
	t.Helper()
	db := &breaking{DB: NewMemory(map[string][]byte{}, nil), left: -1}
	if err := Settle(db, CacheSchema); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestTheListIsReadInsteadOfTheSummaries(t *testing.T) {
	db := newMemory(t)
	c := NewCache(db)
	for n := range 3 * pages {
		saved(t, c, on(n%pages, n), fmt.Sprint(n))
	}
	if err := c.KeepList("rows"); err != nil {
		t.Fatal(err)
	}
	db.walks = 0
	if names := told(t, "kept", db); len(names) != 3*pages || db.walks != 0 {
		t.Errorf("%d customers, by %d walks over their summaries", len(names), db.walks)
	}
	saved(t, c, on(5, 5), "another")
	if names := told(t, "changed", db); len(names) != 3*pages || db.walks != ofOne {
		t.Errorf("%d customers, by %d walks over their summaries", len(names), db.walks)
	}
	db.walks = 0
	if err := NewCache(db).KeepList("rows"); err != nil || db.walks != ofOne {
		t.Errorf("%d walks to keep the list again: %v", db.walks, err)
	}
	if db.walks = 0; len(told(t, "kept again", db)) != 3*pages || db.walks != 0 {
		t.Errorf("%d walks", db.walks)
	}
}

// A process dies between any two transactions: the next one is told what is kept, and shown no picture of before.
func TestAProcessThatDiesLeavesNoListThatIsNotTrue(t *testing.T) {
	for lives := 0; ; lives++ {
		db := newMemory(t)
		c := NewCache(db)
		for n := range 8 {
			saved(t, c, on(n/2, n), "first")
		}
		if err := c.KeepList("first"); err != nil {
			t.Fatal(err)
		}
		db.left = lives
		err := func() error {
			second := NewCache(db)
			one := on(0, 0)
			if _, err := second.Context(one).Save(partner.Customer{ID: one, Name: "second"}); err != nil {
				return err
			}
			if err := second.Context(on(1, 2)).Drop(); err != nil {
				return err
			}
			if err := second.KeepList("second"); err != nil {
				return err
			}
			if _, err := second.Context(on(3, 9)).Save(partner.Customer{ID: on(3, 9), Name: "second"}); err != nil {
				return err
			}
			return second.KeepList("third")
		}()
		db.left = -1
		told(t, fmt.Sprint("after ", lives), db)
		var picture string
		found, readErr := NewCache(db).Picture(&picture)
		if readErr != nil || found && (picture == "first" && lives > 0 || picture == "third" && err != nil) {
			t.Errorf("after %d: the picture %q is shown, %v", lives, picture, readErr)
		}
		if err := NewCache(db).KeepList("next"); err != nil {
			t.Fatal(err)
		}
		told(t, fmt.Sprint("kept after ", lives), db)
		if err == nil {
			if lives < 8 || picture != "third" {
				t.Errorf("it lived through %d transactions, to the picture %q", lives, picture)
			}
			return
		}
		if !errors.Is(err, errKilled) {
			t.Fatal(err)
		}
	}
}

// A program of before the list changes a customer and takes the picture away, and may leave one of its own: it does not
// know the pages.
func TestAnOlderProgramsChangeIsTold(t *testing.T) {
	for name, leaves := range map[string][]byte{"no picture": nil, "a picture of its own": must(func() ([]byte, error) { return encode(map[string]any{"Sort": "health", "Total": 2}) })} {
		t.Run(name, func(t *testing.T) {
			db := newMemory(t)
			c := NewCache(db)
			saved(t, c, on(0, 0), "first")
			saved(t, c, on(1, 1), "first")
			if err := c.KeepList("rows"); err != nil {
				t.Fatal(err)
			}
			err := db.Update(func(tx Tx) error {
				b, err := encodeSummary(partner.Customer{ID: on(0, 0), Name: "by another"}.Summary())
				if err != nil {
					return err
				}
				id, _ := tenantKey(on(0, 0))
				if leaves == nil {
					return errors.Join(tx.Set(summaryKey(id), b), tx.Delete(pictureKey))
				}
				return errors.Join(tx.Set(summaryKey(id), b), tx.Set(pictureKey, leaves))
			})
			if err != nil {
				t.Fatal(err)
			}
			if names := told(t, "changed", db); names[0] != "by another" {
				t.Errorf("told of %q", names)
			}
			var picture string
			if found, err := NewCache(db).Picture(&picture); found || err != nil {
				t.Errorf("the picture %q is shown, %v", picture, err)
			}
			if err := NewCache(db).KeepList("again"); err != nil {
				t.Fatal(err)
			}
			if names := told(t, "kept again", db); names[0] != "by another" {
				t.Errorf("told of %q", names)
			}
		})
	}
}

// Of an older copy of a file, or whoever has the keys of the files but not of the seals, comes back what once was true.
func TestAnOlderPageOrPictureThatIsPutBackDoesNotCount(t *testing.T) {
	db := newMemory(t)
	c := NewCache(db)
	saved(t, c, on(0, 0), "first")
	if err := c.KeepList("first"); err != nil {
		t.Fatal(err)
	}
	old := map[string][]byte{}
	for _, prefix := range [][]byte{{pagePrefix}, pictureKey} {
		_ = db.Walk(prefix, nil, func(chunk []Pair) error {
			for _, p := range chunk {
				old[string(p.Key)] = p.Value
			}
			return nil
		})
	}
	saved(t, c, on(0, 0), "second")
	putBack := func(when string) {
		for key, value := range old {
			if err := db.Update(func(tx Tx) error { return tx.Set([]byte(key), value) }); err != nil {
				t.Fatal(err)
			}
		}
		if names := told(t, when, db); names[0] != "second" {
			t.Errorf("%s: told of %q", when, names)
		}
		var picture string
		if found, err := NewCache(db).Picture(&picture); found || err != nil {
			t.Errorf("%s: the picture %q is shown, %v", when, picture, err)
		}
	}
	putBack("changed")
	if err := NewCache(db).KeepList("second"); err != nil {
		t.Fatal(err)
	}
	putBack("kept again")
}
