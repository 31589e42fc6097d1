package logstore

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"

	"github.com/fxamacker/cbor/v2"

	"tenantry/backend/fault"
	"tenantry/backend/seal"
	"tenantry/backend/store/kv"
)

const (
	magic      = "TNTRYLOG"
	format     = 1
	headerSize = len(magic) + 1 + 8 + 16
	frameHead  = 4 + 8
	minFrame   = frameHead + seal.Overhead
)

// place is what records are sealed for, beside their label.
const place = "journal"

// header begins both files of a log. All of it goes into the label of every record.
type header [headerSize]byte

// newHeader is that of a new log.
func newHeader(number uint64) (h header) {
	copy(h[:], magic)
	h[len(magic)] = format
	binary.BigEndian.PutUint64(h[len(magic)+1:], number)
	rand.Read(h[headerSize-16:]) // never fails
	return h
}

// headerOf reads the header of a file of the log with this number.
func headerOf(b []byte, number uint64) (h header, ok bool) {
	if len(b) < headerSize {
		return h, false
	}
	copy(h[:], b)
	return h, bytes.HasPrefix(b, []byte(magic)) && h[len(magic)] == format && binary.BigEndian.Uint64(h[len(magic)+1:]) == number
}

// isNewer says that a newer program wrote the file.
func isNewer(b []byte) bool {
	return len(b) > len(magic) && bytes.HasPrefix(b, []byte(magic)) && b[len(magic)] > format
}

// record is what is sealed in a frame. The numbers of its fields are the format.
type record struct {
	Changes []change `cbor:"1,keyasint,omitempty"`
	// Before are the keys that the record before this one changed.
	Before [][]byte `cbor:"2,keyasint,omitempty"`
	// Generation is in record 0, and where it grew: in the first commit of a process.
	Generation uint64 `cbor:"3,keyasint,omitempty"`
	// Keys is in record 0: what the log began with, which follows, one record each.
	Keys [][]byte `cbor:"4,keyasint,omitempty"`
}

// change sets a key, or deletes it when there is no value.
type change struct {
	_     struct{} `cbor:",toarray"`
	Key   []byte
	Value []byte
}

// appendFrame adds the record with this number, sealed, to a file.
func appendFrame(b []byte, box seal.Box, h header, number uint64, r record) ([]byte, error) {
	plain, err := cbor.Marshal(r)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "store_unwritten")
	}
	sealed := box.Seal(plain, label(h, number))
	b = binary.BigEndian.AppendUint32(b, uint32(len(sealed)))
	b = binary.BigEndian.AppendUint64(b, number)
	return append(b, sealed...), nil
}

// frameAt says how long the frame is that begins at b, and which record's; 0 when there is no whole frame.
func frameAt(b []byte) (length int, number uint64) {
	if len(b) < minFrame {
		return 0, 0
	}
	n := uint64(binary.BigEndian.Uint32(b))
	if n < seal.Overhead || n > uint64(len(b)-frameHead) {
		return 0, 0
	}
	return frameHead + int(n), binary.BigEndian.Uint64(b[4:])
}

// openFrame opens the record of a whole frame.
func openFrame(frame []byte, box seal.Box, h header, number uint64) (r record, err error) {
	plain, err := box.Open(frame[frameHead:], label(h, number))
	if err != nil {
		return r, err
	}
	if err := cbor.Unmarshal(plain, &r); err != nil {
		return record{}, fault.Wrap(fault.Corrupt, err, "store_unreadable")
	}
	return r, nil
}

func label(h header, number uint64) []byte { return binary.BigEndian.AppendUint64(h[:], number) }

// keysOf are the keys that a commit changes.
func keysOf(changes []kv.Pair) (keys [][]byte) {
	for _, c := range changes {
		keys = append(keys, c.Key)
	}
	return keys
}
