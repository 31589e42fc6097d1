package remains

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"

	"github.com/dgraph-io/badger/v4/y"
)

// What the bits of an entry's meta byte say.
const (
	deleted  byte = 1 << 0
	pointer  byte = 1 << 1 // the value lies in a value log
	inTxn    byte = 1 << 6
	endOfTxn byte = 1 << 7
)

const (
	logHeader = 20 // the id of the data key (8 bytes, big-endian), the IV that each entry's place completes (12)
	mostOfKey = 1 << 16
	// longest is what no record of a log exceeds: badgerstore keeps larger values, from 64 KiB on, in value logs.
	longest = 128 << 10
)

// record is an entry of a log as it lies there: header (meta, user meta, and as varints the lengths of key and value and
// when it expires), key and value under the data key, CRC-32C of all that.
type record struct {
	meta      byte
	key, size int // of the key alone; of key and value
	head      int // of the header
}

func (r record) length() int { return r.head + r.size + crc32.Size }

// recordAt reads the record at a place of a log. Not ok: it is none, or not whole. What it claims to be is told all the
// same, its head 0 where it claims nothing.
func recordAt(log []byte, at int) (r record, ok bool) {
	if at+2 > len(log) {
		return r, false
	}
	lengths, head := [3]uint64{}, 2
	for i := range lengths {
		v, n := binary.Uvarint(log[at+head:])
		if n <= 0 {
			return record{}, false
		}
		lengths[i], head = v, head+n
	}
	if lengths[0] == 0 || lengths[0] > mostOfKey || lengths[1] > uint64(len(log)) {
		return record{}, false
	}
	r = record{meta: log[at], key: int(lengths[0]), size: int(lengths[0] + lengths[1]), head: head}
	end := at + r.length()
	if end > len(log) {
		return r, false
	}
	sum := binary.BigEndian.Uint32(log[end-crc32.Size:])
	return r, crc32.Checksum(log[at:end-crc32.Size], castagnoli) == sum
}

// CheckLog says whether a log of what was written last is whole: all records up to where nothing was written yet. The
// last may be torn, by a kill in the middle of it; it was never acknowledged.
func CheckLog(log []byte) error {
	end := written(log)
	log = log[:min(end+crc32.Size, len(log))] // a sum may end in zeros
	at := min(logHeader, len(log))
	r, ok := recordAt(log, at)
	for ok {
		at += r.length()
		r, ok = recordAt(log, at)
	}
	if end-at > longest || r.head > 0 && at+r.length() < end || followed(log, at) {
		return errors.New("a log is damaged: entries follow one that can't be read")
	}
	return nil
}

// followed says whether a sound record begins after a place. A record is copied into the mapped log in pieces, and its
// first bytes are not the first to be there (on amd64 they come after the middle): whatever follows a header that was
// never written may be the rest of the same record, unless it can be read as another. What a damaged header claims to
// cover may be others. The log is to end within [longest]: each of its places is tried.
func followed(log []byte, at int) bool {
	for at++; at < len(log); at++ {
		if _, sound := recordAt(log, at); sound {
			return true
		}
	}
	return false
}

// written is where the zeros begin to which nothing was written.
func written(log []byte) int { return len(bytes.TrimRight(log, "\x00")) }

// open gives the entry of a sound record.
func (r record) open(log []byte, at int, key []byte) (entry, error) {
	iv := binary.BigEndian.AppendUint32(append([]byte(nil), log[8:logHeader]...), uint32(at))
	b, err := y.XORBlockAllocate(log[at+r.head:at+r.head+r.size], key, iv)
	if err != nil {
		return entry{}, err
	}
	return entry{b[:r.key], r.meta, b[r.key:]}, nil
}

// keyID names the data key of a log.
func keyID(log []byte) uint64 {
	if len(log) < logHeader {
		return 0
	}
	return binary.BigEndian.Uint64(log)
}

// replay calls each with every entry of the log's whole transactions, up to the first record that can't be read.
func replay(log, key []byte, each func(entry)) {
	var txn []entry
	for at := logHeader; ; {
		r, ok := recordAt(log, at)
		if !ok {
			return
		}
		e, err := r.open(log, at, key)
		if err != nil {
			return
		}
		switch {
		case r.meta&endOfTxn != 0:
			for _, e := range txn {
				each(e)
			}
			txn = nil
		case r.meta&inTxn != 0:
			txn = append(txn, e)
		default:
			each(e)
		}
		at += r.length()
	}
}
