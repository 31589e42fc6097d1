package processtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// onWindows is a desk whose program is the Windows one, under Wine, its key in the Windows Credential Manager. The
// script build/windows/wine.sh made a place with Wine in it; without one there is no Windows here.
func onWindows(t *testing.T) *desk {
	t.Helper()
	prefix := os.Getenv("TENANTRY_WINE")
	if prefix == "" {
		t.Skip("no Windows here: make test-windows")
	}
	d := newDesk(t)
	exe := filepath.Join(prefix, "drive_c", "tenantry.exe")
	d.run, d.env = []string{"wine", exe}, []string{"WINEPREFIX=" + prefix, "WINEDEBUG=-all", "TENANTRY_SECRETS="}
	d.home = `C:\home-` + fmt.Sprint(time.Now().UnixNano())
	return d
}

// below is a folder of the desk's home as this system names it.
func (d *desk) below(parts ...string) string {
	return filepath.Join(append([]string{os.Getenv("TENANTRY_WINE"), "drive_c", strings.TrimPrefix(d.home, `C:\`)}, parts...)...)
}

func (d *desk) customers() int {
	d.t.Helper()
	var page struct{ Total int }
	d.answers(&page, "customers", "--limit", "1")
	return page.Total
}

func TestWindowsSignsInSyncsAndKeepsItsKeyInTheCredentialManager(t *testing.T) {
	d := onWindows(t)
	d.signIn()
	d.syncs()
	if n := d.customers(); n < 50 {
		t.Fatalf("%d customers", n)
	}
	if keys, _ := filepath.Glob(d.below("profiles", "default", "keys", "*.key")); len(keys) > 0 {
		t.Errorf("the key lies in a file: %v", keys)
	}
	target := d.azureCustomers(2)[0]
	var i item
	d.answers(&i, append(target, "--title", "From Windows")...)
	if code, _, errs := d.types("requests", "send"); code != 0 {
		t.Fatalf("requests send: exit %d\n%s", code, errs)
	}
	if filed, _ := d.atMicrosoft(); !slices.ContainsFunc(filed, func(c created) bool { return c.Title == "From Windows" }) {
		t.Errorf("not at Microsoft: %v", filed)
	}
	if code, out, errs := d.types("doctor"); code != 0 {
		t.Errorf("doctor: exit %d\n%s%s", code, out, errs)
	}
}

// While one process begins or ends, another finds it in use, or is answered by it: never damage, never a lost key.
func TestWindowsProcessesAtOnceAreAllAnswered(t *testing.T) {
	d := onWindows(t)
	d.signIn()
	d.syncs()
	want := d.customers()
	var mu sync.Mutex
	for round := range 12 {
		var all sync.WaitGroup
		for _, args := range [][]string{{"customers", "--json", "--limit", "1"}, {"sync", "--full", "--json"}, {"requests", "outbox", "--json"}, {"search", "a", "--json"}} {
			all.Go(func() {
				c := d.command(args...)
				var out, errs bytes.Buffer
				c.Stdout, c.Stderr = &out, &errs
				_ = c.Run() // judged by its exit code
				mu.Lock()
				defer mu.Unlock()
				if code := c.ProcessState.ExitCode(); code != 0 && (args[0] != "sync" || code != 3) {
					t.Errorf("round %d, %v: exit %d\n%s", round, args, code, &errs)
				}
			})
		}
		all.Wait()
	}
	if n := d.customers(); n != want {
		t.Errorf("%d customers, %d before", n, want)
	}
	if bad, _ := filepath.Glob(d.below("profiles", "default", "*.bad-*")); len(bad) > 0 {
		t.Errorf("set aside: %v", bad)
	}
}

func TestWindowsKilledLosesNothing(t *testing.T) {
	d := onWindows(t)
	d.signIn()
	d.syncs()
	customers := d.customers()
	target := d.azureCustomers(2)[0]
	want := map[string]string{}
	for n := range 12 {
		title := fmt.Sprintf("Before kill %d", n)
		var i item
		d.answers(&i, append(target, "--title", title)...)
		want[i.LocalID] = title
		c := d.command([][]string{{"sync", "--full"}, {"requests", "new", "nobody.example"}, {"customers"}}[n%3]...)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(n) * 150 * time.Millisecond) // a moment of its life, another one each time
		_ = c.Process.Kill()
		_ = c.Wait()
		d.nothingIsLost(want, fmt.Sprintf("kill %d", n))
		if got := d.customers(); got != customers {
			t.Fatalf("kill %d: %d customers, %d before", n, got, customers)
		}
	}
}

// After a wipe no file below the home holds what a customer is called, and a start finds nobody.
func TestWindowsWipes(t *testing.T) {
	d := onWindows(t)
	d.signIn()
	d.syncs()
	if code, _, errs := d.types("logout", "--wipe", "--yes"); code != 0 {
		t.Fatalf("logout --wipe: exit %d\n%s", code, errs)
	}
	if n := d.customers(); n != 0 {
		t.Errorf("%d customers after the wipe", n)
	}
	if err := filepath.WalkDir(d.below(), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte("eyJ0eXAi")) || bytes.Contains(b, []byte(".onmicrosoft.com")) {
			t.Errorf("%s holds a token or a customer's domain", path)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
	d.signIn()
	d.syncs()
	if n := d.customers(); n < 50 {
		t.Errorf("%d customers after signing in again", n)
	}
}

// A home that can't be used is said on one line, in the document too.
func TestWindowsHomesThatCannotBeUsed(t *testing.T) {
	d := onWindows(t)
	for _, home := range []string{`C:\windows\win.ini`, `Q:\nowhere`} {
		d.home = home
		code, out, errs := d.types("customers", "--json")
		var doc struct {
			Error struct{ Kind, Message string }
		}
		if err := json.Unmarshal([]byte(out), &doc); err != nil || code != 1 || doc.Error.Message == "" || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: exit %d, %v\n%s%s", home, code, err, out, errs)
		}
	}
}
