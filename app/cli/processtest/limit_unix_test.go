//go:build !windows

package processtest

import (
	"bytes"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"tenantry/backend/fault"
)

// A limit on the size of files is neither a full disk nor the end of the process: it is named, nothing is lost, and
// what the advice prints helps.
func TestALimitOnTheSizeOfFilesIsNamed(t *testing.T) {
	d := setUp(t)
	under := func(shell string, args ...string) (code int, errs string) {
		t.Helper()
		c := d.command(args...)
		limited := exec.CommandContext(t.Context(), "sh", append([]string{"-c", "ulimit -S -f 200; " + shell + `exec "$0" "$@"`}, c.Args...)...)
		limited.Env = c.Env
		var e bytes.Buffer
		limited.Stderr = &e
		_ = limited.Run() // judged by the exit code
		return limited.ProcessState.ExitCode(), e.String()
	}
	advice := fault.RaiseFileSize.CommandLine("").String()
	code, errs := under("", "sync", "--full")
	if code != 1 || !strings.Contains(errs, "the size of files") || !strings.Contains(errs, advice) || strings.Contains(errs, "full") {
		t.Errorf("exit %d %s", code, errs)
	}
	printed := regexp.MustCompile(`ulimit [^)]*`).FindString(advice)
	if code, errs := under(printed+"; ", "sync", "--full"); code != 0 && code != 3 {
		t.Errorf("after %s: exit %d %s", printed, code, errs)
	}
}
