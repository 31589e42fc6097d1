package cli

import (
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// A sign-in that is over is the account's, whoever finds it out: the command ends with 4, and nobody is sent to the
// customer that happened to be asked.
func TestASignInThatIsOverIsTheAccountsWhoeverFindsOut(t *testing.T) {
	d := newDesk(t)
	d.startCloud(12)
	d.signIn()
	d.syncs()
	id := d.customer()
	d.happens(simcloud.Event{Kind: "tokens-revoked"})
	for _, args := range [][]string{{"sync", "--customer", id}, {"sync"}} {
		r := d.types(args...)
		if r.code != command.ExitSignIn || strings.Count(r.out+r.err, "sign in again: tenantry login") != 1 || strings.Contains(r.out, "⚠") {
			t.Errorf("%v: exit %d\n%s\n%s", args, r.code, r.out, r.err)
		}
		if p := d.problemOf(id); p != nil {
			t.Errorf("after %v it is kept at the customer: %v", args, p)
		}
	}
}
