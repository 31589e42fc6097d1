package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/app/contract"
	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// begun is the program as it is before the customers are in memory: the stores are open.
func (o *office) begun(t *testing.T) *App {
	t.Helper()
	options := Options{Cloud: o.cloud, Shell: o.shell}
	a, err := compose(options, options.profile(), inMemory(t, o.kept))
	if err != nil {
		t.Fatal(err)
	}
	a.list.marks.load()
	a.gate.begin(nil)
	return a
}

// The first picture of a window is what the one before it showed last, and says the same as the list once that is there.
func TestTheFirstPictureIsWhatIsKept(t *testing.T) {
	inOffice(t, "demo", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		all := rows(t, a, contract.CustomerQuery{Sort: "health", Limit: firstRows})
		if err := a.Customers.SetTags(all[3].TenantID, []string{"vip"}); err != nil {
			t.Fatal(err)
		}
		if err := a.Customers.SetFavourite(all[1].TenantID, true); err != nil {
			t.Fatal(err)
		}
		want := a.First()
		stop(t, a)

		b := o.begun(t)
		got := b.First()
		if got.Session != nil {
			t.Error("it says who is signed in before that is known")
		}
		if got.Customers == nil || len(got.Customers.Customers) != firstRows || got.Customers.Total != want.Customers.Total || got.Waits != "" {
			t.Fatalf("%+v", got.Customers)
		}
		if d := cmp.Diff(want.Customers.Customers, got.Customers.Customers); d != "" {
			t.Error(d)
		}
		want.Overview.Revision, got.Overview.Revision = 0, 0
		if d := cmp.Diff(want.Overview, got.Overview); d != "" {
			t.Error(d)
		}
		if got.Customers.AsOf == nil || *got.Customers.AsOf != *want.Customers.AsOf {
			t.Errorf("of %v, not %v", got.Customers.AsOf, want.Customers.AsOf)
		}
		b.gate.open(nil)
		_ = b.Stop() // it kept nothing
	})
}

// A process that changed a customer and was killed leaves none: what it would show is no longer what is kept. So does one
// that shows another order.
func TestAPictureThatIsNotTrueIsNotShown(t *testing.T) {
	inOffice(t, "demo", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		stop(t, a)
		b := o.begun(t)
		defer b.life.cancel()
		if b.First().Customers == nil {
			t.Fatal("there is no picture")
		}
		preferences, err := b.Settings.Load()
		if err != nil {
			t.Fatal(err)
		}
		preferences.Sort = "name"
		if err := b.Settings.Save(preferences); err != nil {
			t.Fatal(err)
		}
		if b.First().Customers != nil {
			t.Error("a picture in another order is shown")
		}
		preferences.Sort = ""
		if err := b.Settings.Save(preferences); err != nil {
			t.Fatal(err)
		}
		id := partner.TenantID(b.First().Customers.Customers[0].TenantID)
		if err := b.list.cache.Context(id).Drop(); err != nil {
			t.Fatal(err)
		}
		var p picture
		if found, err := b.list.cache.Values().Get(store.Picture, &p); found || err != nil {
			t.Errorf("it is still there: %v, %v", found, err)
		}
		if b.First().Customers != nil {
			t.Error("a customer who left is shown")
		}
	})
}

// A window that opens nothing says why with its first byte, and names nobody.
func TestALockedWindowsFirstPictureNamesNobody(t *testing.T) {
	f := Failed(Options{Home: t.TempDir(), Looks: Looks{Language: "fr", Theme: "dark"}}, Handover{Start: Locked}.Fault()).First()
	if f.Waits != contract.LockPress || f.Preferences.Language != "fr" || f.Preferences.Theme != "dark" || f.Customers != nil || f.Overview != nil {
		t.Errorf("%+v", f)
	}
}
