package badgerstore_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

const journalWriterVar = "TENANTRY_TEST_JOURNAL_WRITER" // the folder, for a child that only writes

// outgoing is the whole outbox, which must be readable.
func outgoing(t testing.TB, j store.Journal) (out []partner.Outgoing) {
	t.Helper()
	for o, err := range j.Outbox().All() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, o)
	}
	return out
}

func TestWhatIsOutgoingIsThereAfterAReopening(t *testing.T) {
	dir := t.TempDir()
	j := openJournal(t, dir)
	want := []partner.Outgoing{storetest.Outgoing("TNT-A"), storetest.Outgoing("TNT-B")}
	for _, o := range append(want, storetest.Outgoing("TNT-C")) {
		if err := j.Outbox().Put(o); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Outbox().Delete("TNT-C"); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, outgoing(t, openJournal(t, dir))); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestAnEntryThatCanNotBeReadIsNamedAndTheOthersFollow(t *testing.T) {
	for name, value := range map[string][]byte{"no CBOR": {1, 0xff}, "a newer format": {9, 0xa0}, "empty": {},
		"another's": {1, 0xa1, 0x01, 0x65, 'T', 'N', 'T', '-', 'Z'}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			j := openJournal(t, dir)
			for _, id := range []string{"TNT-A", "TNT-B", "TNT-C"} {
				if err := j.Outbox().Put(partner.Outgoing{ID: id}); err != nil {
					t.Fatal(err)
				}
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			badgerstore.WriteRaw(t, dir, key, []byte("oTNT-B"), value)
			var good, bad []string
			for o, err := range openJournal(t, dir).Outbox().All() {
				if err == nil {
					good = append(good, o.ID)
					continue
				}
				bad = append(bad, o.ID)
				if fault.KindOf(err) != fault.Corrupt || !strings.Contains(err.Error(), "TNT-B") {
					t.Errorf("%v", err)
				}
			}
			if d := cmp.Diff([]string{"TNT-A", "TNT-C"}, good); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff([]string{"TNT-B"}, bad); d != "" {
				t.Error(d)
			}
		})
	}
}

// writeJournal puts one entry after another until it is killed, and says which are kept.
func writeJournal(dir string) {
	j, err := badgerstore.OpenJournal(dir, key)
	if err != nil {
		fmt.Println("error", err)
		return
	}
	first := 0
	for _, err := range j.Outbox().All() {
		if err != nil {
			fmt.Println("error", err)
			return
		}
		first++
	}
	for n := first; ; n++ {
		o := storetest.Outgoing(fmt.Sprintf("TNT-%06d", n))
		o.Note = strings.Repeat("n", rand.IntN(40_000)) // some into the value log
		if err := j.Outbox().Put(o); err != nil {
			fmt.Println("error", err)
			return
		}
		fmt.Println("kept", n)
	}
}

// A process may be killed at any moment: what Put said is kept, is kept, and everything can be read.
func TestAKillLosesNothingThatIsOutgoing(t *testing.T) {
	rounds := 10
	if testing.Short() {
		rounds = 3
	}
	dir := filepath.Join(t.TempDir(), "journal")
	for round := range rounds {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), journalWriterVar+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		kept, last := -1, rand.IntN(40) // the kill meets whatever comes after this line
		lines := bufio.NewScanner(out)
		for i := 0; lines.Scan(); i++ {
			if _, err := fmt.Sscanf(lines.Text(), "kept %d", &kept); err != nil {
				t.Fatalf("the writer says %q", lines.Text())
			}
			if i == last {
				_ = cmd.Process.Kill()
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		j := openJournal(t, dir)
		all := outgoing(t, j)
		if len(all) <= kept {
			t.Fatalf("round %d: %d entries, but number %d was kept", round, len(all), kept)
		}
		for n, o := range all {
			want := storetest.Outgoing(fmt.Sprintf("TNT-%06d", n))
			want.Note = o.Note
			if d := cmp.Diff(want, o); d != "" {
				t.Fatalf("round %d: (-want +got)\n%s", round, d)
			}
		}
		if err := j.Close(); err != nil {
			t.Errorf("round %d: Close: %v", round, err)
		}
	}
}
