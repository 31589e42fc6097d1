package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenantry/app/cli/command"
)

func TestADemoOfAScenarioKeepsToItsOwnFolder(t *testing.T) {
	d := newDesk(t)
	r := d.must(d.types("demo", "--scenario", "small"))
	if n := strings.Count(r.out, "\n"); n < 8 || n > 13 { // the head, and those of twelve customers that delegated administration
		t.Errorf("%d lines:\n%s", n, r.out)
	}
	for folder, there := range map[string]bool{"demo/small/profiles": true, "demo/profiles": false, "profiles": false} {
		if _, err := os.Stat(filepath.Join(d.home, filepath.FromSlash(folder))); there != (err == nil) {
			t.Errorf("%s: %v", folder, err)
		}
	}
}

func TestAnUnknownScenarioIsNoDemo(t *testing.T) {
	for _, cmd := range []string{"demo", "simulate"} {
		d := newDesk(t)
		if r := d.types(cmd, "--scenario", "worse-monday"); r.code != command.ExitUse || !strings.Contains(r.err, `unknown scenario "worse-monday": use one of demo, small, bad-monday, `) {
			t.Errorf("%s: exit %d: %s", cmd, r.code, r.err)
		}
		if left, err := os.ReadDir(d.home); err != nil || len(left) > 1 { // the log of the command line
			t.Errorf("%s left %v, %v", cmd, left, err)
		}
	}
}

func TestADemoKeepsAPaceThatCanBeFollowed(t *testing.T) {
	d := newDesk(t)
	for _, pace := range []string{"0", "61", "-1"} {
		if r := d.types("demo", "--pace", pace); r.code != command.ExitUse || !strings.Contains(r.err, pace+" is no pace: use 1 to 60") {
			t.Errorf("pace %s: %d %s", pace, r.code, r.err)
		}
	}
}

func TestTheHelpOfSimulateNamesEveryEventInLinesThatFit(t *testing.T) {
	r := newDesk(t).must(newDesk(t).types("simulate", "--help"))
	for _, want := range []string{"link-cut,", " minutes,", "tokens-revoked.", `{"kind":"minutes","minutes":5}`} {
		if !strings.Contains(r.out, want) {
			t.Errorf("%q is missing in\n%s", want, r.out)
		}
	}
	about, _, _ := strings.Cut(r.out, "Usage:")
	for line := range strings.Lines(about) {
		if len(line) > 120 {
			t.Errorf("a line of %d characters: %s", len(line), line)
		}
	}
}
