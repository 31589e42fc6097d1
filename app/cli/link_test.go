package cli

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/contract"
)

// linkedShell is a window that counts what it was told.
type linkedShell struct {
	app.Shell
	linked, shown int
}

func (s *linkedShell) Emit(e contract.Event, _ uint64) {
	if e == contract.EventLinked {
		s.linked++
	}
}
func (s *linkedShell) Show() { s.shown++ }

// follows starts the program with a display, as the system does for a link; got is the window that it opened, if any.
func (d *desk) follows(args ...string) (r result, got *WindowOptions) {
	d.t.Helper()
	var out, errs bytes.Buffer
	e := d.env(args, strings.NewReader(""), &out, &errs)
	e.Display = func() bool { return true }
	e.Window = func(ctx context.Context, w WindowOptions) error {
		a, end, err := Open(ctx, w.Options)
		if err != nil {
			return err
		}
		if where, err := a.Portal.Linked(); err != nil || w.Options.Link != "" && where.View == "" {
			d.t.Errorf("%+v, %v", where, err)
		}
		got = &w
		return end()
	}
	return result{Run(d.t.Context(), e), out.String(), errs.String()}, got
}

func linkDesk(t *testing.T) (d *desk, id string) {
	t.Helper()
	d = newDesk(t)
	d.startCloud(5)
	d.signIn()
	d.must(d.types("sync", "--quiet"))
	list := d.must(d.types("customers", "--json")).document(t)["customers"].([]any)
	return d, list[0].(map[string]any)["tenantId"].(string)
}

// A second start hands its link to the window that is open, which comes to the front and shows the customer, once.
func TestALinkReachesTheWindowThatIsOpen(t *testing.T) {
	d, id := linkDesk(t)
	incident := d.must(d.types("incidents", "--json")).document(t)["incidents"].([]any)[0].(map[string]any)["id"].(string)
	w := &linkedShell{}
	a := d.holds(app.Options{Shell: w})
	for link, want := range map[string]contract.Linked{
		"tenantry:customer/" + id:                        {View: "overview", TenantID: id},
		"tenantry:customer/" + id + "/health":            {View: "health", TenantID: id},
		"tenantry:incident/" + strings.ToLower(incident): {View: "incidents", Incident: incident},
		"tenantry:view/requests":                         {View: "desk"},
		"tenantry:view/today":                            {View: "today"},
		"tenantry:view/incidents?profile=default":        {View: "incidents"},
	} {
		linked, shown := w.linked, w.shown
		r, opened := d.follows("--", link)
		d.must(r)
		if opened != nil || w.linked != linked+1 || w.shown != shown+1 || r.out != "" {
			t.Errorf("%s: opened %v, told %d, shown %d, %q", link, opened, w.linked-linked, w.shown-shown, r.out)
		}
		if got, err := a.Portal.Linked(); err != nil || got != want {
			t.Errorf("%s: %+v, %v", link, got, err)
		}
		if again, err := a.Portal.Linked(); err != nil || again != (contract.Linked{}) {
			t.Errorf("%s is followed twice: %+v, %v", link, again, err)
		}
	}
}

func TestALinkThatLeadsNowhereIsSaidInTheWindow(t *testing.T) {
	d, _ := linkDesk(t)
	a := d.holds(app.Options{Shell: &linkedShell{}})
	for link, says := range map[string]string{
		"tenantry:customer/00000000-0000-4000-8000-000000000001": "does not know",
		"tenantry:customer/contoso":                              "does not know", // like a name of one, and no identifier
		"tenantry:customer/x/delete":                             "leads to nothing",
		"tenantry:incident/ZZ999999":                             "ZZ999999",
		"tenantry:request/999999":                                "999999",
	} {
		r, _ := d.follows(link)
		d.must(r)
		if got, err := a.Portal.Linked(); err == nil || !strings.Contains(err.Error(), says) || got != (contract.Linked{}) {
			t.Errorf("%s: %+v, %v", link, got, err)
		}
	}
	if err := a.Follow("tenantry:view/customers?profile=other"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Portal.Linked(); err == nil || !strings.Contains(err.Error(), "another profile") {
		t.Errorf("a link changed the profile: %v", err)
	}
}

func TestALinkOpensAWindowThatFollowsIt(t *testing.T) {
	d, id := linkDesk(t)
	link := "tenantry:customer/" + id
	r, got := d.follows("--", link)
	d.must(r)
	if got == nil || got.Options.Link != link {
		t.Errorf("%+v", got)
	}
	if r, got := d.follows("tenantry:view/customers?profile=never-made"); r.code != command.ExitError || got != nil || !strings.Contains(r.err, "does not exist") {
		t.Errorf("exit %d %s %v", r.code, r.err, got)
	}
}

func TestWithoutADisplayALinkIsACommandLine(t *testing.T) {
	d, id := linkDesk(t)
	for _, args := range [][]string{{"tenantry:customer/" + id + "/health"}, {"open", "tenantry:customer/" + id + "/health"}} {
		if r := d.must(d.types(args...)); r.out != "tenantry health "+id+"\n" {
			t.Errorf("%q", r.out)
		}
	}
	d.must(d.types("health", id))
	if doc := d.must(d.types("links", id, "--json")).document(t); doc["tenantry"] != "tenantry:customer/"+id {
		t.Errorf("%v", doc["tenantry"])
	}
}

// What a browser hands over stands behind "--": what broke out of the quotation marks is no option and no command.
func TestALinkBringsNoOptions(t *testing.T) {
	d := newDesk(t)
	for _, args := range [][]string{{"--", "tenantry:view/customers", "--home", "/tmp/x"}, {"--", "sync"}, {"--", "--version"}, {"--", "tenantry:x", "logout", "--wipe"}} {
		if r, got := d.follows(args...); r.code != command.ExitUse || got != nil {
			t.Errorf("%q: exit %d %s %v", args, r.code, r.err, got)
		}
	}
}
