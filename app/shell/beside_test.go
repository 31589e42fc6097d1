//go:build !bindings

package shell

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenantry/app/handover"
)

// besideOf is a window beside that is shown; the process that is it ends as TestMain says.
func besideOf(t *testing.T, how string) (b *Beside, left chan bool, told string) {
	t.Helper()
	told = filepath.Join(t.TempDir(), "told")
	t.Setenv("SHELL_TEST_ANEW", told)
	t.Setenv("SHELL_TEST_ENDS", how)
	left = make(chan bool, 2)
	b = &Beside{Handover: handover.Handover{Start: handover.Waiting, Looks: handover.Looks{Theme: "dark"}}, Left: func() { left <- true }}
	b.Show()
	b.Show()
	t.Cleanup(b.Close)
	return b, left, told
}

// It is one, is told what it is, stays as long as it is needed, and nobody takes its end for a person's wish.
func TestAWindowBesideEndsWithItsReason(t *testing.T) {
	b, left, told := besideOf(t, "")
	select {
	case <-b.gone:
		t.Fatal("it ended by itself")
	default:
	}
	b.Close()
	b.Close()
	b.Show() // the profile is open: too late
	text, err := os.ReadFile(told)
	if err != nil || !strings.HasPrefix(string(text), "waiting - dark -\n") {
		t.Errorf("it was told %q, %v", text, err)
	}
	if len(left) != 0 || b.cmd.ProcessState.ExitCode() != 0 {
		t.Errorf("%d times left, %v", len(left), b.cmd.ProcessState)
	}
}

// Who ends it wants the program to end. One that could not be shown says nothing about anybody's wish.
func TestAPersonMayEndAWindowBesideAndAFaultIsNoPerson(t *testing.T) {
	_, left, _ := besideOf(t, "person")
	<-left
	b, left, _ := besideOf(t, "fault")
	<-b.gone
	b.Close()
	if len(left) != 0 {
		t.Error("a fault ended the program")
	}
}

// One that was never shown ends as well, and is not shown after.
func TestAWindowBesideThatWasNotNeeded(t *testing.T) {
	b := &Beside{Left: func() { t.Error("left") }}
	b.Close()
	b.Show()
	if b.cmd != nil {
		t.Error("it is shown")
	}
}
