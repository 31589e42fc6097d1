package remains

import (
	"bytes"
	"crypto/aes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/y"
	"github.com/klauspost/compress/s2"
)

// Index reads the index of a table of the given size and checks it. A table is: blocks, index, the index's length (4
// bytes), its checksum, the checksum's length (4). Numbers are big-endian.
func Index(f io.ReaderAt, size int64) (index []byte, err error) {
	end := size
	back := func(n uint32) []byte {
		if err != nil || int64(n) > end {
			err = errors.Join(err, io.ErrUnexpectedEOF)
			return make([]byte, 4)
		}
		b := make([]byte, n)
		end -= int64(n)
		_, err = f.ReadAt(b, end)
		return b
	}
	sum := back(binary.BigEndian.Uint32(back(4)))
	index = back(binary.BigEndian.Uint32(back(4)))
	if err != nil {
		return nil, err
	}
	if !matches(index, sum) {
		return nil, errors.New("the checksum of its index is wrong")
	}
	return index, nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// matches compares b with Badger's protobuf message Checksum: field 1 the algorithm, 0 and left out for CRC-32C, field 2
// the sum, both varints.
func matches(b, message []byte) bool {
	if len(message) < 2 || message[0] != 2<<3 {
		return false
	}
	sum, n := binary.Uvarint(message[1:])
	return n == len(message)-1 && sum == uint64(crc32.Checksum(b, castagnoli))
}

// entry is one version of a key.
type entry struct {
	key   []byte // with the number of its transaction in the last 8 bytes
	meta  byte
	value []byte
}

// readTable calls each with every entry of the table's sound blocks, and hole with what lies from one key up to another
// (nil: to the end) in blocks that are not sound. An index that can't be read is an error.
func readTable(data, key []byte, each func(entry), hole func(from, to []byte)) (err error) {
	index, err := Index(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	defer func() { // under another key the index is noise
		if r := recover(); r != nil {
			err = fmt.Errorf("its index: %v", r)
		}
	}()
	if index, err = decrypted(index, key); err != nil {
		return err
	}
	root := fb.GetRootAsTableIndex(index, 0)
	for i := range root.OffsetsLength() {
		var at fb.BlockOffset
		root.Offsets(&at, i)
		if !readBlock(data, &at, key, each) {
			var next fb.BlockOffset
			var to []byte
			if i+1 < root.OffsetsLength() {
				root.Offsets(&next, i+1)
				to = next.KeyBytes()
			}
			hole(at.KeyBytes(), to)
		}
	}
	return nil
}

// readBlock hands out a block whose checksum is right, and says whether it was. A block is: entries, the offset of each
// (4 bytes, the machine's order), their number (4), the checksum of all that, its length (4).
func readBlock(data []byte, at *fb.BlockOffset, key []byte, each func(entry)) (ok bool) {
	defer func() {
		if recover() != nil { // a length that leads out of the block
			ok = false
		}
	}()
	raw, err := decrypted(data[at.Offset():at.Offset()+at.Len()], key)
	if err != nil {
		return false
	}
	for _, unpack := range []func([]byte) ([]byte, error){plain, unsnapped} {
		if block, err := unpack(raw); err == nil {
			if body, ok := checked(block); ok {
				entries(body, each)
				return true
			}
		}
	}
	return false
}

func plain(b []byte) ([]byte, error)     { return b, nil }
func unsnapped(b []byte) ([]byte, error) { return s2.Decode(nil, b) } // reads Snappy too

// decrypted is data without the IV at its end.
func decrypted(data, key []byte) ([]byte, error) {
	if len(data) < aes.BlockSize {
		return nil, io.ErrUnexpectedEOF
	}
	end := len(data) - aes.BlockSize
	return y.XORBlockAllocate(data[:end], key, data[end:])
}

// checked is the block without its checksum, if that is right.
func checked(block []byte) ([]byte, bool) {
	if len(block) < 8 {
		return nil, false
	}
	end := len(block) - 4
	sum := int(binary.BigEndian.Uint32(block[end:]))
	if sum > end-4 {
		return nil, false
	}
	body := block[:end-sum]
	return body, matches(body, block[end-sum:end])
}

// entries hands out what stands in a sound block. An entry is: how many bytes of the first entry's key its own begins
// with and how many follow (2 bytes each, the machine's order), those, the value.
func entries(body []byte, each func(entry)) {
	end := len(body) - 4
	n := int(binary.BigEndian.Uint32(body[end:]))
	list := body[end-4*n : end]
	start := func(i int) int {
		if i == n {
			return end - 4*n
		}
		return int(binary.NativeEndian.Uint32(list[4*i:]))
	}
	var first []byte
	for i := range n {
		e := body[start(i):start(i+1)]
		shared, own := binary.NativeEndian.Uint16(e), binary.NativeEndian.Uint16(e[2:])
		key := append(bytes.Clone(first[:shared]), e[4:4+own]...)
		if i == 0 {
			first = key
		}
		var v y.ValueStruct
		v.Decode(e[4+own:])
		each(entry{key, v.Meta, bytes.Clone(v.Value)})
	}
}
