package storetest

import (
	"reflect"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// Alert is a sample with something in every field.
func Alert(id string) partner.Alert {
	var a partner.Alert
	n := 0
	fill(reflect.ValueOf(&a).Elem(), &n)
	a.ID = id
	return a
}

// alerts is the part of the suite for the lives of alerts.
func alerts(t *testing.T, fresh func(testing.TB) store.Journal) {
	all := func(t testing.TB, j store.Journal) (out []partner.Alert) {
		t.Helper()
		for a, err := range j.Alerts().All() {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, a)
		}
		return out
	}
	change := func(t testing.TB, j store.Journal, put []partner.Alert, forget ...string) {
		t.Helper()
		if err := j.Alerts().Change(put, forget); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("every field of an alert is kept, in the order of the ids, and replaced", func(t *testing.T) {
		j := fresh(t)
		b, a := Alert("health-EX2"), Alert("health-EX1")
		change(t, j, []partner.Alert{b, a})
		same(t, []partner.Alert{a, b}, all(t, j))
		a.State, a.Reason = partner.AlertClosed, ""
		change(t, j, []partner.Alert{a}, "health-EX2", "health-EX3")
		same(t, []partner.Alert{a}, all(t, j))
	})
	t.Run("of a change of several alerts none is kept if one can't be", func(t *testing.T) {
		j := fresh(t)
		if err := j.Alerts().Change([]partner.Alert{Alert("health-EX1"), {}}, nil); fault.KindOf(err) != fault.Internal {
			t.Errorf("Change: %v", err)
		}
		same(t, nil, all(t, j))
	})
	t.Run("alerts meet no setting and nothing outgoing of the same name", func(t *testing.T) {
		j := fresh(t)
		mustPut(t, j.Outbox(), partner.Outgoing{ID: "x"})
		change(t, j, []partner.Alert{Alert("x")})
		change(t, j, nil, "x")
		same(t, []partner.Outgoing{{ID: "x"}}, outgoing(t, j.Outbox()))
	})
	t.Run("a closed journal keeps no alert and says so", func(t *testing.T) {
		j := fresh(t)
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		if err := j.Alerts().Change([]partner.Alert{Alert("x")}, nil); fault.KindOf(err) != fault.Internal {
			t.Errorf("Change: %v", err)
		}
	})
}
