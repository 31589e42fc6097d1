package cli

import (
	"fmt"
	"mime"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// drafted are the drafts about an incident in a folder by their addresses, "" of those without one; each is read as a mail program reads it.
func drafted(t *testing.T, dir, incident string) (to []string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := mail.ReadMessage(f)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if m.Header.Get("X-Unsent") != "1" || !strings.Contains(subject, incident) || err != nil {
			t.Errorf("%s: %v", name, m.Header)
		}
		to = append(to, m.Header.Get("To"))
		_ = f.Close()
	}
	slices.Sort(to)
	return to
}

// messagesOf is what `message` would write, by customer: the template, and what the customer was told.
func messagesOf(t *testing.T, doc map[string]any) map[string]map[string]any {
	t.Helper()
	out := map[string]map[string]any{}
	for _, m := range has(t, "mailing", doc, "incident title open messages noAddress untold")["messages"].([]any) {
		one := has(t, "mailing.messages[]", m, "tenantId name domain tags language template to subject text wordAt told")
		out[one["tenantId"].(string)] = one
	}
	return out
}

// From the wire to the drafts: an outage at five customers, the first word to four of them, the update to the same four,
// and that it is over; what was written counts as written, and nobody is told twice that it begins.
func TestCustomersAreToldOfAnOutageAndTheUpdateGoesToTheSameOnes(t *testing.T) {
	d := newDesk(t)
	d.hasOutage(40, 5)

	first := messagesOf(t, d.must(d.types("message", "EX900001", "--json")).document(t))
	if len(first) != 5 {
		t.Fatalf("%d of 5 customers have a message: %v", len(first), first)
	}
	addressed := 0
	for id, m := range first {
		if m["template"] != "first" || m["told"] != nil || !strings.Contains(m["text"].(string), m["name"].(string)) {
			t.Errorf("%s: %v", id, m)
		}
		if len(m["to"].([]any)) > 0 {
			addressed++
		}
	}
	r := d.types("message", "EX900001", "--eml", "drafts")
	if want := map[bool]int{true: command.ExitDone, false: command.ExitPart}[addressed == 5]; r.code != want || !strings.Contains(r.out, "not sent") {
		t.Fatalf("exit %d, want %d: %s%s", r.code, want, r.out, r.err)
	}
	dir := filepath.Join(d.home, "drafts")
	to := drafted(t, dir, "EX900001")
	if len(to) != 5 || addressed == 0 {
		t.Fatalf("%d of 5 drafts, %d addressed", len(to), addressed)
	}

	next := messagesOf(t, d.must(d.types("message", "EX900001", "--json")).document(t))
	updates := 0
	for id, m := range next {
		told, _ := m["told"].(map[string]any)
		switch has := len(m["to"].([]any)) > 0; {
		case !has && (told != nil || m["template"] != "first"):
			t.Errorf("%s has no address but counts as told: %v", id, m)
		case has && (told["means"] != "files" || told["template"] != "first" || m["template"] != "update"):
			t.Errorf("%s: %v", id, m)
		case has:
			updates++
		}
	}
	if updates != addressed {
		t.Errorf("the update goes to %d, the first word went to %d", updates, addressed)
	}
	if out := d.must(d.types("message", "EX900001", "--language", "fr")).out; strings.Count(out, "écrit dans des fichiers") != addressed {
		t.Errorf("who was told is not shown:\n%s", out)
	}
	if got := d.must(d.types("message", "EX900001", "--template", "update", "--json")).document(t); fmt.Sprint(got["untold"]) != fmt.Sprint(5-addressed) {
		t.Errorf("left out: %v, want %d", got["untold"], 5-addressed)
	}
	d.draftsStay(dir)

	d.toldThatItIsOver()
}

// draftsStay writes drafts again into a folder where one was renamed: what lies there stays, and is not doubled.
func (d *desk) draftsStay(dir string) {
	d.t.Helper()
	t := d.t
	mine := filepath.Join(dir, "notes.eml")
	if err := os.Rename(firstOf(t, dir), mine); err != nil {
		t.Fatal(err)
	}
	_ = d.types("message", "EX900001", "--template", "first", "--eml", "drafts")
	_ = d.types("message", "EX900001", "--template", "first", "--eml", "drafts")
	if got := drafted(t, dir, "EX900001"); len(got) != 6 {
		t.Errorf("a draft that lies there already is written again, or one is gone: %v", got)
	}
}

// toldThatItIsOver resolves the outage and looks at what its customers are to be told then.
func (d *desk) toldThatItIsOver() {
	d.t.Helper()
	t := d.t
	d.happens(simcloud.Event{Kind: "issue-resolved", Issue: "EX900001"})
	_ = d.types("sync", "--full", "--json")
	for id, m := range messagesOf(t, d.must(d.types("message", "EX900001", "--json")).document(t)) {
		if m["template"] != "resolved" || m["told"] == nil {
			t.Errorf("%s: %v", id, m)
		}
	}
	_ = d.types("message", "EX900001", "--csv", "table.csv")
	table, err := os.ReadFile(filepath.Join(d.home, "table.csv"))
	if err != nil || !strings.Contains(string(table), "to,name,domain,subject,text,language,tags") {
		t.Errorf("%v: %s", err, table)
	}
}

func firstOf(t *testing.T, dir string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.eml"))
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	return names[0]
}

func TestAWrongMessageSaysWhatToDo(t *testing.T) {
	d := newDesk(t)
	d.hasOutage(20, 2)
	for args, want := range map[string]string{
		"message":                             "INCIDENT is missing",
		"message NO1":                         "no listed customer is affected",
		"message EX900001 --template second":  "first, update, resolved, not-you",
		"message EX900001 --template not-you": "name them",
		"message EX900001 --eml a --csv b":    "exclude each other",
		"message EX900001 --language xx":      "xx",
	} {
		if r := d.types(strings.Fields(args)...); r.code != command.ExitUse || !strings.Contains(r.err, want) {
			t.Errorf("%s: exit %d, %s", args, r.code, r.err)
		}
	}
}

// Who wipes the customers wipes whom they were: nothing of what was told is left.
func TestAWipeForgetsWhatWasTold(t *testing.T) {
	d := newDesk(t)
	d.hasOutage(20, 10)
	tellings := func() (n int) {
		for _, m := range messagesOf(t, d.must(d.types("message", "EX900001", "--json")).document(t)) {
			if m["told"] != nil {
				n++
			}
		}
		return n
	}
	_ = d.types("message", "EX900001", "--eml", "drafts")
	if tellings() == 0 {
		t.Fatal("nobody was told")
	}
	d.must(d.types("logout", "--wipe", "--yes"))
	d.signIn()
	_ = d.types("sync", "--full", "--json")
	if n := tellings(); n != 0 {
		t.Errorf("%d customers count as told after a wipe", n)
	}
}
