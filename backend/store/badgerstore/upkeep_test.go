package badgerstore

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/store/kv"
)

// written makes a closed database in dir of so many processes, which write other keys each, and says how many tables
// were loose when the last one opened it.
func written(t *testing.T, dir string, first, processes int) (loose int) {
	t.Helper()
	for p := first; p < first+processes; p++ {
		d, err := open(cacheOptions(dir, [32]byte{1}))
		if err != nil {
			t.Fatal(err)
		}
		loose = d.looseTables()
		for n := range uint16(60) {
			err := d.Update(func(tx kv.Tx) error {
				key := binary.BigEndian.AppendUint16([]byte{'k', byte(p)}, n)
				return tx.Set(key, bytes.Repeat(key, 12<<10))
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return loose
}

func TestTablesAreMergedAsTheyGrowMany(t *testing.T) {
	if loose := written(t, t.TempDir(), 0, 20); loose >= 2*looseTables {
		t.Errorf("%d tables are loose", loose)
	}
}

// A damaged block is never merged away: what lies behind it in its table stays where it is until somebody is told.
func TestADamagedTableIsNotMergedButTold(t *testing.T) {
	dir := t.TempDir()
	written(t, dir, 0, 2)
	tables, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil || len(tables) != 2 {
		t.Fatalf("%v, %v", tables, err)
	}
	b, err := os.ReadFile(tables[0])
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/3] ^= 1
	if err := os.WriteFile(tables[0], b, 0o600); err != nil {
		t.Fatal(err)
	}
	written(t, dir, 2, 2*looseTables-2)
	if after, err := os.ReadFile(tables[0]); err != nil || !bytes.Equal(after, b) {
		t.Fatalf("the damaged table was merged: %v", err)
	}
	if _, err := open(cacheOptions(dir, [32]byte{1})); fault.KindOf(err) != fault.Corrupt {
		t.Errorf("open: %v", err)
	}
}
