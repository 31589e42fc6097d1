package cli

import (
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// atAzure sends a ticket and reads the customer, so that it stands in the list; its number.
func (d *desk) atAzure() string {
	d.t.Helper()
	tenant, flags := d.azure()
	id := d.writes(append([]string{tenant, "--title", "The gateway restarts", "--description", "Since nine.", "--severity", "moderate"}, flags...)...)
	d.must(d.types("requests", "send"))
	d.must(d.types("sync", "--customer", tenant))
	return d.listed(id)["id"].(string)
}

// atMicrosoft is how Microsoft tells the request now, and how the list shows it.
func (d *desk) atMicrosoft(number string) (state, severity string) {
	d.t.Helper()
	row := d.listed(number)
	shown := d.must(d.types("requests", "show", number, "--json")).document(d.t)
	if shown["state"] != row["state"] || shown["severity"] != row["severity"] {
		d.t.Errorf("read %s, listed %s", asJSON(shown), asJSON(row))
	}
	return row["state"].(string), row["severity"].(string)
}

func TestAnAzureTicketIsGradedAnewAndClosedAlsoWhatWasAskedForOffline(t *testing.T) {
	d := requestsDesk(t)
	number := d.atAzure()
	d.happens(simcloud.Event{Kind: "link-cut"})
	grade, _, _ := strings.Cut(d.must(d.types("requests", "severity", number, "critical")).out, "\n")
	last, _, _ := strings.Cut(d.must(d.types("requests", "close", number)).out, "\n")
	if r := d.types("requests", "send"); r.code != command.ExitOffline {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	row := d.outgoing(grade)
	if row["channel"] != "change" || row["requestId"] != number || row["change"].(map[string]any)["severity"] != "critical" {
		t.Errorf("%s", asJSON(row))
	}
	if d.outgoing(last)["behind"] != grade {
		t.Errorf("closing does not wait for what was asked before: %s", asJSON(d.outgoing(last)))
	}
	if state, severity := d.listed(number)["state"], d.listed(number)["severity"]; state != "open" || severity != "moderate" {
		t.Errorf("nothing was sent, and it is said to be %s, %s", state, severity)
	}
	d.happens(simcloud.Event{Kind: "link-restored"})
	d.must(d.types("requests", "send"))
	if state, severity := d.atMicrosoft(number); state != "closed" || severity != "critical" {
		t.Errorf("%s, %s", state, severity)
	}
	for id, want := range map[string]string{grade: "request " + number + " becomes critical", last: "close request " + number} {
		if d.stateOf(id) != "sent" || !strings.Contains(d.must(d.types("requests", "outbox")).out, want) {
			t.Errorf("%s: %s", want, d.types("requests", "outbox").out)
		}
	}
	if r := d.types("requests", "close", number); r.code == 0 || !strings.Contains(r.err, "is closed already") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
}

func TestARequestOfPartnerCenterIsClosedAndItsSeverityStaysItsOwn(t *testing.T) {
	d := requestsDesk(t)
	_, number := d.openRequest()
	r := d.types("requests", "severity", number, "critical")
	if r.code == 0 || !strings.Contains(r.err, "ask for it in a note") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	if r := d.types("requests", "severity", number, "grave"); r.code != command.ExitUse || !strings.Contains(r.err, "minimal, moderate, critical") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	id, _, _ := strings.Cut(d.must(d.types("requests", "close", number)).out, "\n")
	shown := d.must(d.types("requests", "show", number))
	if !strings.Contains(shown.out, id) || !strings.Contains(shown.out, "close request "+number) || !strings.Contains(shown.out, "Open") {
		t.Errorf("what is on its way is not shown:\n%s", shown.out)
	}
	if r := d.types("requests", "close", number); r.code == 0 || !strings.Contains(r.err, id) {
		t.Errorf("it is closed twice: exit %d %s", r.code, r.err)
	}
	d.must(d.types("requests", "cancel", id))
	if d.outboxSize() != 0 {
		t.Error("what was undone is kept")
	}
	d.must(d.types("requests", "close", number))
	d.must(d.types("requests", "send"))
	if state, _ := d.atMicrosoft(number); state != "closed" {
		t.Error(state)
	}
	if shown := d.must(d.types("requests", "show", number)); strings.Contains(shown.out, "close request") {
		t.Errorf("it is closed, and said to be on its way:\n%s", shown.out)
	}
}

// The answer is lost, and the change was made or was not: it is read before anything is sent again.
func TestAChangeWhoseAnswerIsLostIsReadBeforeItIsMadeAgain(t *testing.T) {
	for _, lost := range []string{"answer-lost", "request-lost"} {
		d := requestsDesk(t)
		_, number := d.openRequest()
		d.must(d.types("requests", "close", number))
		d.happens(simcloud.Event{Kind: lost})
		d.must(d.types("requests", "send"))
		if state, _ := d.atMicrosoft(number); state != "closed" {
			t.Errorf("%s: %s", lost, state)
		}
		writes := 0
		for route, n := range d.cloud.State().Requests {
			if strings.HasPrefix(route, "PATCH") || strings.Contains(route, " PATCH ") {
				for _, times := range n {
					writes += times
				}
			}
		}
		if lost == "answer-lost" && writes > 1 {
			t.Errorf("it was changed %d times", writes)
		}
	}
}

func TestAFiledNumberThatNoListKnowsIsNotSeenYet(t *testing.T) {
	d := requestsDesk(t)
	id := d.writes(d.customer(), "--channel", "portal", "--title", "Mail is late", "--description", "Since nine.")
	d.must(d.types("requests", "send", id, "--no-browser"))
	for _, number := range []string{"119999999999999", "119999999999998"} { // the first one was mistyped
		d.must(d.types("requests", "filed", id, number))
		if row := d.outgoing(id); row["state"] != "sent" || row["unseen"] != true || row["id"] != number {
			t.Errorf("%s", asJSON(row))
		}
	}
	if row := d.listed(id); row["unseen"] != true {
		t.Errorf("%s", asJSON(row))
	}
	for _, args := range [][]string{{"list"}, {"outbox"}, {"show", id}} {
		if r := d.must(d.types(append([]string{"requests"}, args...)...)); !strings.Contains(r.out, "Filed, not seen yet") {
			t.Errorf("%v:\n%s", args, r.out)
		}
	}
	if r := d.types("requests", "close", "119999999999998"); r.code == 0 || !strings.Contains(r.err, "no list") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
}
