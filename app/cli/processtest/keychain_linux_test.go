package processtest

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A session bus that accepts and never says a word, as one whose keychain hangs: every command says so and ends,
// changes nothing, and what it advises works.
func TestASilentKeychainIsNamedAndWhatIsAdvisedWorks(t *testing.T) {
	if testing.Short() {
		t.Skip("waits as long as the program does: left out with -short")
	}
	d := newDesk(t)
	bus := filepath.Join(t.TempDir(), "bus")
	l, err := net.Listen("unix", bus)
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
	run := func(args ...string) (int, string) {
		var errs bytes.Buffer
		c := exec.CommandContext(t.Context(), d.program, args...)
		c.Env = append(os.Environ(), "TENANTRY_HOME="+d.home, "DBUS_SESSION_BUS_ADDRESS=unix:path="+bus)
		c.Stderr = &errs
		_ = c.Run()
		return c.ProcessState.ExitCode(), errs.String()
	}
	code, says := run("customers")
	if code != 1 || !strings.Contains(says, "has not answered for 10 seconds") || !strings.Contains(says, "--secrets file") {
		t.Errorf("exit %d\n%s", code, says)
	}
	if made, _ := os.ReadDir(filepath.Join(d.home, "profiles", "default")); len(made) != 0 {
		t.Errorf("it made %v", made)
	}
	if code, says := run("customers", "--secrets", "file"); code != 0 {
		t.Errorf("exit %d\n%s", code, says)
	}
}
