package badgerstore_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

const (
	writerVar     = "TENANTRY_TEST_WRITER" // the folder, for a child that only writes
	killCustomers = 50
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(writerVar); dir != "" {
		write(dir)
		return
	}
	os.Exit(m.Run())
}

// version is customer n as of version v: every part says which version it belongs to.
func version(n, v int) partner.Customer {
	c := storetest.Customer(n)
	token := fmt.Sprint("v", v)
	c.Name, c.Details.Value.DisplayName = token, token
	c.Health.Value.Services[0].Name = token
	c.Subscriptions.Value[0].Name = token
	c.Delegations.Value[0].Name = token
	c.ListedAt = storetest.Day.Add(time.Duration(v) * time.Second)
	return c
}

// write goes on with the cache in dir until it is killed, and says what it has saved.
func write(dir string) {
	c, _, err := badgerstore.OpenCache(dir, key, false)
	if err != nil {
		fmt.Println("error", err)
		return
	}
	first := 1
	if kept, err := c.Context(storetest.ID(0)).Load(); err == nil {
		first = int(kept.ListedAt.Sub(storetest.Day)/time.Second) + 1
	}
	for v := first; ; v++ {
		for n := range killCustomers {
			if _, err := c.Context(storetest.ID(n)).Save(version(n, v)); err != nil {
				fmt.Println("error", err)
				return
			}
			fmt.Println("saved", n, v)
			if n%7 == 3 {
				if err := c.KeepList(v); err != nil {
					fmt.Println("error", err)
					return
				}
			}
		}
	}
}

// A process may be killed at any moment. What it had saved is there; of the save that was under way
// there is all or nothing.
func TestAKillLeavesWholeCustomers(t *testing.T) {
	rounds := 20
	if testing.Short() {
		rounds = 3
	}
	dir := filepath.Join(t.TempDir(), "cache")
	saved := map[int]int{}
	for round := range rounds {
		last := rand.IntN(3 * killCustomers) // the kill meets whatever comes after this line
		killedAfter(t, dir, last, func(line string) {
			var n, v int
			if _, err := fmt.Sscanf(line, "saved %d %d", &n, &v); err != nil {
				t.Fatalf("the writer says %q", line)
			}
			saved[n] = v
		})
		checkWhole(t, round, dir, saved)
	}
}

func checkWhole(t *testing.T, round int, dir string, saved map[int]int) {
	t.Helper()
	c, r, err := badgerstore.OpenCache(dir, key, false)
	if err != nil || r.Why != nil {
		t.Fatalf("round %d: OpenCache: %v, recovered %v", round, err, r)
	}
	defer func() {
		if err := c.Close(); err != nil {
			t.Errorf("round %d: Close: %v", round, err)
		}
	}()
	for s, err := range c.Summaries() { // from the list, as far as it counts
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if got, err := c.Context(s.ID).Load(); err != nil || got.Name != s.Name || !got.ListedAt.Equal(s.ListedAt) {
			t.Fatalf("round %d: listed is %q of %v, kept %q of %v, %v", round, s.Name, s.ListedAt, got.Name, got.ListedAt, err)
		}
	}
	for n := range killCustomers {
		got, err := c.Context(storetest.ID(n)).Load()
		if fault.KindOf(err) == fault.Missing && saved[n] == 0 {
			continue
		}
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		v := int(got.ListedAt.Sub(storetest.Day) / time.Second)
		if v < saved[n] {
			t.Fatalf("round %d: customer %d is of version %d, but %d was saved", round, n, v, saved[n])
		}
		for _, token := range []string{got.Details.Value.DisplayName, got.Health.Value.Services[0].Name,
			got.Subscriptions.Value[0].Name, got.Delegations.Value[0].Name} {
			if token != fmt.Sprint("v", v) {
				t.Fatalf("round %d: customer %d of version %d holds a part of %s", round, n, v, token)
			}
		}
	}
}

// killed leaves in dir what a process leaves that is killed after it wrote a while.
func killed(t *testing.T, dir string) {
	t.Helper()
	lines := 0
	killedAfter(t, dir, killCustomers, func(string) { lines++ })
	if lines < killCustomers {
		t.Fatalf("the writer ended after %d lines", lines)
	}
}

// killedAfter has a process write into dir and kills it after so many lines of what it says; heard gets every line that
// was said before it was dead.
func killedAfter(t *testing.T, dir string, last int, heard func(line string)) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writerVar+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for i := 0; lines.Scan(); i++ {
		heard(lines.Text())
		if i == last {
			_ = cmd.Process.Kill()
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
}
