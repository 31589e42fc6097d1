//go:build !windows

package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tenantry/app/cli/command"
)

// Every folder of a profile in which others may write is refused, and what is advised mends it as it is printed.
func TestAFolderThatOthersMayWriteInIsRefusedWithWhatMendsIt(t *testing.T) {
	d := newDesk(t)
	d.home = filepath.Join(d.home, "it's a home")
	d.must(d.types("customers"))
	profile := filepath.Join(d.home, "profiles", "default")
	for _, dir := range []string{d.home, filepath.Dir(profile), profile, filepath.Join(profile, "journal"), filepath.Join(profile, "cache"), filepath.Join(profile, "keys")} {
		if err := os.Chmod(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		r := d.types("customers")
		mends := regexp.MustCompile(`chmod 700 .*?(: choose|$)`).FindString(r.err)
		if r.code != command.ExitError || mends == "" {
			t.Fatalf("%s: exit %d %s", dir, r.code, r.err)
		}
		if out, err := exec.Command("sh", "-c", strings.TrimSuffix(mends, ": choose")).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v %s", mends, err, out)
		}
		d.must(d.types("customers"))
	}
}
