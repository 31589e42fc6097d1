package requests

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestTheOutboxSaysWhatItDoesNotList(t *testing.T) {
	var out, errs bytes.Buffer
	o := &OutboxOptions{IO: &term.IO{Out: &out, Err: &errs}}
	page := contract.OutboxPage{Damaged: []contract.Problem{{Message: "TNT-AAAAAA can't be\nread\x1b[2J"}}, Elsewhere: 2, Sent: 7,
		Requests: []contract.OutgoingItem{{RequestRow: contract.RequestRow{State: "sent", LocalID: "TNT-BBBBBB"}}}}
	if err := o.print(page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2 more were written as another partner account", "⚠ TNT-AAAAAA can't be read", "Of 7 that arrived, the newest 1 is listed"} {
		if !strings.Contains(errs.String(), want) {
			t.Errorf("%q is missing:\n%s", want, &errs)
		}
	}
	errs.Reset()
	if err := o.print(contract.OutboxPage{}); err != nil || strings.Contains(errs.String(), "another") || strings.Contains(errs.String(), "arrived") {
		t.Errorf("%v %s", err, &errs)
	}
}

func TestWhatIsLeftMakesTheExitCodeOfSend(t *testing.T) {
	item := func(state string, kind fault.Kind) contract.OutgoingItem {
		i := contract.OutgoingItem{RequestRow: contract.RequestRow{State: state, Channel: "azure"}}
		if kind != "" {
			i.Problem = &contract.Problem{Kind: string(kind)}
		}
		return i
	}
	portal := item("queued", "")
	portal.Channel = "portal"
	for _, c := range []struct {
		name string
		all  []contract.OutgoingItem
		want int
	}{
		{"nothing", nil, command.ExitDone},
		{"sent, drafts, and what waits for a person", []contract.OutgoingItem{item("sent", ""), item("draft", fault.Denied), item("handed-off", ""), portal}, command.ExitDone},
		{"rejected", []contract.OutgoingItem{item("rejected", fault.Invalid)}, command.ExitPart},
		{"blocked by a role", []contract.OutgoingItem{item("sent", ""), item("blocked", fault.Denied)}, command.ExitPart},
		{"tried again later", []contract.OutgoingItem{item("queued", fault.Throttled)}, command.ExitPart},
		{"uncertain", []contract.OutgoingItem{item("uncertain", "")}, command.ExitPart},
		{"signed out", []contract.OutgoingItem{item("rejected", fault.Invalid), item("blocked", fault.SignIn), item("queued", "")}, command.ExitSignIn},
		{"no network", []contract.OutgoingItem{item("blocked", fault.SignIn), item("blocked", fault.Offline), item("rejected", fault.Missing)}, command.ExitOffline},
	} {
		if got := sendCode(unsent(contract.OutboxPage{Requests: c.all})); got != c.want {
			t.Errorf("%s: exit %d, want %d", c.name, got, c.want)
		}
	}
}

func TestAChoiceIsFoundByIDNameOrAPartOfOneNameOnly(t *testing.T) {
	all := []contract.Choice{{ID: "1", Name: "Virtual Machine running Windows"}, {ID: "2", Name: "Virtual Machine running Linux"}, {ID: "3", Name: "Linux"}}
	for text, want := range map[string]string{"1": "1", "linux": "3", "WINDOWS": "1", "running linux": "2", "virtual": "", "nothing": "", "": ""} {
		c, err := pick("service", text, all, true)
		if c.ID != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, want %q (%v)", text, c.ID, want, err)
		}
	}
	if c, err := pick("service", "", all[:1], true); err != nil || c.ID != "1" {
		t.Errorf("the only choice is not taken: %v %v", c, err)
	}
	const id = "06bfd9d3-516b-d5c6-5802-169c800dec89"
	if c, err := pick("service", id, nil, false); err != nil || c.ID != id {
		t.Errorf("an id is not taken where no choices are known: %v %v", c, err)
	}
	if _, err := pick("service", "linux", nil, false); fault.KindOf(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
}

// TestEveryFieldThatCanBeWrongHasItsFlag keeps errors from naming a field that no flag sets.
func TestEveryFieldThatCanBeWrongHasItsFlag(t *testing.T) {
	long := strings.Repeat("x", partner.MaxDescription+1)
	bad := partner.Draft{Title: long, Description: long, Severity: long, Product: long, Contact: long, ContactMail: long, ContactPhone: long, AffectedUsers: long,
		StepsTried: long, IncidentID: long, Language: long, Subscription: long, Service: long, Classification: long}
	cmd := NewNew(command.Line{IO: &term.IO{}})
	for _, channel := range []partner.Channel{partner.ByAzure, "fax"} {
		f, _ := fault.As(byFlag(bad.Check(channel)))
		if len(f.Fields) < 10 {
			t.Fatalf("%v", f.Fields)
		}
		for name := range f.Fields {
			if cmd.Flags().Lookup(name) == nil {
				t.Errorf("the field %s has no flag", name)
			}
		}
	}
}

func TestEveryRequestsCommandExplainsItselfWithAnExample(t *testing.T) {
	requests := New(command.Line{IO: &term.IO{}})
	for _, c := range append([]*cobra.Command{requests}, requests.Commands()...) {
		if c.Short == "" || !strings.Contains(c.Example, "tenantry requests") {
			t.Errorf("%s: %q %q", c.Name(), c.Short, c.Example)
		}
	}
}
