package remains

import (
	"encoding/binary"
	"hash/crc32"
	"math/rand/v2"
	"testing"
)

// logOf is a log of so many records as Badger maps it, and where each begins. What they hold is noise: nothing is opened.
func logOf(rnd *rand.Rand, records int) (log []byte, starts []int) {
	log = make([]byte, logHeader, 1<<20)
	for i := range log {
		log[i] = byte(rnd.Uint32())
	}
	for range records {
		starts = append(starts, len(log))
		key, value := 1+rnd.IntN(60), rnd.IntN(9000)
		r := []byte{inTxn, 0}
		r = binary.AppendUvarint(r, uint64(key))
		r = binary.AppendUvarint(r, uint64(value))
		r = binary.AppendUvarint(r, 0)
		for range key + value {
			r = append(r, byte(rnd.Uint32()))
		}
		log = binary.BigEndian.AppendUint32(append(log, r...), crc32.Checksum(r, castagnoli))
	}
	return log[:1<<20], append(starts, len(log))
}

// A kill stops the copy of a record at any piece of it, and the pieces do not come in the order in which they lie: on
// amd64 the middle of a long one comes first, then its head, then its tail.
func TestARecordThatAKillStoppedIsNoDamageWhateverPieceCameFirst(t *testing.T) {
	for seed := range uint64(200) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		log, starts := logOf(rnd, 1+rnd.IntN(12))
		last, end := starts[len(starts)-2], starts[len(starts)-1]
		for at := last; at < end; at += 32 {
			if rnd.IntN(2) == 0 {
				clear(log[at:min(at+32, end)])
			}
		}
		if err := CheckLog(log); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

func TestADamagedRecordBeforeASoundOneIsTold(t *testing.T) {
	for seed := range uint64(200) {
		rnd := rand.New(rand.NewPCG(seed, 2))
		log, starts := logOf(rnd, 2+rnd.IntN(12))
		n := rnd.IntN(len(starts) - 2)
		from, to := starts[n], starts[n+1]
		if seed%2 == 0 { // a byte of it
			log[from+rnd.IntN(to-from)] ^= 1 << rnd.IntN(8)
		} else { // its head, or all of it
			clear(log[from : from+min(to-from, 22+rnd.IntN(9000))])
		}
		if CheckLog(log) == nil {
			t.Fatalf("seed %d: the damage of record %d of %d was not told", seed, n, len(starts)-1)
		}
	}
}

func TestADamagedRecordThatClaimsAllThatFollowsIsTold(t *testing.T) {
	for seed := range uint64(200) {
		log, starts := logOf(rand.New(rand.NewPCG(seed, 3)), 12)
		binary.PutUvarint(log[starts[10]+3:], 1<<14-1) // the length of its value: more than is left
		if CheckLog(log) == nil {
			t.Fatalf("seed %d: nothing was told", seed)
		}
	}
}

// Whatever somebody wrote there, no opening waits for it.
func TestNoiseAtTheEndOfALogIsToldAtOnce(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 4))
	log, starts := logOf(rnd, 3)
	for at := starts[3]; at < len(log); at++ {
		log[at] = byte(rnd.Uint32())
	}
	if CheckLog(log) == nil {
		t.Error("nothing was told")
	}
}
