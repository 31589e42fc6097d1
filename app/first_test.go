package app

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/app/contract"
	"tenantry/app/handover"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/secret"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
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
		want := a.Opening.First()
		stop(t, a)

		b := o.begun(t)
		got := b.Opening.First()
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

// A window that rests has left the list and the picture to whoever comes after it, however it ends, and says the same as
// before.
func TestARestKeepsTheList(t *testing.T) {
	inOffice(t, "demo", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		before := a.Opening.First()
		if err := a.Customers.rest(a.Settings); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(before, a.Opening.First()); d != "" {
			t.Errorf("the window says another thing after the rest\n%s", d)
		}
		b := o.begun(t) // the one before was killed
		defer b.life.cancel()
		got := b.Opening.First()
		if got.Customers == nil {
			t.Fatal("it kept no picture")
		}
		if d := cmp.Diff(before.Customers.Customers, got.Customers.Customers); d != "" {
			t.Error(d)
		}
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
		if b.Opening.First().Customers == nil {
			t.Fatal("there is no picture")
		}
		preferences, err := b.Settings.Load()
		if err != nil {
			t.Fatal(err)
		}
		preferences.Lists = map[string]contract.ListLook{contract.CustomerList: {Sort: "name"}}
		if err := b.Settings.Save(preferences, nil); err != nil {
			t.Fatal(err)
		}
		if b.Opening.First().Customers != nil {
			t.Error("a picture in another order is shown")
		}
		preferences.Lists = map[string]contract.ListLook{contract.CustomerList: {Filter: map[string]string{"attention": "true"}}}
		if err := b.Settings.Save(preferences, nil); err != nil {
			t.Fatal(err)
		}
		if b.Opening.First().Customers != nil {
			t.Error("a picture of all customers is shown where only some are looked at")
		}
		preferences.Lists = map[string]contract.ListLook{contract.CustomerList: {View: "Nights"}}
		if err := b.Settings.Save(preferences, nil); err != nil {
			t.Fatal(err)
		}
		if b.Opening.First().Customers != nil {
			t.Error("a picture of all customers is shown where a saved view is")
		}
		preferences.Lists = nil
		if err := b.Settings.Save(preferences, nil); err != nil {
			t.Fatal(err)
		}
		id := partner.TenantID(b.Opening.First().Customers.Customers[0].TenantID)
		if err := b.list.cache.Context(id).Drop(); err != nil {
			t.Fatal(err)
		}
		var p picture
		if found, err := b.list.cache.Picture(&p); found || err != nil {
			t.Errorf("it is still there: %v, %v", found, err)
		}
		if b.Opening.First().Customers != nil {
			t.Error("a customer who left is shown")
		}
	})
}

// A window that opens nothing says why with its first byte, and names nobody.
func TestALockedWindowsFirstPictureNamesNobody(t *testing.T) {
	f := Failed(Options{Home: t.TempDir(), Before: handover.Handover{Looks: handover.Looks{Language: "fr", Theme: "dark"}}}, Closed(handover.Locked)).Opening.First()
	if f.Waits != contract.LockPress || f.Preferences.Language != "fr" || f.Preferences.Theme != "dark" || f.Customers != nil || f.Overview != nil {
		t.Errorf("%+v", f)
	}
}

// A cache that can't be opened is said in the window, and the profile is free for whoever tries it next.
func TestAWindowWhoseCacheCannotBeOpenedSaysSoAndLetsGo(t *testing.T) {
	o := Options{Home: t.TempDir(), Secrets: secret.File}
	a, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	stop(t, a)
	dir, err := o.Dir()
	if err != nil {
		t.Fatal(err)
	}
	place := filepath.Join(dir, "cache")
	if err := errors.Join(os.RemoveAll(place), os.WriteFile(place, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	_, want := Open(o)
	if want == nil {
		t.Fatal("the cache could be opened")
	}
	o.Shell = silentShell{}
	a, err = Open(o)
	if err != nil {
		t.Fatal(err)
	}
	f := a.Opening.First()
	if f.Waits != contract.LockRetry || f.Customers != nil {
		t.Errorf("%+v", f)
	}
	if _, err := a.Customers.List(contract.CustomerQuery{}); fault.KindOf(err) != fault.KindOf(want) || err.Error() != want.Error() {
		t.Errorf("it says %v, not %v", err, want)
	}
	o.Shell = nil
	if _, err := Open(o); err == nil || err.Error() != want.Error() {
		t.Errorf("the profile is not free: %v", err)
	}
	stop(t, a)
}

// silentShell is a window that nobody looks at.
type silentShell struct{ Shell }

func (silentShell) Emit(contract.Event, uint64) {}

// What a window kept of a screen is how the next one lies; a maximised one goes back to the size of before.
func TestTheNextWindowLiesAsTheLastOne(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a := o.start(t)
		for _, c := range []struct{ kept, want handover.Geometry }{
			{handover.Geometry{}, handover.Geometry{}},
			{handover.Geometry{Width: 1000, Height: 700}, handover.Geometry{Width: 1000, Height: 700}},
			{handover.Geometry{Width: 1920, Height: 1040, Maximised: true}, handover.Geometry{Width: 1000, Height: 700, Maximised: true}},
		} {
			a.Opening.KeepGeometry(c.kept)
			if got := a.Opening.Geometry(); got != c.want {
				t.Errorf("%+v, not %+v", got, c.want)
			}
		}
		stop(t, a)
		b := o.start(t)
		defer stop(t, b)
		if got := b.Opening.Geometry(); !got.Maximised || got.Width != 1000 {
			t.Errorf("%+v", got)
		}
	})
	if got := Failed(Options{}, errors.New("no profile")).Opening.Geometry(); got != (handover.Geometry{}) {
		t.Errorf("%+v", got)
	}
}

// What the first version that kept one wrote is read: its window stands in the middle.
func TestAGeometryWithoutAPlaceIsStillRead(t *testing.T) {
	kept := memstore.NewJournal().Settings()
	storetest.Frozen(t, kept, geometryKey, "window-1.cbor", func() error { return nil })
	var got handover.Geometry
	if found, err := kept.Get(geometryKey, &got); !found || err != nil || got != (handover.Geometry{Width: 1000, Height: 700, Maximised: true}) {
		t.Errorf("%+v, %v, %v", got, found, err)
	}
}

// So is what is kept of one now.
func TestYesterdaysGeometryIsReadToday(t *testing.T) {
	want := handover.Geometry{Width: 1000, Height: 700, Maximised: true, Placed: true, X: 120, Y: 40}
	kept := memstore.NewJournal().Settings()
	storetest.Frozen(t, kept, geometryKey, "window-2.cbor", func() error { return kept.Put(geometryKey, want) })
	if missing := storetest.Unset(want); len(missing) > 0 {
		t.Errorf("no frozen file holds %v", missing)
	}
	var got handover.Geometry
	if found, err := kept.Get(geometryKey, &got); !found || err != nil || got != want {
		t.Errorf("%+v, %v, %v", got, found, err)
	}
}
