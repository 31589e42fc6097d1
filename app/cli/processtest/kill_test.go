package processtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	rounds  = 100
	tickets = 50
	notes   = 50
	spread  = 400 * time.Millisecond
	seed    = 20261123
)

// TestKilledAHundredTimesEverythingArrivesExactlyOnce is the promise of the outbox: never lost, never doubled.
func TestKilledAHundredTimesEverythingArrivesExactlyOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes: left out with -short")
	}
	begun := time.Now()
	d := setUp(t)
	want := d.queueAll()
	queued := time.Since(begun)
	rnd := rand.New(rand.NewPCG(seed, 0))
	killed := 0
	var opening time.Duration // what the last start took, on this machine under this load
	for round := range rounds {
		after := time.Duration(rnd.Int64N(int64(spread)))
		if rnd.IntN(2) > 0 { // half of them die early, perhaps while they still open the profile
			after += opening
		}
		if d.sendAndKill(after) {
			killed++
		}
		started := time.Now()
		d.nothingIsLost(want, fmt.Sprintf("round %d", round))
		opening = time.Since(started)
	}
	hunted := time.Since(begun) - queued
	last := d.sendTheRest()
	d.nothingIsLost(want, "the end")
	atCloud, notesThere := d.exactlyOnce(last)
	interrupted, hit := 0, 0
	for _, i := range last.Requests {
		n := 0
		for _, h := range i.History {
			if h.Event == "interrupted" {
				n++
			}
		}
		interrupted += n
		hit += min(n, 1)
	}
	if interrupted < rounds/10 {
		t.Errorf("only %d of %d kills met a call: the test proved little", interrupted, killed)
	}
	summary := fmt.Sprintf("kill test: %d rounds, %d killed, %d in the middle of a call (%d different requests or notes); %d tickets and %d notes at Microsoft, each once; seed %d; %s to queue, %s of kills, %s in all",
		rounds, killed, interrupted, hit, atCloud, notesThere, seed, queued.Round(time.Second), hunted.Round(time.Second), time.Since(begun).Round(time.Second))
	t.Log(summary)
	fmt.Println(summary)
}

// queueAll queues the requests and the notes, over several customers, and returns what must arrive: the
// title of a request or the text of a note, by local id.
func (d *desk) queueAll() map[string]string {
	d.t.Helper()
	want := map[string]string{}
	targets := d.azureCustomers(20)
	for n := range tickets {
		title := fmt.Sprintf("Kill test: request number %d", n)
		var i item
		d.answers(&i, append(targets[n%len(targets)], "--title", title)...)
		want[i.LocalID] = title
	}
	open := d.openRequests(40)
	for n := range notes {
		text := fmt.Sprintf("Kill test: note number %d", n)
		r := open[n%len(open)]
		var i item
		d.answers(&i, "requests", "note", r.ID, text, "--customer", r.TenantID)
		want[i.LocalID] = text
	}
	if len(want) != tickets+notes {
		d.t.Fatalf("%d local ids for %d things queued", len(want), tickets+notes)
	}
	return want
}

// azureCustomers finds customers in whose subscriptions a ticket can be opened, and gives for each the command
// line that queues one there, all but the title.
func (d *desk) azureCustomers(most int) [][]string {
	d.t.Helper()
	var page struct {
		Customers []struct{ TenantID string }
	}
	d.answers(&page, "customers", "--sort", "name")
	var out [][]string
	for _, c := range page.Customers {
		if len(out) == most {
			break
		}
		if args := d.tryAzure(c.TenantID); args != nil {
			out = append(out, args)
		}
	}
	if len(out) < 2 {
		d.t.Fatalf("only %d customers have Azure", len(out))
	}
	return out
}

// tryAzure takes the first of all choices that a customer's Azure request leaves open; nil where none can be made.
func (d *desk) tryAzure(tenant string) []string {
	d.t.Helper()
	args := []string{"requests", "new", tenant, "--channel", "azure", "--description", "written by the kill test", "--severity", "minimal",
		"--contact", "Ada Lovelace", "--contact-mail", "ada@partner.example"}
	for range 4 { // subscription, service, classification
		code, out, errs := d.types(append(args, "--title", "Kill test: a try", "--json")...)
		var doc struct {
			LocalID string `json:"localId"`
			Flag    string `json:"flag"`
			Choices []struct{ ID string }
		}
		if err := json.Unmarshal([]byte(out), &doc); err != nil {
			d.t.Fatalf("%v\n%s\n%s", err, out, errs)
		}
		if code, _, errs := d.types("requests", "cancel", doc.LocalID, "--delete"); code != 0 {
			d.t.Fatalf("the try can't be thrown away: %s", errs)
		}
		switch {
		case code == 0:
			return args
		case code != 2 || len(doc.Choices) == 0:
			return nil
		}
		args = append(args, "--"+doc.Flag, doc.Choices[0].ID)
	}
	d.t.Fatal("three choices were made and it still asks")
	return nil
}

func (d *desk) openRequests(most int) []item {
	d.t.Helper()
	var page struct{ Requests []item }
	d.answers(&page, "requests", "list", "--state", "open", "--sort", "created")
	listed := slices.DeleteFunc(page.Requests, func(i item) bool { return i.ID == "" || i.LocalID != "" })
	if len(listed) < 2 {
		d.t.Fatalf("only %d open requests to put notes on", len(listed))
	}
	return listed[:min(len(listed), most)]
}

// sendAndKill lets the program send and kills it after a while; false when it had ended before.
func (d *desk) sendAndKill(after time.Duration) bool {
	d.t.Helper()
	c := d.command("requests", "send")
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	time.Sleep(after)
	_ = c.Process.Kill()
	var exit *exec.ExitError
	return errors.As(c.Wait(), &exit) && exit.ExitCode() < 0 // by the signal
}

// nothingIsLost opens the journal anew: everything that was queued is there, as it was written.
func (d *desk) nothingIsLost(want map[string]string, when string) {
	d.t.Helper()
	o := d.outbox()
	got := map[string]string{}
	for _, i := range o.Requests {
		got[i.LocalID] = i.Title
		if i.Channel == "note" {
			got[i.LocalID] = i.Note
		}
	}
	if len(o.Damaged) > 0 || !maps.Equal(got, want) {
		d.t.Fatalf("%s: damaged %s; %d things in the outbox, want %d\n got %v\nwant %v", when, o.Damaged, len(got), len(want), got, want)
	}
}

// sendTheRest sends until nothing waits. What is uncertain is read ten seconds after it became so.
func (d *desk) sendTheRest() outbox {
	d.t.Helper()
	for end := time.Now().Add(5 * time.Minute); ; {
		code, out, errs := d.types("requests", "send")
		o := d.outbox()
		if o.Waiting == 0 {
			return o
		}
		if time.Now().After(end) {
			d.t.Fatalf("%d still wait; the last `requests send` ended with %d\n%s\n%s", o.Waiting, code, out, errs)
		}
		time.Sleep(time.Second) // outside the program's own waits there is nothing to wait for
	}
}

// exactlyOnce compares what the program believes with what Microsoft has.
func (d *desk) exactlyOnce(last outbox) (ticketsThere, notesThere int) {
	d.t.Helper()
	filed, said := d.atMicrosoft()
	numbers, texts := map[string][]string{}, map[string]int{}
	for _, c := range filed {
		numbers[c.Title] = append(numbers[c.Title], c.ID)
	}
	for _, c := range said {
		texts[strings.TrimSpace(c.Text)]++
	}
	for _, i := range last.Requests {
		switch {
		case i.State != "sent":
			d.t.Errorf("%s %q is %s: %v", i.LocalID, i.Title, i.State, i.Problem)
		case i.Channel == "note" && texts[i.Note] != 1:
			d.t.Errorf("the note %q is %d times at Microsoft", i.Note, texts[i.Note])
		case i.Channel == "azure" && (len(numbers[i.Title]) != 1 || numbers[i.Title][0] != i.ID):
			d.t.Errorf("%q has the number %q here and %v at Microsoft", i.Title, i.ID, numbers[i.Title])
		}
	}
	if len(filed) != tickets || len(said) != notes {
		d.t.Errorf("%d tickets and %d notes at Microsoft, want %d and %d", len(filed), len(said), tickets, notes)
	}
	return len(filed), len(said)
}
