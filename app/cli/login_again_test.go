package cli

import (
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// "tenantry login" is the advice that is printed everywhere: it works as printed.
func TestLoginWithoutFlagsSignsInAgain(t *testing.T) {
	d := newDesk(t)
	d.startCloud(5)
	d.signIn()
	synced := func() {
		t.Helper()
		if r := d.types("sync"); r.code != command.ExitDone && r.code != command.ExitPart {
			t.Errorf("exit %d %s", r.code, r.err)
		}
	}
	again := func(args ...string) {
		t.Helper()
		if r := d.must(d.types(append(args, "--device-code")...)); !strings.Contains(r.out, simcloud.Username) {
			t.Errorf("%v: %s", args, r.out)
		}
		synced()
	}
	again("login")
	d.happens(simcloud.Event{Kind: "tokens-revoked"})
	d.happens(simcloud.Event{Kind: "token-expires"})
	if r := d.types("sync"); r.code != command.ExitSignIn || !strings.Contains(r.err, "tenantry login") {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	d.signInWith("login", "--no-browser")
	synced()

	d.must(d.types("logout"))
	again("login")
	again("login", "--tenant", strings.ToUpper(simcloud.TenantID))
	if r := d.types("login", "--device-code", "--client-id", "00000000-0000-4000-8000-000000000009"); r.code == 0 || !strings.Contains(r.err, "700016") {
		t.Errorf("another client id was not used: exit %d %s", r.code, r.err)
	}
	again("login") // what failed changed nothing

	d.must(d.types("logout", "--wipe", "--yes"))
	for _, args := range [][]string{{"login"}, {"login", "--cloud", "usgov"}} {
		if r := d.types(args...); r.code != command.ExitUse || !strings.Contains(r.err, "--client-id") || !strings.Contains(r.err, "--tenant") {
			t.Errorf("%v: exit %d %s", args, r.code, r.err)
		}
	}
}
