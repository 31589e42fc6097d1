package badgerstore_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenantry/backend/store/storetest"
)

// mapped is how much of files below dir lies in the process's memory, in kB.
func mapped(t *testing.T, dir string) (kb int) {
	t.Helper()
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Skip("no /proc here")
	}
	defer f.Close()
	ours := false
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if !strings.HasSuffix(fields[0], ":") {
			ours = strings.HasPrefix(fields[len(fields)-1], dir+"/")
		} else if ours && fields[0] == "Rss:" {
			n := 0
			if _, err := fmt.Sscan(fields[1], &n); err != nil {
				t.Fatal(err)
			}
			kb += n
		}
	}
	return kb
}

// After much was written and read nothing of the tables stays in memory over a rest; what is kept is there, before and
// after it is written to again.
func TestARestGivesBackTheMemoryOfTables(t *testing.T) {
	const customers = 1500
	dir := filepath.Join(t.TempDir(), "cache")
	c := openCache(t, dir)
	saved(t, c, 0, customers)
	count := func(when string) {
		t.Helper()
		n := 0
		for s, err := range c.Summaries() {
			if err != nil {
				t.Fatalf("%s: %v", when, err)
			}
			if _, err := c.Context(s.ID).Load(); err != nil {
				t.Fatalf("%s: %v", when, err)
			}
			n++
		}
		if n != customers {
			t.Errorf("%s there are %d customers", when, n)
		}
	}
	if err := c.Rest(); err != nil { // what was written lies in tables now
		t.Fatal(err)
	}
	count("when they were written")
	before := mapped(t, dir)
	if err := c.Rest(); err != nil {
		t.Fatal(err)
	}
	if after := mapped(t, dir); before < 1000 || after > before/2 {
		t.Errorf("%d kB were mapped, %d kB are after a rest", before, after)
	}
	count("after a rest")
	v := storetest.Customer(0)
	v.Name = "Written after a rest"
	if _, err := c.Context(v.ID).Save(v); err != nil {
		t.Fatal(err)
	}
	count("after another write")
}
