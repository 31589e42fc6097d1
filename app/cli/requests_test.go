package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

const requestRow = "id localId tenantId customer title severity state channel createdAt updatedAt incidentId problem"

func TestWhatWasWrittenOfflineGoesOutOnceWhenTheNetworkIsBack(t *testing.T) {
	d := requestsDesk(t)
	tenant, flags := d.azure()
	_, number := d.openRequest()
	d.happens(simcloud.Event{Kind: "link-cut"})
	id := d.writes(append([]string{tenant, "--title", "The machine does not start", "--description", "Since noon"}, flags...)...)
	d.must(d.types("requests", "note", number, "written on the train"))
	if s := d.stateOf(id); s != "queued" {
		t.Fatalf("it is %s", s)
	}
	if s := d.listed(id, "--state", "onTheirWay")["state"]; s != "queued" {
		t.Fatalf("in the list it is %v", s)
	}
	d.happens(simcloud.Event{Kind: "link-restored"})
	sent := d.must(d.types("requests", "send"))
	if !strings.Contains(sent.err, id) || !strings.Contains(sent.out, "is sent") {
		t.Errorf("%s\n%s", sent.out, sent.err)
	}
	d.must(d.types("requests", "send"))
	item := d.outgoing(id)
	there := d.cloud.State()
	if len(there.Tickets) != 1 || there.Tickets[0].ID != item["id"] || there.Tickets[0].TenantID != tenant || item["state"] != "sent" || len(there.Notes) != 1 {
		t.Fatalf("here %s, at Microsoft %v and %v", asJSON(item), there.Tickets, there.Notes)
	}
	if r := d.types("requests", "cancel", id, "--json"); r.code != command.ExitError || r.document(t)["error"].(map[string]any)["kind"] != "conflict" {
		t.Errorf("what was sent was taken back: exit %d %s", r.code, r.out)
	}
	shown := d.must(d.types("requests", "show", id))
	if !strings.Contains(shown.out, there.Tickets[0].ID) || !strings.Contains(shown.out, "delivered → sent") {
		t.Errorf("%s", shown.out)
	}
}

func TestSendingWithoutANetworkOrASignInSaysSoAndKeepsAll(t *testing.T) {
	d := requestsDesk(t)
	_, number := d.openRequest()
	id, _, _ := strings.Cut(d.must(d.types("requests", "note", number, "a note")).out, "\n")
	d.happens(simcloud.Event{Kind: "link-cut"})
	r := d.types("requests", "send")
	if i := d.outgoing(id); r.code != command.ExitOffline || i["state"] != "blocked" || !strings.Contains(r.out, id) {
		t.Fatalf("exit %d\n%s\n%s\n%s", r.code, r.out, r.err, asJSON(i))
	}
	d.happens(simcloud.Event{Kind: "link-restored"})
	d.must(d.types("logout"))
	if r := d.types("requests", "send", "--json"); r.code != command.ExitSignIn || len(r.document(t)["requests"].([]any)) != 1 {
		t.Fatalf("exit %d\n%s\n%s", r.code, r.out, r.err)
	}
	d.signIn()
	d.must(d.types("requests", "send"))
	if n := len(d.cloud.State().Notes); n != 1 || d.stateOf(id) != "sent" {
		t.Fatalf("%d notes at Microsoft, here it is %s", n, d.stateOf(id))
	}
}

func TestANoteGoesOutAndStandsOnTheRequest(t *testing.T) {
	d := requestsDesk(t)
	_, number := d.openRequest()
	id, _, _ := strings.Cut(d.must(d.typesInto("It works again.\r\nThanks!\n", "requests", "note", number, "-")).out, "\n")
	if d.stateOf(id) != "queued" {
		t.Fatal("the note is not queued")
	}
	waiting := d.must(d.types("requests", "show", number))
	if !strings.Contains(waiting.out, id) {
		t.Errorf("the note on its way is not shown:\n%s", waiting.out)
	}
	d.must(d.types("requests", "send"))
	notes := d.cloud.State().Notes
	if len(notes) != 1 || notes[0].Text != "It works again.\nThanks!" {
		t.Fatalf("%v", notes)
	}
	shown := d.must(d.types("requests", "show", number, "--json")).document(t)
	all := has(t, "show", shown, requestRow+" description contact notesAsOf notes outgoing")["notes"].([]any)
	found := slices.ContainsFunc(all, func(n any) bool {
		return has(t, "notes[]", n, "by at text localId state problem")["text"] == "It works again.\nThanks!"
	})
	if !found {
		t.Errorf("the note is not on the request: %s", asJSON(all))
	}
}

func TestAMicrosoft365RequestIsHandedOffAndItsNumberTakenDown(t *testing.T) {
	d := requestsDesk(t)
	id := d.writes(d.customer(), "--channel", "portal", "--title", "Mail is late", "--description", "Since 9:00, 12 people")
	r := d.must(d.types("requests", "send"))
	if d.stateOf(id) != "queued" || !strings.Contains(r.out, "requests send "+id) {
		t.Fatalf("it was not left to a person:\n%s", r.out)
	}
	r = d.must(d.types("requests", "send", strings.ToLower(id)))
	lines := strings.Split(r.out, "\n")
	if !strings.HasPrefix(lines[0], "http") || !strings.Contains(r.out, "["+id+"]") || !strings.Contains(r.out, "Since 9:00, 12 people") {
		t.Fatalf("no address and text to paste:\n%s", r.out)
	}
	if d.stateOf(id) != "handed-off" {
		t.Fatal(d.stateOf(id))
	}
	has(t, "hand-off", d.must(d.types("requests", "send", id, "--json")).document(t), "item url title text")
	if r := d.types("requests", "filed", id, "no number!"); r.code != command.ExitUse || !strings.Contains(r.err, "NUMBER") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	d.must(d.types("requests", "filed", id, "119112420000001"))
	if i := d.outgoing(id); i["state"] != "sent" || i["id"] != "119112420000001" {
		t.Fatalf("%s", asJSON(i))
	}
}

func TestWhatIsTakenBackStaysAsADraftUntilItIsThrownAway(t *testing.T) {
	d := requestsDesk(t)
	id := d.writes(d.customer(), "--channel", "portal", "--title", "Mail is late", "--description", "Since 9:00")
	r := d.must(d.types("requests", "cancel", id))
	if d.stateOf(id) != "draft" || !strings.Contains(r.out, "--delete") {
		t.Fatalf("%s", r.out)
	}
	d.must(d.types("requests", "cancel", id))
	d.must(d.types("requests", "edit", id, "--title", "Mail is very late"))
	if i := d.outgoing(id); i["state"] != "queued" || i["title"] != "Mail is very late" {
		t.Fatalf("%s", asJSON(i))
	}
	if d.must(d.types("requests", "cancel", id, "--delete", "--json")).document(t)["deleted"] != true {
		t.Error("it does not say that it is gone")
	}
	if n := len(d.must(d.types("requests", "outbox", "--json")).document(t)["requests"].([]any)); n != 0 {
		t.Errorf("%d entries are left", n)
	}
}

func TestANoteCanBeTakenBackChangedAndSentAgain(t *testing.T) {
	d := requestsDesk(t)
	_, number := d.openRequest()
	id, _, _ := strings.Cut(d.must(d.types("requests", "note", number, "wrong")).out, "\n")
	d.must(d.types("requests", "edit", id, "--note", "right"))
	d.must(d.types("requests", "send"))
	if n := d.cloud.State().Notes; len(n) != 1 || n[0].Text != "right" {
		t.Fatalf("%v", n)
	}
}

func TestWithoutANetworkARequestIsShownAsItWasKnown(t *testing.T) {
	d := requestsDesk(t)
	_, number := d.openRequest()
	d.must(d.types("requests", "show", number))
	d.happens(simcloud.Event{Kind: "link-cut"})
	r := d.must(d.types("requests", "show", number, "--json"))
	doc := r.document(t)
	if doc["id"] != number || doc["notesAsOf"] == nil || doc["problem"].(map[string]any)["kind"] != "offline" || !strings.Contains(r.err, "what was known before") {
		t.Fatalf("%s\n%s", r.out, r.err)
	}
}

func TestTheListSaysWhatItKnowsAndFilters(t *testing.T) {
	d := requestsDesk(t)
	page := d.must(d.types("requests", "list", "--json")).document(t)
	has(t, "requests list", page, "asOf unknown old total requests counts")
	for _, r := range page["requests"].([]any) {
		has(t, "requests[]", r, requestRow)
	}
	tenant, number := d.openRequest()
	r := d.must(d.types("requests", "list", tenant, "--state", "open"))
	if !strings.Contains(r.out, number) || strings.Contains(r.out, "CUSTOMER") || !strings.Contains(r.err, "inside a Microsoft portal may be missing") || !strings.Contains(r.err, "known since") {
		t.Errorf("%s\n%s", r.out, r.err)
	}
	one := d.must(d.types("requests", "list", "--limit", "1", "--sort", "created", "--desc", "--json")).document(t)
	if len(one["requests"].([]any)) != 1 || one["total"] != page["total"] {
		t.Errorf("%v of %v", len(one["requests"].([]any)), one["total"])
	}
	if n := len(d.must(d.types("requests", "list", "--older-than", "36500", "--json")).document(t)["requests"].([]any)); n != 0 {
		t.Errorf("%d requests are a hundred years old", n)
	}
}

func TestTheOutboxHasTheContractsFields(t *testing.T) {
	d := requestsDesk(t)
	_, number := d.openRequest()
	d.must(d.types("requests", "note", number, "a note", "--json"))
	r := d.must(d.types("requests", "new", d.customer(), "--channel", "portal", "--title", "T", "--description", "D", "--json"))
	has(t, "new", r.document(t), requestRow+" draft history findings")
	page := has(t, "outbox", d.must(d.types("requests", "outbox", "--json")).document(t), "onTheirWay drafts needsYou damaged requests")
	for _, i := range page["requests"].([]any) {
		m := has(t, "outbox[]", i, requestRow+" draft note requestId nextTryAt sentAt attempts behind editable history")
		for _, h := range m["history"].([]any) {
			has(t, "history", h, "at event state problem")
		}
	}
	if page["onTheirWay"] != 2.0 {
		t.Errorf("%v wait", page["onTheirWay"])
	}
}

func TestATemplateAndAFileMakeARequest(t *testing.T) {
	d := requestsDesk(t)
	all := has(t, "templates", d.must(d.types("requests", "templates", "--json")).document(t), "templates placeholders")["templates"].([]any)
	if len(all) == 0 {
		t.Fatal("no templates")
	}
	first := has(t, "templates[]", all[0], "id name language title description stepsTried severity product builtIn")
	tenant := d.customer()
	i := d.must(d.types("requests", "new", tenant, "--channel", "portal", "--template", first["id"].(string), "--draft", "--json")).document(t)
	if i["state"] != "draft" || i["draft"].(map[string]any)["description"] == "" {
		t.Fatalf("%s", asJSON(i))
	}
	if err := os.WriteFile(filepath.Join(d.home, "text.txt"), []byte("from a file\r\nin two lines\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	id := d.writes(tenant, "--channel", "portal", "--title", "T", "--description-file", "text.txt")
	if text := d.outgoing(id)["draft"].(map[string]any)["description"]; text != "from a file\nin two lines" {
		t.Errorf("%q", text)
	}
	r := d.must(d.typesInto("from standard input", "requests", "new", tenant, "--channel", "portal", "--title", "Another matter", "--description-file", "-", "--json"))
	if text := r.document(t)["draft"].(map[string]any)["description"]; text != "from standard input" {
		t.Errorf("%q", text)
	}
}

func TestTheJournalIsNotWipedWithoutSayingWhatIsLost(t *testing.T) {
	d := requestsDesk(t)
	d.writes(d.customer(), "--channel", "portal", "--title", "T", "--description", "D")
	d.writes(d.customer(), "--channel", "portal", "--title", "U", "--description", "D", "--draft")
	r := d.must(d.typesInto("n\n", "logout", "--wipe"))
	if !strings.Contains(r.err, "drafts: 1") || !strings.Contains(r.err, "that Microsoft does not have yet: 1") {
		t.Fatalf("%s", r.err)
	}
	if n := len(d.must(d.types("requests", "outbox", "--json")).document(t)["requests"].([]any)); n != 2 {
		t.Fatalf("%d of 2 are left although the answer was no", n)
	}
}

func TestStandardInputReachesTheProcessThatHoldsTheProfile(t *testing.T) {
	d := requestsDesk(t)
	tenant := d.customer()
	d.holds(app.Options{})
	r := d.must(d.typesInto("typed into the second process", "requests", "new", tenant, "--channel", "portal", "--title", "T", "--description-file", "-", "--json"))
	if text := r.document(t)["draft"].(map[string]any)["description"]; text != "typed into the second process" {
		t.Errorf("%q", text)
	}
}
