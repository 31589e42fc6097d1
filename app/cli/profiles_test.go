package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/contract"
)

// Profiles are made, told apart, and removed without opening any; what is made is opened by --profile.
func TestProfilesAreMadeAndRemovedUnopened(t *testing.T) {
	d := newDesk(t)
	d.must(d.types("customers"))
	r := d.must(d.types("profiles", "add", "Contoso Nord", "--colour", "teal"))
	if !strings.Contains(r.out, "Contoso Nord (teal): --profile contoso-nord") {
		t.Errorf("%s", r.out)
	}
	if _, err := os.Stat(filepath.Join(d.home, "profiles", "contoso-nord", "keys")); !os.IsNotExist(err) {
		t.Errorf("it was opened: %v", err)
	}
	d.must(d.types("customers", "--profile", "contoso-nord"))
	if r := d.types("profiles", "change", "default", "--colour", "red"); r.code != command.ExitUse { // it has no label yet
		t.Errorf("exit %d %s", r.code, r.err)
	}
	d.must(d.types("profiles", "change", "default", "--label", "Contoso Süd"))
	var told struct{ Profiles []contract.Profile }
	if err := json.Unmarshal([]byte(d.must(d.types("profiles", "--json")).out), &told); err != nil {
		t.Fatal(err)
	}
	want := []contract.Profile{{Name: "contoso-nord", Label: "Contoso Nord", Colour: "teal"}, {Name: "default", Label: "Contoso Süd", Colour: contract.ProfileColours()[0], Current: true}}
	if len(told.Profiles) != 2 || told.Profiles[0] != want[0] || told.Profiles[1] != want[1] {
		t.Errorf("%+v", told.Profiles)
	}
	for _, bad := range [][]string{{"add", "contoso nord"}, {"add", "Litware", "--colour", "red"}, {"change", "default"}, {"change", "default", "--label", "Contoso Nord"}} {
		if r := d.types(append([]string{"profiles"}, bad...)...); r.code != command.ExitUse {
			t.Errorf("%q: exit %d %s", bad, r.code, r.err)
		}
	}
	for _, nobody := range [][]string{{"change", "litware", "--colour", "grey"}, {"remove", "litware", "--yes"}} {
		if r := d.types(append([]string{"profiles"}, nobody...)...); r.code != command.ExitError || !strings.Contains(r.err, "litware") {
			t.Errorf("%q: exit %d %s", nobody, r.code, r.err)
		}
	}
	if r := d.typesInto("n\n", "profiles", "remove", "contoso-nord"); r.code != command.ExitError {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	_, end, err := Open(t.Context(), app.Options{Home: d.home, Secrets: "file", Profile: "contoso-nord"})
	if err != nil {
		t.Fatal(err)
	}
	if r := d.types("profiles", "remove", "contoso-nord", "--yes"); r.code != command.ExitBusy {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	// The window of another profile finds that a command is at work there, which shows no window, and stays.
	if _, err := app.ProfilesOf(app.Options{Home: d.home, Secrets: "file"}).Switch("contoso-nord"); err == nil || !strings.Contains(err.Error(), "at work") {
		t.Errorf("%v", err)
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
	d.must(d.types("profiles", "remove", "contoso-nord", "--yes"))
	if r := d.must(d.types("profiles", "--tsv", "--no-header")); r.out != "default\tContoso Süd\tblue\n" {
		t.Errorf("%q", r.out)
	}
}
