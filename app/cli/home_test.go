//go:build !windows

package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/app/cli/command"
)

// Nothing is written into a home that is refused, whatever is done, and be it only a line of the log.
func TestNothingIsWrittenIntoAHomeThatIsRefused(t *testing.T) {
	for _, logs := range []bool{false, true} {
		d := newDesk(t)
		if logs { // of before; a panic would be written there
			if err := os.Mkdir(filepath.Join(d.home, "logs"), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chmod(d.home, 0o777); err != nil {
			t.Fatal(err)
		}
		zip := filepath.Join(t.TempDir(), "x.zip")
		for _, args := range [][]string{{"customers"}, {"sync", "--verbose"}, {"doctor"}, {"logout", "--wipe", "--yes"}, {"diagnostics", zip}, {"login", "--client-id", "x", "--tenant", "contoso.com"}} {
			d.types(args...)
		}
		_, ln := d.envRoot()
		_ = ln.caught("a panic") // what it says is of no matter here
		if f, err := (app.Options{Home: d.home}).LogFile(); err == nil {
			_, _ = f.Write([]byte("a line"))
			_ = f.Close()
		}
		err := filepath.WalkDir(d.home, func(path string, e os.DirEntry, err error) error {
			if path != d.home && path != filepath.Join(d.home, "logs") || e.Name() == "logs" && !logs {
				t.Errorf("%s was made", path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Every folder of a profile in which others may write is refused, and what is advised mends it as it is printed.
func TestAFolderThatOthersMayWriteInIsRefusedWithWhatMendsIt(t *testing.T) {
	d := newDesk(t)
	d.home = filepath.Join(d.home, "it's a home")
	d.must(d.types("customers"))
	profile := filepath.Join(d.home, "profiles", "default")
	for _, dir := range []string{d.home, filepath.Dir(profile), profile, filepath.Join(profile, "journal"), filepath.Join(profile, "cache"), filepath.Join(profile, "keys"), filepath.Join(d.home, "logs")} {
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
