package logstore_test

import (
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/store/faultdisk"
	"tenantry/backend/store/logstore"
)

// FuzzOpen: whatever lies in the two files, an opening ends with a journal that can be read, or with a fault; what it
// refuses it does not touch.
func FuzzOpen(f *testing.F) {
	sound, _ := filled(f)
	_, content := files(f, sound)
	for _, b := range content {
		f.Add(b, b)
		f.Add(b[:len(b)/2], b[len(b)/2:])
	}
	f.Add([]byte("TNTRYLOG"), []byte{})
	f.Fuzz(func(t *testing.T, a, b []byte) {
		d := faultdisk.New()
		for name, content := range map[string][]byte{"000004.vlog": a, "000005.vlog": b} {
			if _, err := d.Create(name); err != nil {
				t.Fatal(err)
			}
			d.Damage(name, func([]byte) []byte { return append([]byte{}, content...) })
		}
		j, err := logstore.Open(logstore.Options{FS: d, Keys: [][32]byte{key}})
		if err != nil {
			if fault.KindOf(err) != fault.Corrupt {
				t.Fatalf("kind of %v", err)
			}
			if _, content := files(t, d); string(content["000004.vlog"]) != string(a) || string(content["000005.vlog"]) != string(b) {
				t.Fatal("what was refused was touched")
			}
			return
		}
		put(t, j, name(0), "it can be written")
		_ = j.Close()
		j, err = logstore.Open(logstore.Options{FS: d, Keys: [][32]byte{key}})
		if err != nil {
			t.Fatalf("the second opening: %v", err)
		}
		if r := j.Report(); r != (logstore.Report{}) {
			t.Fatalf("the second opening says %+v", r)
		}
		_ = j.Close()
	})
}
