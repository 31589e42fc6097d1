package logstore

import (
	"bytes"
	"testing"

	"tenantry/backend/seal"
)

// FuzzRead: whatever lies in the two files of a log, reading ends, and says nothing that can't be.
func FuzzRead(f *testing.F) {
	box, h := seal.New([32]byte{1}, place), newHeader(1)
	b, next, err := snapshot(box, h, map[string][]byte{"oTNT-A": []byte("a"), "v": {1, 1}}, 7)
	for range 3 {
		if err == nil {
			b, err = appendFrame(b, box, h, next, record{Changes: []change{{Key: []byte("bname"), Value: []byte("value")}}})
		}
		next++
	}
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b, b)
	f.Add(b[:len(b)/2], b[len(b)/2:])
	f.Add([]byte(magic), []byte{})
	f.Fuzz(func(t *testing.T, one, other []byte) {
		c := copies{one, other}
		for _, b := range c {
			_ = looksFramed(b, 1)
			h, ok := headerOf(b, 1)
			if !ok {
				continue
			}
			r := read(c, h, box)
			if r.end > max(c.size(), headerSize) || r.opened > 0 && r.lastAt >= r.end || uint64(r.opened) > r.next || r.opened == 0 && len(r.values) > 0 {
				t.Fatalf("%+v", r)
			}
			for _, b := range c {
				if r.compare(b, false) == same && !bytes.Equal(b, r.log) {
					t.Fatal("another file is the same")
				}
			}
		}
	})
}
