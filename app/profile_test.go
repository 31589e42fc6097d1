package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tenantry/app/contract"
	"tenantry/app/handover"
	"tenantry/backend/fault"
)

// The folder and the keys are under one rule: a name that one of them takes, both take.
func TestAProfileOpensUnderEveryNameThatIsOne(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"default", "été", "東京"} {
		a, err := Open(Options{Home: home, Profile: name, Secrets: "file"})
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		if err := a.Stop(); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"..", "../x", "a/b", "nul", "a.", "a\x1b[31m", strings.Repeat("a", 1<<16)} {
		if _, err := Open(Options{Home: home, Profile: name, Secrets: "file"}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%.20q: %v", name, err)
		}
		if _, err := (Options{Home: home, Profile: name}).LogFile(); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%.20q has a log: %v", name, err)
		}
	}
	if _, err := Open(Options{Home: home, Profile: "e\u0301te\u0301", Secrets: "pocket"}); fault.KindOf(err) != fault.Invalid || strings.Contains(err.Error(), "profile") {
		t.Errorf("the same letters, typed otherwise: %v", err)
	}
	_, err := Open(Options{Home: home, Profile: "Default", Secrets: "file"})
	if fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "--profile default") {
		t.Errorf("a name that differs in capitals: %v", err)
	}
}

// switching is a home with a profile that is open in a window, and another one.
func switching(t *testing.T, s *starter) (a *App, o Options, other contract.Profile) {
	t.Helper()
	o = Options{Home: filepath.Join(t.TempDir(), "home"), Secrets: "file", Shell: s}
	a, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	other, err = a.Profiles.Add("Contoso Nord", "")
	if err != nil {
		t.Fatal(err)
	}
	return a, o, other
}

// The way to another profile is a new process of that profile, which looks as this one does.
func TestAnotherProfileIsANewProcess(t *testing.T) {
	s := &starter{}
	a, o, other := switching(t, s)
	if err := a.Settings.Save(contract.Preferences{Language: "fr", Theme: "dark"}, nil); err != nil {
		t.Fatal(err)
	}
	want := handover.Handover{Start: handover.Switched, Looks: handover.Looks{Language: "fr", Theme: "dark"}, Profile: other.Name}
	if shown, err := a.Profiles.Switch(other.Name); shown || err != nil || !slices.Equal(s.started, []handover.Handover{want}) {
		t.Errorf("%v, %v, %+v", shown, err, s.started)
	}
	if _, err := a.Profiles.Switch("nobody"); fault.KindOf(err) != fault.Missing || len(s.started) != 1 {
		t.Errorf("%v, %+v", err, s.started)
	}
	stop(t, a)
	// A window that opened nothing has the same way out, in the looks that it was handed.
	locked := Failed(Options{Home: o.Home, Secrets: "file", Shell: s, Before: handover.Handover{Looks: want.Looks}}, Closed(handover.LockedPassphrase))
	if shown, err := locked.Profiles.Switch(other.Name); shown || err != nil || len(s.started) != 2 || s.started[1] != want {
		t.Errorf("%v, %v, %+v", shown, err, s.started)
	}
	if all, err := locked.Profiles.List(); err != nil || len(all) != 2 || all[0].Current || !all[1].Current {
		t.Errorf("%+v, %v", all, err)
	}
	// The command line has no window to put another one in the place of.
	if _, err := ProfilesOf(Options{Home: o.Home}).Switch(other.Name); fault.KindOf(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
}

// A removed profile is gone with its keys; the one of the window, and one that is open elsewhere, stay.
func TestOnlyAProfileThatIsClosedIsRemoved(t *testing.T) {
	a, o, other := switching(t, &starter{})
	dir := filepath.Join(o.Home, "profiles", other.Name)
	if err := a.Profiles.Remove("default"); fault.KindOf(err) != fault.Conflict {
		t.Errorf("%v", err)
	}
	o.Profile = other.Name
	second, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Profiles.Remove(other.Name); !InUse(err) {
		t.Errorf("%v", err)
	}
	stop(t, second)
	if _, err := os.Stat(filepath.Join(dir, "keys", other.Name+".key")); err != nil {
		t.Fatal(err)
	}
	if err := a.Profiles.Remove(other.Name); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
	if all, err := a.Profiles.List(); err != nil || len(all) != 1 || all[0].Name != "default" {
		t.Errorf("%+v, %v", all, err)
	}
	stop(t, a)
}
