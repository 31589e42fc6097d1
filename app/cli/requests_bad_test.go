package cli

import (
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/partner"
	"tenantry/backend/simcloud"
)

// TestWhatCanNotBeQueuedIsKeptAndNamedByItsFlag is the table of bad input: exit 2, the flag is named, and not
// a word is lost.
func TestWhatCanNotBeQueuedIsKeptAndNamedByItsFlag(t *testing.T) {
	d := requestsDesk(t)
	tenant := d.customer()
	for _, c := range []struct {
		name string
		args []string
		flag string
		want string
	}{
		{"too long a title", []string{"--title", strings.Repeat("é", partner.MaxTitle+1), "--description", "D"}, "title", "256 characters"},
		{"no title", []string{"--description", "D"}, "title", "is missing"},
		{"a title of blanks", []string{"--title", " \t ", "--description", "D"}, "title", "is missing"},
		{"no description", []string{"--title", "T"}, "description", "is missing"},
		{"control characters", []string{"--title", "a\x1b[31mb", "--description", "D"}, "title", "control characters"},
		{"a title of two lines", []string{"--title", "a\nb", "--description", "D"}, "title", "control characters"},
		{"control characters in the text", []string{"--title", "T", "--description", "a\x00b"}, "description", "control characters"},
		{"an unknown severity", []string{"--title", "T", "--description", "D", "--severity", "huge"}, "severity", "moderate"},
		{"an unknown channel", []string{"--title", "T", "--description", "D", "--channel", "fax"}, "channel", "azure or portal"},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := append([]string{"requests", "new", tenant}, c.args...)
			if c.flag != "channel" {
				args = append(args, "--channel", "portal")
			}
			r := d.types(append(args, "--json")...)
			doc := r.document(t)
			f := has(t, "error", doc["error"], "kind message remedy code requestId fields")
			if r.code != command.ExitUse || f["kind"] != "invalid" || f["fields"].(map[string]any)[c.flag] == nil {
				t.Fatalf("exit %d %s", r.code, r.out)
			}
			if !strings.Contains(r.err, "--"+c.flag) || !strings.Contains(r.err, c.want) || strings.Count(r.err, "\n") != 1 || strings.ContainsRune(r.err, 0x1b) {
				t.Errorf("%q", r.err)
			}
			id := doc["localId"].(string)
			kept := d.outgoing(id)
			if kept["state"] != "draft" {
				t.Errorf("kept: %s", asJSON(kept))
			}
			for i := 0; i < len(c.args); i += 2 {
				if c.args[i] == "--channel" {
					continue // there is no third one to keep
				}
				if word := kept["draft"].(map[string]any)[c.args[i][2:]]; word != c.args[i+1] {
					t.Errorf("%s is kept as %q", c.args[i], word)
				}
			}
			if !strings.Contains(r.err, "requests edit "+id) {
				t.Errorf("it does not say how to go on: %s", r.err)
			}
			if r := d.types("requests", "edit", id); c.flag != "channel" && r.code != command.ExitUse {
				t.Errorf("it was queued as it is: exit %d", r.code)
			}
			d.must(d.types("requests", "edit", id, "--title", "Good "+c.name, "--description", "good", "--severity", "minimal", "--channel", "portal"))
			if s := d.stateOf(id); s != "queued" {
				t.Errorf("once corrected it is %s", s)
			}
		})
	}
}

func TestARequestForNobodyIsRefusedWithTheReason(t *testing.T) {
	d := requestsDesk(t)
	r := d.types("requests", "new", "nobody.example", "--title", "T", "--description", "D", "--json")
	if r.code != command.ExitUse || r.document(t)["candidates"] == nil || !strings.Contains(r.err, "nothing was kept") {
		t.Fatalf("exit %d\n%s\n%s", r.code, r.out, r.err)
	}
}

func TestWrongUseOfRequestsNamesWhatLacks(t *testing.T) {
	d := newDesk(t)
	for args, want := range map[string]string{
		"requests":                                            "list",
		"requests lst":                                        "did you mean list",
		"requests list --limit -1":                            "not negative",
		"requests list --state ill":                           "open, waiting",
		"requests list --sort size":                           "updated, created",
		"requests show":                                       "ID is missing",
		"requests show 119112420000001":                       "--customer",
		"requests note 119112420000001":                       "is missing",
		"requests note 119112420000001 text":                  "--customer",
		"requests note TNT-AAAAAA text":                       "TNT-AAAAAA",
		"requests cancel TNT-AAAAAA":                          "requests outbox",
		"requests cancel 5":                                   "requests outbox",
		"requests filed TNT-AAAAAA":                           "NUMBER is missing",
		"requests new":                                        "X is missing",
		"requests new x --description-file -x":                "can't read",
		"requests new x --description a --description-file b": "exclude each other",
	} {
		t.Run(args, func(t *testing.T) {
			r := d.types(strings.Fields(args)...)
			if r.code != command.ExitUse || !strings.Contains(r.err, want) || strings.Count(r.err, "\n") != 1 {
				t.Fatalf("exit %d, want 2 and %q:\n%s", r.code, want, r.err)
			}
		})
	}
}

func TestChoicesAreListedWhereThereIsMoreThanOne(t *testing.T) {
	d := requestsDesk(t)
	tenant, flags := d.azure()
	r := d.types("requests", "new", tenant, "--title", "The machine stopped", "--description", "D", "--contact", "Ada Lovelace", "--contact-mail", "a@partner.example",
		"--service", "no such service", "--json")
	doc := r.document(t)
	for doc["flag"] == "subscription" { // this customer has two
		first := doc["choices"].([]any)[0].(map[string]any)["id"].(string)
		r = d.types("requests", "edit", doc["localId"].(string), "--subscription", first, "--json")
		doc = r.document(t)
	}
	choices, _ := doc["choices"].([]any)
	if r.code != command.ExitUse || doc["flag"] != "service" || len(choices) < 2 {
		t.Fatalf("exit %d\n%s\n%s", r.code, r.out, r.err)
	}
	for _, c := range choices {
		c := has(t, "choices", c, "id name")
		if !strings.Contains(r.err, "  "+c["id"].(string)+"  "+c["name"].(string)+"\n") {
			t.Errorf("%v is not listed:\n%s", c, r.err)
		}
	}
	if !strings.Contains(r.err, "--service …") {
		t.Errorf("it does not say what to add:\n%s", r.err)
	}
	id := doc["localId"].(string)
	if i := d.outgoing(id); i["state"] != "draft" || i["title"] != "The machine stopped" || i["channel"] != "azure" {
		t.Fatalf("%s", asJSON(i))
	}
	d.must(d.types(append([]string{"requests", "edit", id}, flags...)...))
	if s := d.stateOf(id); s != "queued" {
		t.Errorf("it is %s", s)
	}
	if r := d.types("requests", "new", tenant, "--title", "T", "--description", "D", "--json"); r.code != command.ExitUse || r.document(t)["flag"] != "channel" {
		t.Errorf("the channel was guessed: exit %d %s", r.code, r.out)
	}
}

func TestADelegationThatEndedMeanwhileHoldsTheRequestAndLosesNothing(t *testing.T) {
	d := requestsDesk(t)
	tenant, flags := d.azure()
	id := d.writes(append([]string{tenant, "--title", "The machine stopped", "--description", "Since noon"}, flags...)...)
	d.happens(simcloud.Event{Kind: "delegation-expires", TenantID: tenant})
	d.types("sync")
	r := d.types("requests", "send")
	if r.code != command.ExitPart || !strings.Contains(r.out, id) {
		t.Errorf("exit %d\n%s\n%s", r.code, r.out, r.err)
	}
	i := d.outgoing(id)
	if i["state"] != "blocked" || i["problem"] == nil || i["draft"].(map[string]any)["description"] != "Since noon" {
		t.Errorf("%s", asJSON(i))
	}
	if n := len(d.cloud.State().Tickets); n != 0 {
		t.Errorf("%d tickets without a delegation", n)
	}
	if r := d.types("requests", "new", tenant, "--title", "U", "--description", "D", "--channel", "portal", "--json"); r.code != command.ExitError {
		t.Errorf("exit %d %s", r.code, r.out)
	}
	d.happens(simcloud.Event{Kind: "delegation-restored", TenantID: tenant})
	d.types("sync")
	d.must(d.types("requests", "send"))
	if n := len(d.cloud.State().Tickets); n != 1 {
		t.Errorf("%d tickets once the delegation is back", n)
	}
}

func TestASubscriptionThatIsGoneRejectsTheRequestAndLosesNothing(t *testing.T) {
	d := requestsDesk(t)
	tenant, flags := d.azure()
	id := d.writes(append([]string{tenant, "--title", "The machine stopped", "--description", "Since noon"}, flags...)...)
	d.happens(simcloud.Event{Kind: "subscription-gone", TenantID: tenant})
	r := d.types("requests", "send")
	i := d.outgoing(id)
	if r.code != command.ExitPart || i["state"] != "rejected" || i["problem"].(map[string]any)["message"] == "" || i["draft"].(map[string]any)["description"] != "Since noon" {
		t.Fatalf("exit %d %s\n%s", r.code, r.out, asJSON(i))
	}
	d.must(d.types("requests", "edit", id, "--channel", "portal"))
	if s := d.stateOf(id); s != "queued" {
		t.Errorf("over the portal it is %s", s)
	}
}

func TestAFindingWarnsAndStopsOnlyWhenAsked(t *testing.T) {
	d := requestsDesk(t)
	tenant := d.customer()
	args := []string{tenant, "--channel", "portal", "--title", "The printer in the hall is silent", "--description", "D"}
	d.writes(args...)
	r := d.must(d.types(append(append([]string{"requests", "new"}, args...), "--json")...))
	found := r.document(t)["findings"].([]any)
	if len(found) == 0 || has(t, "findings", found[0], "kind blocking text id title")["kind"] != "duplicate" || !strings.Contains(r.err, "look first") {
		t.Fatalf("%s\n%s", r.out, r.err)
	}
	r = d.types(append(append([]string{"requests", "new"}, args...), "--strict", "--json")...)
	doc := r.document(t)
	if r.code != command.ExitUse || len(doc["findings"].([]any)) == 0 || d.stateOf(doc["localId"].(string)) != "draft" {
		t.Fatalf("exit %d %s", r.code, r.out)
	}
}
