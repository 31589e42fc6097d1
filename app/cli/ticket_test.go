package cli

import (
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// From the wire to the text: what Microsoft says of a customer's incident stands in the ticket, whose link the program follows.
func TestATicketIsMadeOfWhatWasRead(t *testing.T) {
	d := newDesk(t)
	d.startCloud(20)
	d.signIn()
	d.sync()
	d.happens(simcloud.Event{Kind: "outage-starts", Service: "Exchange", Customers: 2, Issue: "EX900001", Title: "Nobody gets <mail>"})
	d.sync()
	all := d.affected("EX900001")
	got := has(t, "ticket", d.reads("ticket", all[0], "--incident", "ex900001", "--for", "halopsa"), "title markup text plain link")
	if got["title"] != "EX900001: Nobody gets <mail>" || got["markup"] != "html" || got["link"] != "tenantry:incident/EX900001" ||
		strings.Contains(got["text"].(string), "<mail>") || !strings.Contains(got["text"].(string), all[0]) {
		t.Errorf("%v", got)
	}
	if out := d.must(d.types("ticket", all[0], "--incident", "EX900001", "--language", "fr")).out; !strings.HasPrefix(out, "EX900001: Nobody gets <mail>\n\nClient\u00a0: ") {
		t.Error(out)
	}
	if out := d.must(d.types("ticket", all[1])).out; !strings.Contains(out, "EX900001: Nobody gets <mail>") || !strings.Contains(out, "tenantry:customer/"+all[1]+"/health") {
		t.Error(out)
	}
	for args, says := range map[string]string{
		"--incident EX1":             "EX1",
		"--request 7":                "7",
		"--incident EX1 --request 7": "either of an incident or",
		"--for jira":                 "halopsa, connectwise, autotask, plain, markdown, html",
	} {
		if r := d.types(append([]string{"ticket", all[0]}, strings.Fields(args)...)...); r.code == command.ExitDone || !strings.Contains(r.err, says) {
			t.Errorf("%s: exit %d, %s", args, r.code, r.err)
		}
	}
}
