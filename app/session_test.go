package app

import (
	"testing"

	"tenantry/app/contract"
	"tenantry/backend/fault"
)

func TestSigningInToAnotherPartnerWipesTheCache(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		if err := a.SignOut(t.Context(), false, false); err != nil {
			t.Fatal(err)
		}
		if len(rows(t, a, contract.CustomerQuery{})) == 0 {
			t.Fatal("signing out alone keeps the customers")
		}
		if err := a.stores.Cache.Values().Put("owner", "99999999-9999-4999-8999-999999999999"); err != nil {
			t.Fatal(err)
		}
		o.signIn(t, a)
		if left := rows(t, a, contract.CustomerQuery{}); len(left) != 0 {
			t.Errorf("%d customers of the other partner are still shown", len(left))
		}
	})
}

func TestSigningOutForgetsTheTokens(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		if err := a.SignOut(t.Context(), false, false); err != nil {
			t.Fatal(err)
		}
		var kept map[int]any
		if ok, err := a.stores.Journal.Settings().Get("account", &kept); !ok || err != nil || kept[2] != nil {
			t.Errorf("tokens are still kept: %v %v", ok, err)
		}
		before := o.asked.Load()
		if _, err := a.SyncNow(t.Context(), "", false, nil); fault.KindOf(err) != fault.SignIn {
			t.Errorf("a sync after signing out: %v", err)
		}
		if o.asked.Load() != before {
			t.Error("it used the network")
		}
		if len(rows(t, a, contract.CustomerQuery{})) == 0 {
			t.Error("signing out removed the customers though nobody asked for that")
		}
	})
}
