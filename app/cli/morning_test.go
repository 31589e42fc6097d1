package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// badMorning is a desk at the beginning of the scenario that README.md has played, signed in and read once.
func badMorning(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	begun := time.Now()
	d.startScenario("bad-monday", 250, simcloud.Options{AutoApprove: true, Story: true, Now: func() time.Time { return begun }})
	d.signIn()
	d.sync()
	return d
}

// minutes lets so many minutes of the scenario go by, and reads again.
func (d *desk) minutes(n int) {
	d.t.Helper()
	d.happens(simcloud.Event{Kind: "minutes", Minutes: n})
	d.sync()
}

// sync reads everything; who refuses to be read is no fault of the sync's.
func (d *desk) sync() {
	d.t.Helper()
	if r := d.types("sync", "--full"); r.code != command.ExitDone && r.code != command.ExitPart {
		d.t.Fatalf("exit %d: %s", r.code, r.err)
	}
}

const outage = "EX1141022"

// The morning as somebody at the command line lives it: from the first sign to the last customer told. The cloud's clock
// is the test's.
func TestABadMorningFromTheFirstSignToTheLastCustomerTold(t *testing.T) {
	d := badMorning(t)
	d.must(d.types("changes", "--unseen", "--seen"))
	d.minutes(5)
	begun := len(d.affected(outage))
	if a := d.alerts()["health-"+outage]; a == nil || a["state"] != "new" || fmt.Sprint(a["customers"]) != fmt.Sprint(begun) {
		t.Fatalf("minute 5: %d customers, alert %v", begun, a)
	}
	d.minutes(20)
	all := d.affected(outage)
	if len(all) != 60 || begun == 0 || begun >= 60 {
		t.Fatalf("%d customers at first, %d at minute 25; the scenario says 60", begun, len(all))
	}
	if a := d.alerts(); a["health-"+outage] == nil || fmt.Sprint(a["health-"+outage]["customers"]) != "60" {
		t.Errorf("60 customers, and the alerts are %v", a)
	}
	if v := d.reads("verdict", "exchange", "--cached"); v["verdict"] != "microsoft" || !strings.Contains(v["sentence"].(string), outage) {
		t.Errorf("verdict: %v", v["sentence"])
	}

	told := d.tellsAll(all)
	d.asksMicrosoft(all[:3])

	d.minutes(15)
	for id, m := range messagesOf(t, d.must(d.types("message", outage, "--json")).document(t)) {
		if want := map[bool]string{true: "update", false: "first"}[told[id]]; m["template"] != want {
			t.Errorf("minute 40, %s: %v, want %s", m["name"], m["template"], want)
		}
	}
	d.minutes(45) // all is healed
	if a := d.alerts("--all")["health-"+outage]; a["state"] != "closed" || d.alerts()["health-"+outage] != nil {
		t.Errorf("it is over, and its alert is %v", a)
	}
	for id, m := range messagesOf(t, d.must(d.types("message", outage, "--json")).document(t)) {
		if told[id] && m["template"] != "resolved" {
			t.Errorf("it is over, and %s is told %v", m["name"], m["template"])
		}
	}
	d.leavesATrace(all)
}

// affected are the tenant ids of the customers that an incident affects, in the order of the list.
func (d *desk) affected(incident string) (ids []string) {
	d.t.Helper()
	for _, i := range d.reads("incidents")["incidents"].([]any) {
		if i := i.(map[string]any); i["id"] == incident {
			for _, c := range i["customers"].([]any) {
				ids = append(ids, c.(map[string]any)["tenantId"].(string))
			}
		}
	}
	return ids
}

// tellsAll writes a message for each of them, and says who has an address.
func (d *desk) tellsAll(all []string) map[string]bool {
	t := d.t
	t.Helper()
	drafts := messagesOf(t, d.must(d.types("message", outage, "--json")).document(t))
	if len(drafts) != len(all) {
		t.Fatalf("%d messages for %d customers", len(drafts), len(all))
	}
	told := map[string]bool{}
	for id, m := range drafts {
		told[id] = len(m["to"].([]any)) > 0
	}
	if r := d.types("message", outage, "--eml", "drafts"); r.code != command.ExitDone && r.code != command.ExitPart {
		t.Fatal(r.err)
	}
	if n := len(drafted(t, filepath.Join(d.home, "drafts"), outage)); n != len(all) {
		t.Errorf("%d drafts for %d customers", n, len(all))
	}
	return told
}

// asksMicrosoft writes a request about the outage for each of these customers.
func (d *desk) asksMicrosoft(of []string) {
	d.t.Helper()
	for _, id := range of {
		d.must(d.types("requests", "new", id, "--title", "No mail since 8", "--description", "Nobody gets mail.", "--channel", "portal",
			"--product", "Exchange Online", "--incident", outage))
	}
	var about []string
	for _, r := range d.reads("requests", "outbox")["requests"].([]any) {
		r := r.(map[string]any)
		if strings.Contains(fmt.Sprint(r), outage) {
			about = append(about, r["tenantId"].(string))
		}
	}
	slices.Sort(about)
	want := slices.Sorted(slices.Values(of))
	if !slices.Equal(about, want) {
		d.t.Errorf("requests about %s: %v, want %v", outage, about, want)
	}
}

// leavesATrace looks for all of it in the log of changes, in a customer's history and in a file.
func (d *desk) leavesATrace(all []string) {
	t := d.t
	t.Helper()
	opened, over := map[string]bool{}, map[string]bool{}
	words := 0
	for _, c := range d.reads("changes", "--unseen", "--kind", "incident")["changes"].([]any) {
		c := c.(map[string]any)
		if c["incidentId"] != outage {
			continue
		}
		id, _ := c["tenantId"].(string)
		switch {
		case id == "":
			words++
		case c["what"] == "opened":
			opened[id] = true
		case c["what"] == "resolved", c["what"] == "vanished":
			over[id] = true
		}
	}
	missing := 0
	for _, id := range all {
		if !over[id] {
			missing++
		}
	}
	if missing > 0 || len(opened) < len(all)-20 || words == 0 {
		t.Errorf("of %d customers %d began in the log, %d did not end, %d words of Microsoft's", len(all), len(opened), missing, words)
	}
	h := d.reads("history", all[len(all)-1])
	if len(h["services"].([]any)) == 0 {
		t.Errorf("the history of one of them knows of nothing: %v", h)
	}
	d.must(d.types("export", "morning.xlsx", "--sort", "name"))
	got, err := os.ReadFile(filepath.Join(d.home, "morning.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := f.GetRows("Customers"); err != nil || len(rows) < 200 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}
