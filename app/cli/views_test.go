package cli

import (
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/app/contract"
)

// A view that was saved in the window is listed by its name: what it narrows, in its order. Other options win over it, and
// a name that no view has is wrong use that tells those that there are.
func TestAViewIsListedByItsName(t *testing.T) {
	d := newDesk(t)
	d.startCloud(40)
	d.signIn()
	d.types("sync") // in part: some customers of the demo refuse
	if r := d.types("customers", "--view", "Nights"); r.code != 2 || !strings.Contains(r.err, "none was saved") {
		t.Fatalf("%+v", r)
	}
	a := d.holds(app.Options{}) // the window, which is asked from now on
	kept, err := a.Settings.Load()
	if err != nil {
		t.Fatal(err)
	}
	kept.Views = []contract.SavedView{{List: "desk", Name: "Mine"},
		{List: "customers", Name: "Nights", Sort: "name", Desc: true, Filter: map[string]string{"attention": "true"}}}
	if err := a.Settings.Save(kept, nil); err != nil {
		t.Fatal(err)
	}
	names := func(args ...string) (out []string) {
		for _, c := range d.reads(append([]string{"customers"}, args...)...)["customers"].([]any) {
			out = append(out, c.(map[string]any)["name"].(string))
		}
		return out
	}
	want := names("--attention", "--sort", "name", "--desc")
	if len(want) == 0 || len(want) == 40 {
		t.Fatalf("%d of 40 have trouble: this tells nothing", len(want))
	}
	if got := names("--view", "nights"); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%v, want %v", got, want)
	}
	if got, want := names("--view", "Nights", "--attention=false", "--desc=false", "--limit", "3"), names("--sort", "name", "--limit", "3"); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%v, want %v", got, want)
	}
	if r := d.types("customers", "--view", "Mine"); r.code != 2 || !strings.Contains(r.err, "“Mine”: there are Nights") {
		t.Errorf("%+v", r)
	}
}
