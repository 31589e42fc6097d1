package badgerstore

import (
	"math"
	"testing"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/store/kv"
)

func openRaw(t *testing.T) *db {
	t.Helper()
	d, err := open(cacheOptions(t.TempDir(), [32]byte{1}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func put(d *db) error {
	return d.Update(func(tx kv.Tx) error { return tx.Set([]byte("k"), []byte("v")) })
}

// Badger may wait for itself for ever, after a panic that left one of its locks locked say. Whoever ends the program
// does not wait for that.
func TestACloseThatWaitsForEverIsLeft(t *testing.T) {
	d := openRaw(t)
	d.mu.Lock() // as if something never ended
	err := d.closeWithin(20 * time.Millisecond)
	d.mu.Unlock()
	if f, ok := fault.As(err); !ok || f.Message.Key != "store_not_closed" {
		t.Errorf("Close: %v", err)
	}
	_ = d.badger.Close() // waits for the one that was left: before, Windows lets nobody remove its files
}

func TestAfterAPanicInAWriteNothingIsTakenAnyMore(t *testing.T) {
	d := openRaw(t)
	err := d.Update(func(kv.Tx) error { panic("runtime error: slice bounds out of range") })
	if fault.KindOf(err) != fault.Corrupt {
		t.Errorf("Update: %v", err)
	}
	if again := put(d); again == nil || again.Error() != err.Error() {
		t.Errorf("the next: %v", again)
	}
	if got := d.View(func(tx kv.Tx) error { _, err := tx.Get([]byte("k")); return err }); got != nil {
		t.Errorf("what was kept can't be read: %v", got)
	}
}

// A write for which there may be no room is refused, in words that name it, before Badger sees it.
func TestAWriteWithoutRoomIsRefused(t *testing.T) {
	d := openRaw(t)
	d.room.slack = math.MaxInt64 / 2
	err := put(d)
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.Denied || f.Remedy != fault.FreeSpace || f.Message.Key != "store_no_room" {
		t.Errorf("Update: %v", err)
	}
	d.room.slack = mib
	if err := put(d); err != nil {
		t.Errorf("with room: %v", err)
	}
}
