package storetest

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// outbox runs the part of the suite that is about what is outgoing.
func outbox(t *testing.T, fresh func(testing.TB) store.Journal) {
	for _, promise := range []struct {
		says string
		test func(*testing.T, store.Journal)
	}{
		{"every field of what is outgoing is kept", everyField},
		{"whatever is written is kept as it is", whateverIsWritten},
		{"what is outgoing comes in the order of its ids", orderOfIDs},
		{"what is deleted is gone, twice is no error, the others stay", deletedIsGone},
		{"who reads the outbox may write and may leave", readersOfTheOutboxMayWrite},
		{"the longest that may be written is kept", longest},
		{"nothing is kept without an id", nothingWithoutID},
		{"the outbox, marks and the settings don't meet", nothingMeets},
		{"a closed journal keeps nothing and says so", closedJournal},
	} {
		t.Run(promise.says, func(t *testing.T) { promise.test(t, fresh(t)) })
	}
}

func everyField(t *testing.T, j store.Journal) {
	b := j.Outbox()
	o := Outgoing("TNT-7F3K2M")
	mustPut(t, b, o)
	same(t, []partner.Outgoing{o}, outgoing(t, b))
}

func whateverIsWritten(t *testing.T, j store.Journal) {
	b := j.Outbox()
	rapid.Check(t, func(rt *rapid.T) {
		o := partner.Outgoing{ID: "TNT-" + rapid.StringMatching("[0-9A-Z]{6}").Draw(rt, "id"),
			Tenant: partner.TenantID(rapid.String().Draw(rt, "tenant")), State: rapid.SampledFrom(partner.OutStates()).Draw(rt, "state"),
			Draft: partner.Draft{Title: rapid.String().Draw(rt, "title"), Description: rapid.String().Draw(rt, "description")},
			Note:  rapid.String().Draw(rt, "note"), Place: rapid.Int64().Draw(rt, "place"), Baseline: rapid.Int().Draw(rt, "baseline"),
			NextTry: time.Unix(rapid.Int64Range(0, 1<<33).Draw(rt, "s"), rapid.Int64Range(0, 1e9-1).Draw(rt, "ns")).UTC()}
		mustPut(t, b, o)
		got := outgoing(t, b)
		if d := cmp.Diff([]partner.Outgoing{o}, got, cmpopts.EquateEmpty()); d != "" {
			rt.Fatalf("(-want +got)\n%s", d)
		}
		if err := b.Delete(o.ID); err != nil {
			rt.Fatal(err)
		}
	})
}

func orderOfIDs(t *testing.T, j store.Journal) {
	b := j.Outbox()
	for _, id := range []string{"TNT-B", "TNT-AB", "TNT-A", "TNT-C"} {
		mustPut(t, b, partner.Outgoing{ID: id})
	}
	mustPut(t, b, partner.Outgoing{ID: "TNT-B", Note: "replaced"})
	same(t, []partner.Outgoing{{ID: "TNT-A"}, {ID: "TNT-AB"}, {ID: "TNT-B", Note: "replaced"}, {ID: "TNT-C"}}, outgoing(t, b))
}

func deletedIsGone(t *testing.T, j store.Journal) {
	b := j.Outbox()
	mustPut(t, b, partner.Outgoing{ID: "TNT-A"})
	mustPut(t, b, partner.Outgoing{ID: "TNT-AB"})
	for range 2 {
		if err := b.Delete("TNT-A"); err != nil {
			t.Fatal(err)
		}
	}
	same(t, []partner.Outgoing{{ID: "TNT-AB"}}, outgoing(t, b))
}

func readersOfTheOutboxMayWrite(t *testing.T, j store.Journal) {
	b := j.Outbox()
	for _, id := range []string{"TNT-A", "TNT-B", "TNT-C"} {
		mustPut(t, b, partner.Outgoing{ID: id})
	}
	for o, err := range b.All() {
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Delete(o.ID); err != nil {
			t.Fatal(err)
		}
		if o.ID == "TNT-B" {
			break
		}
	}
	same(t, []partner.Outgoing{{ID: "TNT-C"}}, outgoing(t, b))
}

func longest(t *testing.T, j store.Journal) {
	b := j.Outbox()
	o := Outgoing("TNT-A")
	long := strings.Repeat("😀", partner.MaxDescription)
	o.Draft.Description, o.Draft.AffectedUsers, o.Draft.StepsTried, o.Note = long, long, long, long
	for range 100 { // as many as are kept of one
		o.History = append(o.History, o.History[0])
	}
	mustPut(t, b, o)
	same(t, []partner.Outgoing{o}, outgoing(t, b))
}

func nothingWithoutID(t *testing.T, j store.Journal) {
	b := j.Outbox()
	if err := b.Put(partner.Outgoing{Note: "n"}); fault.KindOf(err) != fault.Internal {
		t.Errorf("Put: %v", err)
	}
	same(t, nil, outgoing(t, b))
}

func nothingMeets(t *testing.T, j store.Journal) {
	mustPut(t, j.Outbox(), partner.Outgoing{ID: "TNT-A"})
	if err := j.Settings().Put("TNT-A", 1); err != nil {
		t.Fatal(err)
	}
	if err := j.SetMarks(map[partner.TenantID]partner.Marks{ID(1): {Favourite: true}}); err != nil {
		t.Fatal(err)
	}
	same(t, []partner.Outgoing{{ID: "TNT-A"}}, outgoing(t, j.Outbox()))
	if err := j.Outbox().Delete("TNT-A"); err != nil {
		t.Fatal(err)
	}
	var n int
	if found, err := j.Settings().Get("TNT-A", &n); !found || err != nil {
		t.Errorf("the settings lost one: %v", err)
	}
}

func closedJournal(t *testing.T, j store.Journal) {
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if err := j.Outbox().Put(partner.Outgoing{ID: "TNT-A"}); fault.KindOf(err) != fault.Internal {
		t.Errorf("Put after Close: %v", err)
	}
	told := 0
	for o, err := range j.Outbox().All() {
		if told++; o.ID != "" || fault.KindOf(err) != fault.Internal {
			t.Errorf("All after Close: %v, %v", o, err)
		}
	}
	if told != 1 {
		t.Errorf("All after Close says so %d times", told)
	}
}

// Outgoing is a sample with something in every field: a field that is added to partner.Outgoing is filled
// here by itself, and so must come back from the store.
func Outgoing(id string) partner.Outgoing {
	var o partner.Outgoing
	n := 0
	fill(reflect.ValueOf(&o).Elem(), &n)
	o.ID = id
	return o
}

func fill(v reflect.Value, n *int) {
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(Day.Add(time.Duration(*n) * time.Minute)))
		return
	case message.Message: // holds itself
		v.Set(reflect.ValueOf(message.Of("field_is", "field", *n, "problem", message.Of("field_missing"))))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("word " + string(rune('A'+*n)))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	default:
		panic("a field of kind " + v.Kind().String() + " has no sample yet")
	}
}

func mustPut(t testing.TB, b store.Outbox, o partner.Outgoing) {
	t.Helper()
	if err := b.Put(o); err != nil {
		t.Fatal(err)
	}
}

func outgoing(t testing.TB, b store.Outbox) []partner.Outgoing {
	t.Helper()
	var out []partner.Outgoing
	for o, err := range b.All() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, o)
	}
	return out
}
