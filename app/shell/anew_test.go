//go:build !bindings

package shell

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tenantry/app/handover"
)

// TestMain is also the window that is started: it writes down how it was.
func TestMain(m *testing.M) {
	path := os.Getenv("SHELL_TEST_ANEW")
	if path == "" {
		os.Exit(m.Run())
	}
	switch os.Getenv("SHELL_TEST_ENDS") {
	case "person":
		os.Exit(0)
	case "fault":
		os.Exit(7)
	}
	in, _ := io.ReadAll(os.Stdin)
	told := strings.Join([]string{os.Getenv(handover.Name), string(in), strings.Join(os.Args[1:], " ")}, "\n")
	if os.WriteFile(path, []byte(told), 0o600) != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

func TestALinkIsFollowedOnceHoweverOftenTheWindowIsStarted(t *testing.T) {
	const link = "tenantry:customer/contoso.com"
	for _, c := range []struct {
		start handover.Start
		args  []string
		want  string
	}{
		{handover.Unlocked, []string{"--home", "h", "--", link}, "--home h -- " + link},
		{handover.Locked, []string{"--home", "h", "--", link}, "--home h"},
		{handover.Switched, []string{link}, ""},
		{handover.Waiting, []string{"open", link}, ""},
		{handover.Locked, []string{"demo"}, "demo"},
		{handover.Locked, nil, ""},
	} {
		if got := strings.Join(withoutLink(c.args, c.start), " "); got != c.want {
			t.Errorf("%s of %q: %q", c.start, c.args, got)
		}
	}
}

// The passphrase is in the pipe and nowhere else, and all that the new window is told is what it is told now.
func TestAWindowThatIsStartedAnewIsToldOverItsInput(t *testing.T) {
	path := filepath.Join(t.TempDir(), "told")
	t.Setenv("SHELL_TEST_ANEW", path)
	t.Setenv(handover.Name, handover.Handover{Start: handover.LockedPassphrase}.String())
	const phrase = "sieben Äpfel im Fass"
	cmd, err := anew(handover.Handover{Start: handover.Unlocked, Looks: handover.Looks{Language: "fr"}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(cmd.Args[1:], os.Args[1:]) {
		t.Errorf("%q instead of %q", cmd.Args[1:], os.Args[1:])
	}
	if err := handOver(cmd, phrase); err != nil {
		t.Fatal(err)
	}
	for _, each := range append(slices.Clone(cmd.Args), cmd.Env...) {
		if strings.Contains(each, phrase) {
			t.Errorf("it stands in %q", each)
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	told, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := "unlocked fr - -\n" + phrase + "\n" + strings.Join(os.Args[1:], " "); !bytes.Equal(told, []byte(want)) {
		t.Errorf("it was told %q, want %q", told, want)
	}
}

func TestAWindowThatCannotBeStartedIsAnError(t *testing.T) {
	cmd, err := anew(handover.Handover{Start: handover.Locked})
	if err != nil {
		t.Fatal(err)
	}
	cmd.Path = filepath.Join(t.TempDir(), "gone")
	if err := handOver(cmd, ""); err == nil {
		t.Error("nothing was started")
	}
}

// The other profile is said last, which counts, and an earlier switch is not said any more.
func TestAnotherProfileIsSaidByTheArguments(t *testing.T) {
	for _, c := range []struct{ args, want []string }{
		{nil, []string{"--profile", "contoso"}},
		{[]string{"demo", "--profile=a"}, []string{"demo", "--profile=a", "--profile", "contoso"}},
		{[]string{"demo", "--profile", "a"}, []string{"demo", "--profile", "contoso"}},
		{[]string{"--profile", "a", "--secrets", "file"}, []string{"--profile", "a", "--secrets", "file", "--profile", "contoso"}},
	} {
		if got := withProfile(c.args, "contoso"); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q", c.args, got)
		}
		if got := withProfile(c.args, ""); !slices.Equal(got, c.args) {
			t.Errorf("%q: %q", c.args, got)
		}
	}
}
