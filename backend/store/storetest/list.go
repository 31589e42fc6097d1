package storetest

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// pictureGoes: what is written anew, or dropped, takes the picture along; what is the same leaves it.
func pictureGoes(t *testing.T, c store.Cache) {
	keep := func() {
		t.Helper()
		if err := c.KeepList("rows"); err != nil {
			t.Fatal(err)
		}
	}
	there := func(when string, want bool) {
		t.Helper()
		var p string
		if found, err := c.Picture(&p); err != nil || found != want {
			t.Errorf("%s: a picture is there: %v, %v", when, found, err)
		}
	}
	first := Customer(1)
	mustSave(t, c, first)
	keep()
	mustSave(t, c, first)
	there("saved as it was", true)
	changed := first
	changed.Name += " again"
	mustSave(t, c, changed)
	there("saved anew", false)
	keep()
	mustSave(t, c, Customer(2))
	there("a new one", false)
	keep()
	if err := c.Context(first.ID).Drop(); err != nil {
		t.Fatal(err)
	}
	there("dropped", false)
	keep()
	if err := c.Wipe(); err != nil {
		t.Fatal(err)
	}
	there("wiped", false)
}

// listFollows: whatever was changed since the list was kept, summaries are those of the customers as they are.
func listFollows(t *testing.T, c store.Cache) {
	rapid.Check(t, func(t *rapid.T) {
		who := func(n int) partner.TenantID { // of several pages
			return partner.TenantID(fmt.Sprintf("%02x000000-0000-4000-8000-%012x", 50*n, n))
		}
		there, pictured := map[partner.TenantID]bool{}, false
		for n := range 6 {
			if err := c.Context(who(n)).Drop(); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.Values().Delete("picture"); err != nil { // as a program of before the list does
			t.Fatal(err)
		}
		check := func() {
			left := len(there)
			for s, err := range c.Summaries() {
				if err != nil {
					t.Fatal(err)
				}
				kept, err := c.Context(s.ID).Summary()
				if d := cmp.Diff(kept, s); d != "" || err != nil || !there[s.ID] {
					t.Fatalf("%s: %v (-kept +listed)\n%s", s.ID, err, d)
				}
				left--
			}
			n, err := c.Count()
			if left != 0 || n != len(there) || err != nil {
				t.Fatalf("%d of %d customers are not listed, %d counted, %v", left, len(there), n, err)
			}
			var p string
			if found, err := c.Picture(&p); found != pictured || err != nil {
				t.Fatalf("a picture is there: %v, %v", found, err)
			}
		}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			n := rapid.IntRange(0, 5).Draw(t, "who")
			v := Customer(n)
			v.ID = who(n)
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				v.Name = rapid.SampledFrom([]string{"one", "other"}).Draw(t, "name")
				written, err := c.Context(v.ID).Save(v)
				if err != nil {
					t.Fatal(err)
				}
				pictured, there[v.ID] = pictured && written == 0, true
			case 1:
				if err := c.Context(v.ID).Drop(); err != nil {
					t.Fatal(err)
				}
				if there[v.ID] {
					pictured = false
				}
				delete(there, v.ID)
			default:
				if err := c.KeepList("rows"); err != nil {
					t.Fatal(err)
				}
				pictured = true
			}
			check()
		}
	})
}
