//go:build !bindings

package shell

import (
	"net"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tenantry/app/handover"
)

// A bus that never says a word would keep GTK from showing any window. The window that is started next may find that it
// answers again.
func TestABusThatNeverAnswersIsLeft(t *testing.T) {
	t.Cleanup(func() { hidden = nil })
	path := filepath.Join(t.TempDir(), "bus")
	silent := "unix:path=" + path
	for _, gone := range []string{silent, "disabled:", "nonsense"} {
		t.Setenv(busName, gone)
		if leaveSilentBus(); os.Getenv(busName) != gone || hidden != nil {
			t.Errorf("%s keeps nobody waiting, and was left", gone)
		}
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			if _, err := l.Accept(); err != nil { // and nothing more
				return
			}
		}
	}()
	t.Setenv(busName, silent)
	if leaveSilentBus(); os.Getenv(busName) != "disabled:" {
		t.Errorf("GTK is told of %s", os.Getenv(busName))
	}
	cmd, err := anew(handover.Handover{Start: handover.Unlocked})
	if err != nil {
		t.Fatal(err)
	}
	if named := slices.DeleteFunc(cmd.Environ(), func(e string) bool { return e[:min(len(e), len(busName))] != busName }); !slices.Equal(named, []string{busName + "=" + silent}) {
		t.Errorf("the next window is told %q", named)
	}
}
