package app

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

// What was kept before the log had a level is read as it always was.
func TestPreferencesWithoutALevelAreStillRead(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	storetest.Frozen(t, s.kept, preferencesKey, "preferences-1.cbor", func() error { return nil })
	got, err := s.Load()
	if err != nil || got.Language != "fr" || got.LogLevel != "" {
		t.Errorf("%+v, %v", got, err)
	}
}

// Those of before the lock are read, and lock nothing.
func TestPreferencesWithoutALockAreStillRead(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	storetest.Frozen(t, s.kept, preferencesKey, "preferences-2.cbor", func() error { return nil })
	got, err := s.Load()
	if err != nil || got.LogLevel != "debug" || got.LockAfter != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

// Those of before what is read by itself could be chosen are read, and read as usual.
func TestPreferencesWithoutAPaceAreStillRead(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	storetest.Frozen(t, s.kept, preferencesKey, "preferences-3.cbor", func() error { return nil })
	got, err := s.Load()
	if err != nil || got.LockAfter != 15 || got.Reading != (contract.Reading{}) {
		t.Errorf("%+v, %v", got, err)
	}
}

// Those of before the lists, the tour and whatever came with them are read: the window begins where it always did.
func TestPreferencesOfBeforeTheFrameAreStillRead(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	storetest.Frozen(t, s.kept, preferencesKey, "preferences-3.cbor", func() error { return nil })
	got, err := s.Load()
	if err != nil || got.LockAfter != 15 || got.Toured || got.Place != (contract.Place{}) {
		t.Errorf("%+v, %v", got, err)
	}
}

// What was kept of the one list whose look was kept is how that list looks now.
func TestTheLookOfTheOnlyListIsCarriedOver(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	storetest.Frozen(t, s.kept, preferencesKey, "preferences-3.cbor", func() error { return nil })
	want := contract.Preferences{Language: "fr", Theme: "dark", Density: "compact", PaneWidth: 420, LogLevel: "debug", LockAfter: 15,
		Lists: map[string]contract.ListLook{"customers": {Widths: map[string]int{"name": 240}, Sort: "name", Desc: true}}}.Listed()
	for range 2 { // as it was kept, and as it is kept again
		got, err := s.Load()
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
		if err := s.Save(got, nil); err != nil {
			t.Fatal(err)
		}
	}
}

func TestALookWithoutEndIsNotKept(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	look := contract.ListLook{Hidden: make([]string, mostLook+1)}
	if err := s.Save(contract.Preferences{Lists: map[string]contract.ListLook{"customers": look}}, nil); fault.KindOf(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
}

// A place that no window can have been at is not kept.
func TestOnlyAPlausiblePlaceIsKept(t *testing.T) {
	for _, place := range []contract.Place{{Scroll: -1}, {Row: strings.Repeat("x", 257)}} {
		s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
		if err := s.Save(contract.Preferences{Place: place}, nil); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%+v: %v", place, err)
		}
	}
}

// Those of before views could be saved are read: there are none, and the lists look as they were left.
func TestPreferencesWithoutViewsAreStillRead(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	storetest.Frozen(t, s.kept, preferencesKey, "preferences-6.cbor", func() error { return nil })
	got, err := s.Load()
	if look := got.Lists["customers"]; err != nil || got.Views == nil || len(got.Views) > 0 || look.View != "" || look.Filter["tag"] != "vip" {
		t.Errorf("%+v, %v", got, err)
	}
}

// Views that can't be told apart, or that no list can show in a line, are not kept.
func TestOnlyViewsThatCanBeToldApartAreKept(t *testing.T) {
	named := func(names ...string) (out []contract.SavedView) {
		for _, name := range names {
			out = append(out, contract.SavedView{List: "customers", Name: name})
		}
		return out
	}
	many := make([]contract.SavedView, 101)
	for i := range many {
		many[i] = contract.SavedView{List: "customers", Name: strconv.Itoa(i)}
	}
	for what, c := range map[string]struct {
		views []contract.SavedView
		key   string // of the sentence; empty: they are kept
	}{
		"two":                  {named("Nights", "Days"), ""},
		"of two lists":         {append(named("Nights"), contract.SavedView{List: "desk", Name: "Nights"}), ""},
		"64 letters":           {named(strings.Repeat("é", 64)), ""},
		"no name":              {named(""), "setting_view_name"},
		"65 letters":           {named(strings.Repeat("é", 65)), "setting_view_name"},
		"blanks around":        {named(" Nights"), "setting_view_name"},
		"two lines":            {named("Ni\nghts"), "setting_view_name"},
		"the same in capitals": {named("nights", "NIGHTS"), "setting_view_twice"},
		"too many":             {many, "setting_views_many"},
		"of no list":           {[]contract.SavedView{{Name: "Nights"}}, "program_preferences"},
		"a text without end":   {[]contract.SavedView{{List: "desk", Name: "Nights", Text: strings.Repeat("x", 513)}}, "program_preferences"},
	} {
		s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
		err := s.Save(contract.Preferences{Views: c.views}, nil)
		f, failed := fault.As(err)
		if failed != (c.key != "") || failed && (f.Kind != fault.Invalid || f.Message.Key != c.key) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// Those of before a window could stay are read, and a window that is closed ends.
func TestPreferencesWithoutAClosingAreStillRead(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	storetest.Frozen(t, s.kept, preferencesKey, "preferences-7.cbor", func() error { return nil })
	got, err := s.Load()
	if err != nil || len(got.Views) != 1 || got.Closing != (contract.Closing{}) {
		t.Errorf("%+v, %v", got, err)
	}
	if stays, told := (Opening{app: &App{Bound: Bound{Settings: s}}}).Stays(); stays || told {
		t.Error("it stays")
	}
}

// Those of before there were alerts and a verdict are read: no rule is anybody's, and hosts are tried.
func TestPreferencesOfBeforeAlertsAndVerdictsAreStillRead(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	storetest.Frozen(t, s.kept, preferencesKey, "preferences-8.cbor", func() error { return nil })
	got, err := s.Load()
	if d := cmp.Diff(contract.AlertRules{}.Listed(), got.Alerts); err != nil || d != "" || !got.Closing.Stays || s.untried() {
		t.Errorf("%v (-want +got)\n%s", err, d)
	}
}

// Those of before alerts were announced are read: they are, by name, and the rules of before hold.
func TestPreferencesOfBeforeAlertsWereAnnouncedAreStillRead(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	storetest.Frozen(t, s.kept, preferencesKey, "preferences-9.cbor", func() error { return nil })
	got, err := s.Load()
	if err != nil || got.Announces != (contract.Announcing{}) || !got.VerdictUntried || got.Alerts.WarnDays != 60 || len(got.Alerts.Quiet) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestYesterdaysPreferencesAreReadToday(t *testing.T) {
	want := contract.Preferences{Language: "fr", Theme: "dark", Density: "compact", PaneWidth: 420, LogLevel: "debug", LockAfter: 15, Toured: true, VerdictUntried: true, Sender: "Ana Silva", TicketSystem: "autotask", Announces: contract.Announcing{Off: true, Nameless: true},
		Lists: map[string]contract.ListLook{"customers": {Order: []string{"name", "tags"}, Hidden: []string{"age"}, Widths: map[string]int{"name": 240},
			Sort: "name", Desc: true, Filter: map[string]string{"tag": "vip"}, View: "Nights"}},
		Views:   []contract.SavedView{{List: "customers", Name: "Nights", Text: "paris", Sort: "expiry", Desc: true, Filter: map[string]string{"health": "outage"}}},
		Place:   contract.Place{View: "desk", TenantID: "t-1", Row: "t-1 42", Scroll: 120, Day: "2026-11-27", PaneClosed: true},
		Reading: contract.Reading{HealthEvery: 30, DetailsEvery: 72, Paused: true, OnMetered: contract.MeteredLess},
		Closing: contract.Closing{Stays: true, Told: true},
		Alerts: contract.AlertRules{Off: []string{"came"}, OnlyTags: []string{"vip"}, NeverTags: []string{"lab"}, OnlyServices: []string{"Exchange Online"}, NeverServices: []string{"Yammer"},
			Class: contract.ClassAll, Least: "degraded", Quiet: []contract.QuietHours{{From: "22:00", Until: "07:00", Days: []string{"mon"}}}, WarnDays: 60, StaleHours: 8},
		Portals: contract.Portals{Order: []string{"teams"}, Hidden: []string{"purview"}, Hosts: []string{"wiki.contoso.example"},
			Own: []contract.OwnPortal{{Name: "Wiki", Template: "https://wiki.contoso.example/{tid}"}}}}
	if missing := storetest.Unset(want); len(missing) > 0 {
		t.Errorf("no frozen file holds %v", missing)
	}
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	storetest.Frozen(t, s.kept, preferencesKey, "preferences-11.cbor", func() error { return s.Save(want, nil) })
	got, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// Two pages may be open on one profile, and one of them knows of the settings what they were when it was loaded.
func TestASettingIsNotUndoneByAPageThatDidNotChangeIt(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	first := contract.Preferences{Density: "compact", Lists: map[string]contract.ListLook{"desk": {View: "old"}}}
	if err := s.Save(first, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Save(contract.Preferences{Reading: contract.Reading{Paused: true}}, []string{"reading"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Save(contract.Preferences{Toured: true}, []string{"toured", "lists"}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Load()
	if err != nil || got.Density != "compact" || !got.Reading.Paused || !got.Toured || len(got.Lists) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if err := s.Save(first, []string{"densty"}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a field that there is not: %v", err)
	}
}

// What is damaged can't be read, and is nothing to keep the rest of.
func TestDamagedPreferencesAreReplaced(t *testing.T) {
	s := &Settings{gate: newGate(), kept: memstore.NewJournal().Settings()}
	if err := s.kept.Put(preferencesKey, "no preferences"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(); fault.KindOf(err) != fault.Corrupt {
		t.Fatalf("the preferences can be read: %v", err)
	}
	if err := s.Save(contract.Preferences{Density: "compact", Toured: true}, []string{"toured"}); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Load(); err != nil || !got.Toured || got.Density != "compact" {
		t.Errorf("%+v, %v", got, err)
	}
}
