package logstore

import (
	"bytes"
	"encoding/binary"

	"tenantry/backend/seal"
)

// copies are the two files of a log, as they were read. nil: not there.
type copies [2][]byte

func (c copies) size() int { return max(len(c[0]), len(c[1])) }

// differ says whether a file is the whole log or not, and why.
type differ int

const (
	same    differ = iota
	behind         // by one record at most, or with a piece of one too much: what a crash leaves
	damaged        // anything else
)

// reading is what the two files of a log say together.
type reading struct {
	header     header
	key        int // under which of the keys it lies
	values     map[string][]byte
	generation uint64

	opened   int      // records that could be read
	next     uint64   // number of the record that would come next
	end      int      // where it would stand
	log      []byte   // the file as it should be
	shifted  bool     // something stands between the records that is none
	lastAt   int      // where the last one stands
	last     [][]byte // the keys that the last one changed
	keys     [][]byte // what the log began with
	headless bool     // record 0 is lost
	holes    bool     // something of what the log began with is lost

	lost     map[string]bool // keys whose newest value can't be read
	nameless int             // lost records of which nobody knows what they changed
}

// whole says that all is there with which the log began: before, the log counts for nothing, and an older one that was
// not yet removed is the one to read.
func (r *reading) whole() bool {
	return r.opened > 0 && !r.headless && !r.holes && r.next > uint64(len(r.keys))
}

// read reads both files of a log at once: they have the same bytes, so that each record may be taken from either.
// Records that neither has are passed over.
func read(c copies, h header, box seal.Box) *reading {
	r := &reading{header: h, values: map[string][]byte{}, end: headerSize, log: bytes.Clone(h[:]), lost: map[string]bool{}}
	budget := 16*c.size() + 1<<20 // what is tried in vain is bounded, whatever somebody wrote there
	for {
		at, number, rec, frame, ok := nextRecord(c, r, box, &budget)
		if !ok {
			break
		}
		r.skip(number, rec)
		r.take(number, rec)
		r.opened++
		r.shifted = r.shifted || at != r.end
		r.log = append(r.log, frame...)
		r.lastAt, r.end, r.next = at, at+len(frame), number+1
	}
	if r.opened > 0 {
		r.finish(c)
	}
	return r
}

// nextRecord finds the first record from the end of r on that can be opened.
func nextRecord(c copies, r *reading, box seal.Box, budget *int) (at int, number uint64, rec record, frame []byte, ok bool) {
	most := r.next + uint64(c.size()/minFrame)
	for at = r.end; at+minFrame <= c.size(); at++ {
		for _, b := range c {
			if at >= len(b) {
				continue
			}
			length, n := frameAt(b[at:])
			if length == 0 || n < r.next || n > most {
				continue
			}
			frame = b[at : at+length]
			if rec, err := openFrame(frame, box, r.header, n); err == nil {
				return at, n, rec, frame, true
			}
			if *budget -= length; *budget < 0 {
				return 0, 0, rec, nil, false
			}
		}
	}
	return 0, 0, rec, nil, false
}

// skip notes what is lost between the records read so far and this one.
func (r *reading) skip(number uint64, rec record) {
	for n := r.next; n < number; n++ {
		switch {
		case n == 0:
			r.headless = true
		case n <= uint64(len(r.keys)):
			r.lost[string(r.keys[n-1])], r.holes = true, true
		case n == number-1 && len(rec.Before) > 0:
			for _, key := range rec.Before {
				r.lost[string(key)] = true
			}
		default:
			r.nameless++
		}
	}
}

func (r *reading) take(number uint64, rec record) {
	if number == 0 {
		r.keys = rec.Keys
	}
	r.last = nil
	r.generation = max(r.generation, rec.Generation)
	for _, c := range rec.Changes {
		delete(r.lost, string(c.Key))
		r.last = append(r.last, c.Key)
		if c.Value == nil {
			delete(r.values, string(c.Key))
		} else {
			r.values[string(c.Key)] = c.Value
		}
	}
}

// finish notes what is lost at the end: what the log began with, or what both files go on with that can't be opened. A
// crash leaves that in one of them, because the second is not begun before the first is synced.
func (r *reading) finish(c copies) {
	if n := r.next; n <= uint64(len(r.keys)) {
		for _, key := range r.keys[n-1:] {
			r.lost[string(key)] = true
		}
	} else if len(c[0]) > r.end && len(c[1]) > r.end {
		r.nameless++
	}
}

// losses says that something is lost that was there.
func (r *reading) losses() bool { return r.headless || r.nameless > 0 || len(r.lost) > 0 }

// compare says how a file differs from the log. before: an older log is still there, so that this one may not have
// been finished when a crash came.
func (r *reading) compare(b []byte, before bool) differ {
	unfinished := before || r.next == 1 && len(r.keys) == 0
	switch {
	case r.losses() || r.shifted:
		return damaged
	case bytes.Equal(b, r.log):
		return same
	case len(b) < len(r.log) && bytes.HasPrefix(r.log, b) && (unfinished || len(b) >= r.lastAt):
		return behind
	case bytes.HasPrefix(b, r.log):
		if r.begins(b[len(r.log):]) {
			return behind
		}
	}
	return damaged
}

// begins says that b is the beginning of the next record, as far as that can be told.
func (r *reading) begins(b []byte) bool {
	length, _ := frameAt(b)
	return length == 0 && (len(b) < frameHead || binary.BigEndian.Uint64(b[4:]) == r.next)
}

// looksFramed says that the frames of a file follow each other to its end, so that it is whole, though nothing in it
// can be opened.
func looksFramed(b []byte, number uint64) bool {
	if _, ok := headerOf(b, number); !ok {
		return false
	}
	n := uint64(0)
	for at := headerSize; ; n++ {
		length, number := frameAt(b[at:])
		if length == 0 || number != n {
			return n > 0
		}
		at += length
	}
}
