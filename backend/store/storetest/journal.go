package storetest

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Journal runs the suite. Each call of open yields a new, empty journal; the suite closes it.
func Journal(t *testing.T, open func(t testing.TB) store.Journal) {
	fresh := func(t testing.TB) store.Journal {
		j := open(t)
		t.Cleanup(func() { _ = j.Close() })
		return j
	}
	t.Run("marks are kept, replaced and removed", func(t *testing.T) {
		j := fresh(t)
		first := partner.Marks{Tags: []string{"vip", "école"}, Favourite: true}
		second := partner.Marks{Aliases: []string{"the bakery"}}
		for _, step := range []struct {
			n    int
			m    partner.Marks
			want map[partner.TenantID]partner.Marks
		}{
			{1, first, map[partner.TenantID]partner.Marks{ID(1): first}},
			{2, second, map[partner.TenantID]partner.Marks{ID(1): first, ID(2): second}},
			{1, second, map[partner.TenantID]partner.Marks{ID(1): second, ID(2): second}},
			{1, partner.Marks{}, map[partner.TenantID]partner.Marks{ID(2): second}},
			{1, partner.Marks{}, map[partner.TenantID]partner.Marks{ID(2): second}},
		} {
			if err := j.SetMarks(map[partner.TenantID]partner.Marks{ID(step.n): step.m}); err != nil {
				t.Fatal(err)
			}
			same(t, step.want, maps.Collect(j.Marks()))
		}
	})
	t.Run("marks of several are set at once, or none", func(t *testing.T) {
		j := fresh(t)
		vip := partner.Marks{Tags: []string{"vip"}}
		if err := j.SetMarks(map[partner.TenantID]partner.Marks{ID(1): vip, ID(2): vip, ID(3): {}}); err != nil {
			t.Fatal(err)
		}
		want := map[partner.TenantID]partner.Marks{ID(1): vip, ID(2): vip}
		same(t, want, maps.Collect(j.Marks()))
		if err := j.SetMarks(map[partner.TenantID]partner.Marks{ID(1): {}, ID(4): vip, "contoso": vip}); err == nil {
			t.Error("marks of nobody were set")
		}
		same(t, want, maps.Collect(j.Marks()))
	})
	t.Run("marks need a tenant id", func(t *testing.T) {
		if err := fresh(t).SetMarks(map[partner.TenantID]partner.Marks{"contoso": {Favourite: true}}); fault.KindOf(err) != fault.Internal {
			t.Errorf("SetMarks: %v", err)
		}
	})
	t.Run("settings", func(t *testing.T) { settings(t, fresh(t).Settings()) })
	outbox(t, fresh)
	events(t, fresh)
	alerts(t, fresh)
	told(t, fresh)
	t.Run("a closed journal says so", func(t *testing.T) {
		j := open(t)
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		if err := j.SetMarks(map[partner.TenantID]partner.Marks{ID(1): {Favourite: true}}); fault.KindOf(err) != fault.Internal {
			t.Errorf("SetMarks after Close: %v", err)
		}
	})
}

func settings(t *testing.T, s store.Settings) {
	type entry struct {
		N    int               `cbor:"1,keyasint"`
		Text map[string]string `cbor:"2,keyasint"`
	}
	want := entry{N: 3, Text: map[string]string{"ß": "ss"}}
	for key, value := range map[string]any{"a": want, "ab": []byte{1, 2}, "": "no name is a name"} {
		if err := s.Put(key, value); err != nil {
			t.Fatal(err)
		}
	}
	var got entry
	if found, err := s.Get("a", &got); !found || err != nil {
		t.Fatalf("Get: %v, %v", found, err)
	}
	same(t, want, got)
	var text string
	if found, err := s.Get("", &text); !found || err != nil || text != "no name is a name" {
		t.Errorf("Get: %q, %v, %v", text, found, err)
	}
	if found, err := s.Get("abc", &got); found || err != nil {
		t.Errorf("Get of what is not there: %v, %v", found, err)
	}
	if _, err := s.Get("ab", &got); fault.KindOf(err) != fault.Corrupt {
		t.Errorf("Get into another type: %v, want corrupt", err)
	}
	for range 2 {
		if err := s.Delete("a"); err != nil {
			t.Fatal(err)
		}
	}
	if found, err := s.Get("a", &got); found || err != nil {
		t.Errorf("Get after Delete: %v, %v", found, err)
	}
	if found, _ := s.Get("", &text); !found {
		t.Error("deleting one entry took another")
	}
}

func mustSave(t testing.TB, c store.Cache, v partner.Customer) int {
	t.Helper()
	n, err := c.Context(v.ID).Save(v)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func mustLoad(t testing.TB, c store.Cache, id partner.TenantID) partner.Customer {
	t.Helper()
	v, err := c.Context(id).Load()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func ids(t testing.TB, c store.Cache) (out []partner.TenantID) {
	t.Helper()
	for s, err := range c.Summaries() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s.ID)
	}
	return out
}

func same[T any](t testing.TB, want, got T) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
