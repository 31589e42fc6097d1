package profiles_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/app/contract"
	"tenantry/app/profiles"
	"tenantry/backend/fault"
)

// add makes profiles that are called so.
func add(t *testing.T, place string, labels ...string) (made []profiles.Profile) {
	t.Helper()
	for _, label := range labels {
		p, err := profiles.Add(place, profiles.Sheet{Label: label})
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, p)
	}
	return made
}

func list(t *testing.T, place string) []profiles.Profile {
	t.Helper()
	all, err := profiles.List(place)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// What is made is listed, each with a colour of its own, beside profiles that nobody gave a sheet.
func TestWhatIsMadeIsListed(t *testing.T) {
	place := filepath.Join(t.TempDir(), "home")
	if got := list(t, place); len(got) != 0 {
		t.Errorf("%v", got)
	}
	if err := os.MkdirAll(filepath.Join(place, "profiles", "default"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, no := range []string{"not a name", ".hidden"} {
		if err := os.Mkdir(filepath.Join(place, "profiles", no), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(place, "profiles", "fabrikam"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	colours := contract.ProfileColours()
	made := add(t, place, "  Contoso   Partner ", "Fabrikam", "Ça & là", "Contoso-Partner")
	want := []profiles.Profile{
		{Name: "contoso-partner", Sheet: profiles.Sheet{Label: "Contoso Partner", Colour: colours[1]}},
		{Name: "fabrikam-2", Sheet: profiles.Sheet{Label: "Fabrikam", Colour: colours[2]}},
		{Name: "ça-là", Sheet: profiles.Sheet{Label: "Ça & là", Colour: colours[3]}},
		{Name: "contoso-partner-2", Sheet: profiles.Sheet{Label: "Contoso-Partner", Colour: colours[4]}},
	}
	if d := cmp.Diff(want, made); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	want = []profiles.Profile{want[0], want[3], {Name: "default", Sheet: profiles.Sheet{Colour: colours[0]}}, want[1], want[2]}
	if d := cmp.Diff(want, list(t, place)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	info, err := os.Stat(filepath.Join(place, "profiles", "contoso-partner"))
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others reach it: %v, %v", info.Mode(), err)
	}
}

// What nobody could tell from another, or read, is refused, and names its field; nothing is made.
func TestALabelTellsProfilesApart(t *testing.T) {
	place := t.TempDir()
	add(t, place, "Contoso")
	for label, key := range map[string]string{"": "field_profile_label", " \t ": "field_profile_label", "cONTOSO": "field_profile_taken",
		strings.Repeat("a", 61): "field_profile_long", "a\u202eb": "field_profile_unseen", "a\x1bb": "field_profile_unseen", "a\xff": "field_profile_unseen"} {
		_, err := profiles.Add(place, profiles.Sheet{Label: label})
		f, _ := fault.As(err)
		if f == nil || f.Kind != fault.Invalid || f.Fields["label"].Key != key {
			t.Errorf("%q: %+v", label, err)
		}
	}
	if _, err := profiles.Add(place, profiles.Sheet{Label: "Fabrikam", Colour: "red"}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
	if got := list(t, place); len(got) != 1 {
		t.Errorf("%v", got)
	}
}

func TestAChangeLeavesWhatItDoesNotName(t *testing.T) {
	place := t.TempDir()
	made := add(t, place, "Contoso", "Fabrikam")
	for _, c := range []struct{ change, want profiles.Sheet }{
		{profiles.Sheet{Colour: "grey"}, profiles.Sheet{Label: "Contoso", Colour: "grey"}},
		{profiles.Sheet{Label: "CONTOSO"}, profiles.Sheet{Label: "CONTOSO", Colour: "grey"}}, // its own name is no other's
		{profiles.Sheet{Label: "Contoso Nord", Colour: "teal"}, profiles.Sheet{Label: "Contoso Nord", Colour: "teal"}},
	} {
		got, err := profiles.Change(place, "contoso", c.change)
		if err != nil || got.Sheet != c.want || got.Name != "contoso" {
			t.Errorf("%+v: %+v, %v", c.change, got, err)
		}
		if kept, err := profiles.Find(place, "contoso"); err != nil || kept != got {
			t.Errorf("%+v is kept, %v", kept, err)
		}
	}
	if _, err := profiles.Change(place, "contoso", profiles.Sheet{Label: made[1].Label}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
	if _, err := profiles.Change(place, "litware", profiles.Sheet{Label: "x"}); fault.KindOf(err) != fault.Missing {
		t.Errorf("%v", err)
	}
	entries, err := os.ReadDir(filepath.Join(place, "profiles", "contoso"))
	if err != nil || len(entries) != 1 {
		t.Errorf("%v are left, %v", entries, err)
	}
}

// A sheet is in clear, and others may have written it: what nobody can have chosen here is nothing, and reading it ends.
func TestAForeignSheetIsNone(t *testing.T) {
	place := t.TempDir()
	add(t, place, "Contoso")
	file := filepath.Join(place, "profiles", "contoso", "sheet.json")
	free := contract.ProfileColours()[0]
	for text, want := range map[string]profiles.Sheet{
		"":        {Colour: free},
		"rubbish": {Colour: free},
		`{"label":"a\u001b[31m","colour":"teal"}`:                             {Colour: "teal"},
		`{"label":"Contoso","colour":"url(x)"}`:                               {Label: "Contoso", Colour: free},
		`{"label":"` + strings.Repeat("a", 1<<20) + `"}`:                      {Colour: free},
		`{"label":"Contoso","colour":"teal","of a later version":{"a":true}}`: {Label: "Contoso", Colour: "teal"},
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := list(t, place); len(got) != 1 || got[0].Sheet != want {
			t.Errorf("%.40q: %+v", text, got)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(file, 0o700); err != nil {
		t.Fatal(err)
	}
	if got := list(t, place); len(got) != 1 || got[0].Label != "" {
		t.Errorf("%+v", got)
	}
}
