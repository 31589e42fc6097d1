package logstore_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/store/faultdisk"
	"tenantry/backend/store/logstore"
)

// counter is a vault's.
type counter uint64

func (c *counter) Load() (uint64, error) { return uint64(*c), nil }
func (c *counter) Store(n uint64) error  { *c = counter(n); return nil }

func TestAnOlderFolderIsToldByTheCounter(t *testing.T) {
	var c counter
	d := faultdisk.New()
	session := func(value string) {
		j := open(t, logstore.Options{FS: d, Counter: &c})
		if j.Report() != (logstore.Report{}) || j.Doubtful() {
			t.Fatalf("%+v of a sound journal", j.Report())
		}
		put(t, j, name(0), value)
		put(t, j, name(1), value)
		_ = j.Close()
	}
	session("one")
	older := d.Kill()
	session("two")
	behind := c
	session("three")

	c = behind // a crash came between the journal and the vault
	j := open(t, logstore.Options{FS: d, Counter: &c})
	if j.Report().RolledBack {
		t.Error("a crash between the journal and the vault is told as an older folder")
	}
	_ = j.Close()
	session("four")

	j = open(t, logstore.Options{FS: older, Counter: &c})
	if !j.Report().RolledBack || !j.Doubtful() {
		t.Fatalf("%+v of an older folder", j.Report())
	}
	_ = j.Close()
	j = open(t, logstore.Options{FS: older, Counter: &c})
	if j.Report().RolledBack || !j.Doubtful() {
		t.Error("it is told once, and doubtful until that is settled")
	}
	if err := j.Settled(); err != nil {
		t.Fatal(err)
	}
	_ = j.Close()
	j = open(t, logstore.Options{FS: older, Counter: &c})
	if j.Report().RolledBack || j.Doubtful() {
		t.Error("settled, it is doubtful still")
	}
	_ = j.Close()
	j = open(t, logstore.Options{FS: d, Counter: &c}) // which is the older one now
	if !j.Report().RolledBack {
		t.Error("the copy that was not gone on with is not told")
	}
	if empty := open(t, logstore.Options{FS: faultdisk.New(), Counter: &c}); !empty.Report().RolledBack {
		t.Error("an empty folder is the oldest of all")
	}
}

func TestUnderANewKeyNothingOpensWithTheOld(t *testing.T) {
	d, want := filled(t)
	j := open(t, logstore.Options{FS: d})
	next := [32]byte{7}
	if err := j.Rekey(next); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, kept(t, j)); diff != "" {
		t.Error(diff)
	}
	put(t, j, name(6), "afterwards")
	want[name(6)] = "afterwards"
	_ = j.Close()
	if _, err := logstore.Open(logstore.Options{FS: d, Keys: [][32]byte{key}}); fault.KindOf(err) != fault.Corrupt {
		t.Errorf("with the old key: %v", err)
	}
	j = open(t, logstore.Options{FS: d, Keys: [][32]byte{next}})
	if diff := cmp.Diff(want, kept(t, j)); diff != "" {
		t.Error(diff)
	}
}

// A frame of an earlier log, or of another place in this one, is none.
func TestRecordsCannotBeMoved(t *testing.T) {
	before := faultdisk.New()
	j := open(t, logstore.Options{FS: before})
	put(t, j, name(0), "a")
	put(t, j, name(0), "b")
	if err := j.Rekey(key); err != nil {
		t.Fatal(err)
	}
	put(t, j, name(0), "c")
	put(t, j, name(0), "d")
	_ = j.Close()
	names, content := files(t, before)
	b := content[names[0]]
	last := lastFrame(b)
	for what, forged := range map[string][]byte{
		"the last one again":     append(b[:len(b):len(b)], b[len(b)-last:]...),
		"the last two exchanged": append(append(b[:len(b)-2*last:len(b)-2*last], b[len(b)-last:]...), b[len(b)-2*last:len(b)-last]...),
		"the last but one gone":  append(b[:len(b)-2*last:len(b)-2*last], b[len(b)-last:]...),
	} {
		d := before.Kill()
		for _, file := range names {
			d.Damage(file, func([]byte) []byte { return forged })
		}
		j := open(t, logstore.Options{FS: d})
		if got := kept(t, j)[name(0)]; got != "d" || (j.Report() == logstore.Report{}) {
			t.Errorf("%s: %q, %+v", what, got, j.Report())
		}
		_ = j.Close()
	}
}
