package logstore_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/store/logstore"
)

// Whatever lies in the two files, an opening ends with a journal that can be read and written, or with a fault; what it
// refuses it does not touch.
func TestWhateverLiesThereIsOpenedOrLeftAlone(t *testing.T) {
	sound, _ := filled(t)
	names, content := files(t, sound)
	opened := 0
	for seed := range uint64(500) {
		random := rand.New(rand.NewPCG(seed, 4))
		d := sound.Kill()
		for _, name := range names {
			d.Damage(name, func(b []byte) []byte { return spoilt(random, b) })
		}
		_, before := files(t, d)
		j, err := logstore.Open(logstore.Options{FS: d, Keys: [][32]byte{key}})
		if err != nil {
			if fault.KindOf(err) != fault.Corrupt {
				t.Fatalf("seed %d: kind of %v", seed, err)
			}
			if _, after := files(t, d); !slices.Equal(before[names[0]], after[names[0]]) || !slices.Equal(before[names[1]], after[names[1]]) {
				t.Fatalf("seed %d: what was refused was touched", seed)
			}
			continue
		}
		opened++
		put(t, j, name(0), "it can be written")
		_ = j.Close()
		if j, err = logstore.Open(logstore.Options{FS: d, Keys: [][32]byte{key}}); err != nil {
			t.Fatalf("seed %d: the second opening: %v", seed, err)
		}
		if r := j.Report(); r != (logstore.Report{}) {
			t.Fatalf("seed %d: the second opening says %+v", seed, r)
		}
		_ = j.Close()
	}
	if opened < 100 || len(content) != 2 {
		t.Errorf("%d of 500 were opened: the damage is not of the kind that is meant", opened)
	}
}

// spoilt changes bytes, drops some, puts others in, or cuts.
func spoilt(random *rand.Rand, b []byte) []byte {
	for range random.IntN(6) {
		if len(b) == 0 {
			break
		}
		i := random.IntN(len(b))
		switch random.IntN(4) {
		case 0:
			b[i] ^= byte(random.Uint32())
		case 1:
			b = append(b[:i:i], b[min(len(b), i+random.IntN(100)):]...)
		case 2:
			b = append(b[:i:i], append(noise(random.IntN(50)), b[i:]...)...)
		case 3:
			b = b[:i+1]
		}
	}
	return b
}
