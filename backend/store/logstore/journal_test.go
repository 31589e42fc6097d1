package logstore_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/faultdisk"
	"tenantry/backend/store/logstore"
	"tenantry/backend/store/space"
	"tenantry/backend/store/storetest"
)

var key = [32]byte{1, 2, 3}

func TestJournal(t *testing.T) {
	storetest.Journal(t, func(t testing.TB) store.Journal {
		return open(t, logstore.Options{Dir: t.TempDir(), Keys: [][32]byte{key}})
	})
}

func open(t testing.TB, o logstore.Options) *logstore.Journal {
	t.Helper()
	if o.Keys == nil {
		o.Keys = [][32]byte{key}
	}
	j, err := logstore.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

func put(t testing.TB, j store.Journal, name, value string) {
	t.Helper()
	if err := j.Settings().Put(name, value); err != nil {
		t.Fatal(err)
	}
}

// kept is everything: settings of the names that tests use, and what is outgoing.
func kept(t testing.TB, j store.Journal) map[string]string {
	t.Helper()
	out := map[string]string{}
	for n := range names {
		var value string
		found, err := j.Settings().Get(name(n), &value)
		if err != nil {
			t.Fatal(err)
		}
		if found {
			out[name(n)] = value
		}
	}
	for o, err := range j.Outbox().All() {
		if err != nil {
			t.Fatal(err)
		}
		out[o.ID] = o.Note
	}
	return out
}

const names = 8

func name(n int) string { return fmt.Sprint("name-", n) }

// filled is a journal that began with some values and had a few commits since; closed.
func filled(t testing.TB) (*faultdisk.Disk, map[string]string) {
	t.Helper()
	d := faultdisk.New()
	j := open(t, logstore.Options{FS: d})
	for n := range 4 {
		put(t, j, name(n), fmt.Sprint("first ", n))
		if err := j.Outbox().Put(partner.Outgoing{ID: fmt.Sprint("TNT-", n), State: partner.Queued, Note: "note"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Rekey(key); err != nil { // a log that begins with values
		t.Fatal(err)
	}
	put(t, j, name(1), "second")
	if err := j.Settings().Delete(name(2)); err != nil {
		t.Fatal(err)
	}
	if err := j.Outbox().Put(partner.Outgoing{ID: "TNT-9", State: partner.Queued, Note: "last but one"}); err != nil {
		t.Fatal(err)
	}
	put(t, j, name(5), "last")
	all := kept(t, j)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return d, all
}

func files(t testing.TB, d *faultdisk.Disk) (names []string, content map[string][]byte) {
	t.Helper()
	names, err := d.List()
	if err != nil {
		t.Fatal(err)
	}
	content = map[string][]byte{}
	for _, n := range names {
		if content[n], err = d.Read(n); err != nil {
			t.Fatal(err)
		}
	}
	return names, content
}

// reopened opens a damaged journal twice: all must be there, and the second opening finds nothing to tell.
func reopened(t *testing.T, what string, d *faultdisk.Disk, want map[string]string) logstore.Report {
	t.Helper()
	j := open(t, logstore.Options{FS: d})
	r := j.Report()
	if diff := cmp.Diff(want, kept(t, j)); diff != "" || r.Lost != nil || r.RolledBack || j.Doubtful() {
		t.Fatalf("%s: %+v (-want +got)\n%s", what, r, diff)
	}
	_ = j.Close()
	j = open(t, logstore.Options{FS: d})
	if again := j.Report(); again != (logstore.Report{}) {
		t.Fatalf("%s: the second opening still says %+v", what, again)
	}
	if names, content := files(t, d); len(names) != 2 || string(content[names[0]]) != string(content[names[1]]) {
		t.Fatalf("%s: %v are not two equal files", what, names)
	}
	put(t, j, name(7), "can be written")
	_ = j.Close()
	return r
}

// Any one byte of any one file may be another: nothing is lost, and it is told.
func TestNoOneByteMatters(t *testing.T) {
	sound, want := filled(t)
	names, content := files(t, sound)
	for _, file := range names {
		for at := range content[file] {
			d := sound.Kill()
			d.Damage(file, func(b []byte) []byte { b[at] ^= 1 << (at % 8); return b })
			what := fmt.Sprintf("%s byte %d", file, at)
			if r := reopened(t, what, d, want); !r.Restored {
				t.Errorf("%s: nobody is told", what)
			}
		}
	}
}

// Any one file may be cut anywhere, zeroed or gone.
func TestNoOneFileMatters(t *testing.T) {
	sound, want := filled(t)
	names, content := files(t, sound)
	last := len(content[names[0]]) - lastFrame(content[names[0]])
	for _, file := range names {
		for size := range content[file] {
			d := sound.Kill()
			d.Damage(file, func(b []byte) []byte { return b[:size] })
			if r := reopened(t, fmt.Sprintf("%s of %d bytes", file, size), d, want); r.Restored != (size < last) {
				t.Errorf("%s of %d bytes: told %v; a crash leaves at least %d", file, size, r.Restored, last)
			}
		}
		for what, how := range map[string]func([]byte) []byte{
			"gone":     func([]byte) []byte { return nil },
			"zeroed":   func(b []byte) []byte { return make([]byte, len(b)) },
			"doubled":  func(b []byte) []byte { return append(b, b...) },
			"noise":    func(b []byte) []byte { return noise(len(b)) },
			"lengthy":  func(b []byte) []byte { return append(b, noise(5000)...) },
			"shifted":  func(b []byte) []byte { return append([]byte{0}, b...) },
			"a gap in": func(b []byte) []byte { return append(b[:len(b)/3:len(b)/3], b[len(b)/2:]...) },
		} {
			d := sound.Kill()
			d.Damage(file, how)
			if r := reopened(t, file+" "+what, d, want); !r.Restored {
				t.Errorf("%s %s: nobody is told", file, what)
			}
		}
	}
}

func noise(n int) []byte {
	b := make([]byte, n)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// lastFrame is how long the last frame of a sound file is.
func lastFrame(b []byte) (length int) {
	for at := 33; at < len(b); at += length {
		length = 12 + int(b[at])<<24 + int(b[at+1])<<16 + int(b[at+2])<<8 + int(b[at+3])
	}
	return length
}

// Both files damaged, at different places: each record is taken from where it is good.
func TestTwoDamagedFilesMakeOneSound(t *testing.T) {
	sound, want := filled(t)
	names, content := files(t, sound)
	b := content[names[0]]
	var frames []int
	for at := 33; at < len(b); {
		frames = append(frames, at)
		at += 12 + int(b[at+2])<<8 + int(b[at+3])
	}
	for i, one := range frames {
		for _, other := range frames[i+1:] {
			for swap := range 2 {
				d := sound.Kill()
				d.Damage(names[swap], func(b []byte) []byte { b[one+3] ^= 5; b[one+20] ^= 1; return b })
				d.Damage(names[1-swap], func(b []byte) []byte { b[other+1] ^= 9; b[other+30] ^= 1; return b })
				if r := reopened(t, fmt.Sprint(one, other), d, want); !r.Restored {
					t.Errorf("%d and %d: nobody is told", one, other)
				}
			}
		}
	}
}

// The same record damaged in both files: the rest is there, what is lost is named, nothing of it goes out unasked, and
// the damaged files stay.
func TestWhatNeitherCopyHasIsNamed(t *testing.T) {
	sound, want := filled(t)
	names, content := files(t, sound)
	b := content[names[0]]
	named, again := 0, 0
	for at := 33; at < len(b); {
		d := sound.Kill()
		for _, file := range names {
			d.Damage(file, func(b []byte) []byte { b[at+15] ^= 1; return b })
		}
		next := at + 12 + int(b[at+2])<<8 + int(b[at+3])
		j := open(t, logstore.Options{FS: d})
		r := j.Report()
		if r.Lost == nil && r.Restored && cmp.Equal(kept(t, j), want) { // both values were written again since
			at, again = next, again+1
			continue
		}
		if r.Lost == nil || r.Lost.SetAside == "" || !j.Doubtful() {
			t.Fatalf("frame at %d: %+v", at, r)
		}
		missing := map[string]bool{}
		for _, id := range r.Lost.Requests {
			missing[id] = true
			named++
		}
		_ = j.Close()
		j = open(t, logstore.Options{FS: d})
		if j.Report() != (logstore.Report{}) || !j.Doubtful() {
			t.Errorf("frame at %d: then %+v", at, j.Report())
		}
		differs := 0
		for o, err := range j.Outbox().All() {
			if (err != nil) != missing[o.ID] || err != nil && fault.KindOf(err) != fault.Corrupt {
				t.Errorf("frame at %d: %s %v", at, o.ID, err)
			}
			delete(missing, o.ID)
		}
		for n := range 8 {
			var value string
			if _, err := j.Settings().Get(name(n), &value); err != nil || value != want[name(n)] {
				differs++
			}
		}
		if len(missing) > 0 || differs > 1 {
			t.Errorf("frame at %d: %v are not told, %d settings differ", at, missing, differs)
		}
		if err := j.Settled(); err != nil || j.Doubtful() {
			t.Error("it stays doubtful", err)
		}
		_ = j.Close()
		at = next
	}
	if named != 5 || again != 2 {
		t.Errorf("%d requests were named in all, want each of the 5 once; %d records did not matter, want 2", named, again)
	}
}

func TestAnotherKeyOpensNothingAndChangesNothing(t *testing.T) {
	d, want := filled(t)
	for what, c := range map[string]struct {
		damage func(b []byte) []byte
		key    [32]byte
		remedy fault.Remedy
		word   string
	}{
		"another key":       {func(b []byte) []byte { return b }, [32]byte{9}, fault.RestoreKey, "key"},
		"a newer format":    {func(b []byte) []byte { b[8]++; return b }, key, fault.UpdateProgram, "newer"},
		"nothing but noise": {func(b []byte) []byte { return noise(len(b)) }, key, fault.RestoreKey, "nothing of it was changed"},
	} {
		d := d.Kill()
		names, before := files(t, d)
		for _, file := range names {
			d.Damage(file, c.damage)
		}
		_, damaged := files(t, d)
		_, err := logstore.Open(logstore.Options{FS: d, Dir: "/here", Keys: [][32]byte{c.key}})
		if f, ok := fault.As(err); !ok || f.Kind != fault.Corrupt || f.Remedy != c.remedy || !strings.Contains(err.Error(), c.word) {
			t.Errorf("%s: %v", what, err)
		}
		if _, after := files(t, d); !maps.EqualFunc(damaged, after, slices.Equal) {
			t.Errorf("%s: the folder changed", what)
		}
		for _, file := range names {
			d.Damage(file, func([]byte) []byte { return before[file] })
		}
		reopened(t, what+", put back", d, want)
	}
}

// A disk that refuses keeps what was there, shows nothing of what it refused, and takes the next once there is room.
func TestAFullDiskIsAnErrorAndNothingElse(t *testing.T) {
	for _, op := range []string{"write", "sync", "truncate", "open", "create", "remove"} {
		for which := range 3 {
			d, want := filled(t)
			j := open(t, logstore.Options{FS: d})
			seen := 0
			d.Fail = func(o, _ string, _ int) error {
				if o == op || op == "truncate" && o == "write" {
					if seen++; seen > which {
						return space.ErrFull
					}
				}
				return nil
			}
			err := j.Settings().Put(name(0), strings.Repeat("large ", 100))
			if err != nil {
				if f, ok := fault.As(err); !ok || f.Kind != fault.Denied || f.Remedy != fault.FreeSpace || !errors.Is(err, space.ErrFull) {
					t.Errorf("%s %d: %v", op, which, err)
				}
			} else {
				want[name(0)] = strings.Repeat("large ", 100)
			}
			if diff := cmp.Diff(want, kept(t, j)); diff != "" {
				t.Errorf("%s %d: (-want +got)\n%s", op, which, diff)
			}
			d.Fail = nil
			put(t, j, name(3), "there is room")
			want[name(3)] = "there is room"
			_ = j.Close()
			reopened(t, fmt.Sprint(op, which), d, want)
		}
	}
}
