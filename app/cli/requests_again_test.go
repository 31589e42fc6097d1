package cli

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/contract"
	"tenantry/app/handover"
	"tenantry/backend/partner"
)

func (d *desk) outboxSize() int {
	d.t.Helper()
	return len(d.must(d.types("requests", "outbox", "--json")).document(d.t)["requests"].([]any))
}

func TestAnUnknownTemplateKeepsNothingAndListsTheOnesThereAre(t *testing.T) {
	d := requestsDesk(t)
	r := d.types("requests", "new", d.customer(), "--channel", "portal", "--title", "T", "--description", "D", "--template", "nope", "--json")
	doc := r.document(t)
	if r.code != command.ExitUse || doc["flag"] != "template" || len(doc["choices"].([]any)) == 0 || doc["localId"] != nil {
		t.Errorf("exit %d %s", r.code, r.out)
	}
	if !strings.Contains(r.err, "nothing was kept") || strings.Contains(r.err, "requests edit") || d.outboxSize() != 0 {
		t.Errorf("%d are kept: %s", d.outboxSize(), r.err)
	}
}

func TestARefusedIncidentGoesOntoNoDraft(t *testing.T) {
	d := requestsDesk(t)
	r := d.types("requests", "new", d.customer(), "--title", "T", "--description", "D", "--incident", "EX000", "--json")
	doc := r.document(t)
	if r.code != command.ExitUse || doc["error"].(map[string]any)["fields"].(map[string]any)["incident"] == nil {
		t.Fatalf("exit %d %s", r.code, r.out)
	}
	id := doc["localId"].(string)
	if i := d.outgoing(id); i["incidentId"] != "" || i["title"] != "T" {
		t.Errorf("kept: %s", asJSON(i))
	}
	if r := d.types("requests", "edit", id, "--title", "U", "--incident", "EX000"); r.code != command.ExitUse || !strings.Contains(r.err, "--incident") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	d.must(d.types("requests", "edit", id))
	if i := d.outgoing(id); i["incidentId"] != "" || i["title"] != "U" || i["state"] != "queued" {
		t.Errorf("%s", asJSON(i))
	}
}

func TestAnIncidentOfTheCustomerIsTakenAndSurvivesARefusedOne(t *testing.T) {
	d := requestsDesk(t)
	all := d.must(d.types("incidents", "--json")).document(t)["incidents"].([]any)
	if len(all) == 0 {
		t.Fatal("nobody has an open issue")
	}
	first := all[0].(map[string]any)
	tenant := first["customers"].([]any)[0].(map[string]any)["tenantId"].(string)
	doc := d.must(d.types("requests", "new", tenant, "--draft", "--incident", strings.ToLower(first["id"].(string)), "--json")).document(t)
	if doc["incidentId"] != first["id"] || doc["channel"] != "portal" {
		t.Fatalf("%s", asJSON(doc))
	}
	id := doc["localId"].(string)
	if r := d.types("requests", "edit", id, "--incident", "EX000"); r.code != command.ExitUse || d.outgoing(id)["incidentId"] != first["id"] {
		t.Errorf("exit %d %s", r.code, asJSON(d.outgoing(id)))
	}
}

func TestANoteIsShownByItsLocalIDWithItsStory(t *testing.T) {
	d := requestsDesk(t)
	_, number := d.openRequest()
	id, _, _ := strings.Cut(d.must(d.types("requests", "note", number, "first\nsecond")).out, "\n")
	shown := d.must(d.types("requests", "show", strings.ToLower(id)))
	for _, want := range []string{id, "… Queued", number, "first\nsecond", "queued → queued"} {
		if !strings.Contains(shown.out, want) {
			t.Errorf("%q is missing:\n%s", want, shown.out)
		}
	}
	doc := d.must(d.types("requests", "show", id, "--json")).document(t)
	if has(t, "show", doc, requestRow+" draft note requestId nextTryAt behind editable history")["note"] != "first\nsecond" || doc["requestId"] != number {
		t.Errorf("%s", asJSON(doc))
	}
}

func TestABadNoteIsRefusedAndTheCommandSaysThatNothingWasKept(t *testing.T) {
	d := requestsDesk(t)
	_, number := d.openRequest()
	for name, args := range map[string][]string{
		"empty":             {number, " \n "},
		"too long":          {number, strings.Repeat("x", partner.MaxNote+1)},
		"control character": {number, "a\x00b"},
		"unknown request":   {"000000000000000", "a note"},
		"no number":         {"no number!", "a note", "--customer", d.customer()},
	} {
		t.Run(name, func(t *testing.T) {
			r := d.types(append([]string{"requests", "note"}, args...)...)
			if r.code != command.ExitUse || !strings.Contains(r.err, "nothing was kept") || strings.Count(r.err, "\n") != 1 || d.outboxSize() != 0 {
				t.Errorf("exit %d, %d kept: %s", r.code, d.outboxSize(), r.err)
			}
		})
	}
}

func TestWhatArrivedIsTakenOffTheListAndStaysAtMicrosoft(t *testing.T) {
	d := requestsDesk(t)
	_, number := d.openRequest()
	id, _, _ := strings.Cut(d.must(d.types("requests", "note", number, "a note")).out, "\n")
	d.must(d.types("requests", "send"))
	if r := d.types("requests", "cancel", id); r.code != command.ExitError || !strings.Contains(r.err, "--delete") || d.stateOf(id) != "sent" {
		t.Fatalf("exit %d %s", r.code, r.err)
	}
	if r := d.must(d.types("requests", "cancel", id, "--delete")); !strings.Contains(r.out, "off the list") {
		t.Errorf("%s", r.out)
	}
	if d.outboxSize() != 0 || len(d.cloud.State().Notes) != 1 {
		t.Errorf("%d are listed, %d notes at Microsoft", d.outboxSize(), len(d.cloud.State().Notes))
	}
}

func TestAChannelThatWasNotChosenIsAskedForUntilItIs(t *testing.T) {
	d := requestsDesk(t)
	tenant, _ := d.azure()
	r := d.types("requests", "new", tenant, "--title", "T", "--description", "D", "--json")
	if r.code != command.ExitUse || r.document(t)["flag"] != "channel" {
		t.Fatalf("exit %d %s", r.code, r.out)
	}
	id := r.document(t)["localId"].(string)
	for _, args := range [][]string{{"edit", id}, {"edit", id, "--title", "U"}, {"send", id}, {"edit", id, "--channel", "fax"}} {
		r := d.types(append([]string{"requests"}, args...)...)
		if r.code != command.ExitUse || !strings.Contains(r.err, "--channel") || d.stateOf(id) != "draft" {
			t.Errorf("%v: exit %d, it is %s: %s", args, r.code, d.stateOf(id), r.err)
		}
	}
	d.must(d.types("requests", "edit", id, "--channel", "portal"))
	if i := d.outgoing(id); i["state"] != "queued" || i["channel"] != "portal" || i["title"] != "U" {
		t.Errorf("%s", asJSON(i))
	}
}

func TestAChannelThatWasChosenIsNotAskedForAgain(t *testing.T) {
	d := requestsDesk(t)
	tenant, _ := d.azure()
	id := d.writes(tenant, "--title", "T", "--description", "D", "--channel", "portal", "--draft")
	if r := d.types("requests", "edit", id, "--channel", "fax"); r.code != command.ExitUse {
		t.Fatalf("exit %d", r.code)
	}
	d.must(d.types("requests", "edit", id))
	if i := d.outgoing(id); i["state"] != "queued" || i["channel"] != "portal" {
		t.Errorf("%s", asJSON(i))
	}
}

// window is a window that only notes which pages it opened.
type window struct {
	mu    sync.Mutex
	pages []string
}

func (w *window) opened() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.pages)
}

func (w *window) Emit(contract.Event, uint64)                        {}
func (w *window) OpenFile(string, string) (string, error)            { return "", nil }
func (w *window) SaveFile(string, string) (string, error)            { return "", nil }
func (w *window) StartDemo() error                                   { return nil }
func (w *window) StartAnew(handover.Handover, string) error          { return nil }
func (w *window) Leave()                                             {}
func (w *window) Kept()                                              {}
func (w *window) Hide()                                              {}
func (w *window) Hidden() bool                                       { return false }
func (*window) Notify(context.Context, string, string, string) error { return nil }
func (w *window) ShowFile(string) error                              { return nil }
func (w *window) OpenURL(url string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages = append(w.pages, url)
	return nil
}

// typesAtTerminal is types at a terminal of 80 columns.
func (d *desk) typesAtTerminal(args ...string) result {
	d.t.Helper()
	var out, errs bytes.Buffer
	e := d.env(args, strings.NewReader(""), &out, &errs)
	e.Width = 80
	code := Run(d.t.Context(), e)
	return result{code, out.String(), errs.String()}
}

func TestTheWindowOpensTheSupportPageOnlyWhenAPersonAtATerminalWantsIt(t *testing.T) {
	d := requestsDesk(t)
	id := d.writes(d.customer(), "--channel", "portal", "--title", "T", "--description", "D")
	w := &window{}
	d.holds(app.Options{Shell: w})
	quiet := d.must(d.typesAtTerminal("requests", "send", id, "--no-browser", "--json")).document(t)
	script := d.must(d.types("requests", "send", id, "--json")).document(t)
	if quiet["opened"] != false || script["opened"] != false || len(w.opened()) != 0 {
		t.Errorf("it opened %v", w.opened())
	}
	shown := d.must(d.typesAtTerminal("requests", "send", id, "--json")).document(t)
	if shown["opened"] != true || !slices.Equal(w.opened(), []string{shown["url"].(string)}) {
		t.Errorf("it opened %v, not %v", w.opened(), shown["url"])
	}
}
