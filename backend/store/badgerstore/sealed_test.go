package badgerstore_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

// summaryOf and healthOf are keys of customer n, as doc.go of kv has them.
func summaryOf(n int) []byte { return keyOf('s', n) }
func healthOf(n int) []byte  { return append(keyOf('c', n), 2) }

func keyOf(letter byte, n int) []byte {
	u := uuid.MustParse(string(storetest.ID(n)))
	return append([]byte{letter}, u[:]...)
}

func flipped(b []byte) []byte { c := bytes.Clone(b); c[len(c)/2] ^= 1; return c }
func same(b []byte) []byte    { return b }

func isForged(err error) bool {
	e, ok := fault.As(err)
	return ok && e.Kind == fault.Corrupt && e.Message.Key == "store_forged"
}

// Whoever has the files and Badger's key can still not make a value, change one or hand a customer's to another.
func TestWhatIsForgedIsToldAndNeverRead(t *testing.T) {
	for name, forge := range map[string]func(dir string){
		"a report changed by a bit":    func(dir string) { badgerstore.Forge(t, dir, key, healthOf(1), healthOf(1), flipped) },
		"another customer's report":    func(dir string) { badgerstore.Forge(t, dir, key, healthOf(2), healthOf(1), same) },
		"another part of the customer": func(dir string) { badgerstore.Forge(t, dir, key, summaryOf(1), healthOf(1), same) },
		"a report without a seal":      func(dir string) { badgerstore.WriteRaw(t, dir, key, healthOf(1), []byte{1, 0xa0}) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filled(t)
			forge(dir)
			c := openCache(t, dir)
			if got, err := c.Context(storetest.ID(1)).Load(); !isForged(err) {
				t.Errorf("Load: %+v, %v", got, err)
			}
			if _, err := c.Context(storetest.ID(2)).Load(); err != nil {
				t.Errorf("its neighbour: %v", err)
			}
			// The next sync's value takes its place.
			if n, err := c.Context(storetest.ID(1)).Save(storetest.Customer(1)); n != 1 || err != nil {
				t.Errorf("Save: %d values written, %v", n, err)
			}
			if _, err := c.Context(storetest.ID(1)).Load(); err != nil {
				t.Errorf("Load after Save: %v", err)
			}
		})
	}
}

func TestAForgedSummaryEndsTheWalk(t *testing.T) {
	dir := filled(t)
	badgerstore.Forge(t, dir, key, summaryOf(2), summaryOf(1), same)
	for s, err := range openCache(t, dir).Summaries() {
		if err == nil && s.ID == storetest.ID(2) || err != nil && !isForged(err) {
			t.Fatalf("%s, %v", s.ID, err)
		}
		if err != nil {
			return
		}
	}
	t.Error("the walk came to its end")
}

// What belongs to no customer is asked for in the middle of other work: a cache that holds such a forged value is told
// so when it is opened, as is one that was put in its place without seals.
func TestAForgedCacheIsSetAside(t *testing.T) {
	for name, forge := range map[string]func(dir string){
		"a value of no customer":   func(dir string) { badgerstore.WriteRaw(t, dir, key, []byte("bowner"), []byte{1, 0x61, 'x'}) },
		"the schema without seal":  func(dir string) { badgerstore.WriteRaw(t, dir, key, []byte("v"), []byte{1, 2}) },
		"the schema of a newcomer": func(dir string) { badgerstore.WriteRaw(t, dir, key, []byte("v"), []byte{1, 0x18, 99}) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filled(t)
			forge(dir)
			c, r, err := badgerstore.OpenCache(dir, key, true)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if !isForged(r.Why) {
				t.Errorf("recovered: %+v", r)
			}
		})
	}
}

func TestACacheWithoutSealsIsRefusedWhereOneWithSealsWas(t *testing.T) {
	dir := t.TempDir()
	storetest.Unzip(t, filepath.Join("testdata", "cache-1.zip"), dir)
	c, r, err := badgerstore.OpenCache(dir, key, true)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if !isForged(r.Why) {
		t.Errorf("recovered: %+v", r)
	}
	for s, err := range c.Summaries() {
		t.Errorf("it tells of %s, %v", s.ID, err)
	}
}

// A block that is lost reads as an end of the data: only the tally tells.
func TestALostCustomerIsMissed(t *testing.T) {
	dir := filled(t)
	badgerstore.WriteRaw(t, dir, key, summaryOf(filledCustomers-1), nil)
	var last error
	for _, err := range openCache(t, dir).Summaries() {
		last = err
	}
	if e, ok := fault.As(last); !ok || e.Kind != fault.Corrupt || e.Message.Key != "store_short" {
		t.Errorf("Summaries: %v", last)
	}
}

func TestTheTallyFollowsWhoComesAndGoes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	for round := range 3 {
		c := openCache(t, dir)
		for n := range 5 {
			if _, err := c.Context(storetest.ID(n)).Save(storetest.Customer(n)); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if err := c.Context(storetest.ID(round)).Drop(); err != nil {
				t.Fatal(err)
			}
		}
		var got []partner.TenantID
		for s, err := range c.Summaries() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, s.ID)
		}
		if len(got) != 4 {
			t.Errorf("round %d: %v", round, got)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// pageKey is the key of a page of the list at rest, pictureKey that of the picture beside it, as kv has them.
func pageKey(p byte) []byte { return []byte{'l', p} }

var pictureKey = []byte("bpicture")

// listed is a closed cache with a list at rest: two customers, in different pages.
func listed(t *testing.T) (dir string, first, second partner.Customer) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "cache")
	first, second = storetest.Customer(1), storetest.Customer(2)
	second.ID = partner.TenantID("04" + string(second.ID)[2:])
	inCache(t, dir, func(c *badgerstore.Cache) {
		for _, v := range []partner.Customer{first, second} {
			if _, err := c.Context(v.ID).Save(v); err != nil {
				t.Fatal(err)
			}
		}
		keepList(t, c, "first")
	})
	return dir, first, second
}

func inCache(t *testing.T, dir string, f func(*badgerstore.Cache)) {
	t.Helper()
	c, r, err := badgerstore.OpenCache(dir, key, true)
	if err != nil || r.Why != nil {
		t.Fatalf("%v, recovered: %+v", err, r)
	}
	f(c)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

func keepList(t *testing.T, c *badgerstore.Cache, picture string) {
	t.Helper()
	if err := c.KeepList(picture); err != nil {
		t.Fatal(err)
	}
}

// Whoever has the files and Badger's key can not have the list say anything of a customer that is not so.
func TestAForgedListEndsTheWalk(t *testing.T) {
	for name, forge := range map[string]func(dir string){
		"a page changed by a bit": func(dir string) { badgerstore.Forge(t, dir, key, pageKey(0), pageKey(0), flipped) },
		"another page":            func(dir string) { badgerstore.Forge(t, dir, key, pageKey(1), pageKey(0), same) },
		"a customer as a page":    func(dir string) { badgerstore.Forge(t, dir, key, summaryOf(1), pageKey(0), same) },
		"a page without a seal":   func(dir string) { badgerstore.WriteRaw(t, dir, key, pageKey(0), []byte{1, 0, 0, 0}) },
	} {
		t.Run(name, func(t *testing.T) {
			dir, _, _ := listed(t)
			forge(dir)
			for s, err := range openCache(t, dir).Summaries() {
				if !isForged(err) {
					t.Errorf("%q, %v", s.Name, err)
				}
			}
		})
	}
}

// The picture is read before anything else: a cache that holds a forged one is told so when it is opened.
func TestAForgedPictureIsNeverShown(t *testing.T) {
	for name, forge := range map[string]func(dir string){
		"changed by a bit": func(dir string) { badgerstore.Forge(t, dir, key, pictureKey, pictureKey, flipped) },
		"another value":    func(dir string) { badgerstore.Forge(t, dir, key, summaryOf(1), pictureKey, same) },
		"without a seal":   func(dir string) { badgerstore.WriteRaw(t, dir, key, pictureKey, []byte{1, 0xa0}) },
	} {
		t.Run(name, func(t *testing.T) {
			dir, first, _ := listed(t)
			forge(dir)
			c, r, err := badgerstore.OpenCache(dir, key, true)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			var picture string
			if found, err := c.Picture(&picture); found || err != nil || !isForged(r.Why) {
				t.Errorf("the picture %q is shown, %v; recovered: %+v", picture, err, r)
			}
			if got, err := c.Context(first.ID).Load(); got.Name != first.Name || err != nil {
				t.Errorf("the customer that was rescued: %q, %v", got.Name, err)
			}
		})
	}
}

// A page or a picture of before, put back, once was as true as any.
func TestAnOldListThatIsPutBackDoesNotCount(t *testing.T) {
	dir, first, second := listed(t)
	old := map[string][]byte{}
	for _, k := range [][]byte{pageKey(0), pageKey(1), pictureKey} {
		badgerstore.Forge(t, dir, key, k, k, func(sealed []byte) []byte { old[string(k)] = bytes.Clone(sealed); return sealed })
	}
	inCache(t, dir, func(c *badgerstore.Cache) { // the next process finds it true
		var picture string
		if found, err := c.Picture(&picture); !found || picture != "first" || err != nil {
			t.Errorf("the picture %q: %v, %v", picture, found, err)
		}
		first.Name = "Newer"
		if _, err := c.Context(first.ID).Save(first); err != nil {
			t.Fatal(err)
		}
		if err := c.Context(second.ID).Drop(); err != nil {
			t.Fatal(err)
		}
	})
	for _, kept := range []bool{false, true} {
		for k, sealed := range old {
			badgerstore.WriteRaw(t, dir, key, []byte(k), sealed)
		}
		inCache(t, dir, func(c *badgerstore.Cache) {
			for s, err := range c.Summaries() {
				if err != nil || s.Name != "Newer" {
					t.Errorf("list kept again: %v: %q is listed, %v", kept, s.Name, err)
				}
			}
			var picture string
			if found, err := c.Picture(&picture); found || err != nil {
				t.Errorf("list kept again: %v: the picture %q is shown, %v", kept, picture, err)
			}
			keepList(t, c, "second")
		})
	}
}
