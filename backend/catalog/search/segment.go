package search

import (
	"hash/maphash"
	"iter"
	"slices"
	"sync"
)

// segment holds the texts of some documents, prepared for searching. It is immutable.
//
// All strings lie packed in one buffer, folded, without word breaks (those are bits beside it), a
// field byte before each: one scan finds a piece of any of them, also across words. Every distinct
// word is kept once, with the set of its letters and the documents that have it; each document has
// the list of its words' numbers.
type segment struct {
	slots  []int32  // doc → slot
	bound  int32    // above every slot
	first  []uint32 // doc → where its texts begin; one more at the end
	text   []byte
	starts bitset    // where in text a word begins
	light  bitset    // where in text a word begins that tells little: of a legal form, a stop word
	grams  []gramSet // doc → which runs of three bytes may be in its texts
	chars  []uint64  // doc → the letters of its texts, as letterMask
	forms  []uint16  // doc → the legal form in its name; 0: none
	kinds  bitset    // the families of the forms that any doc has

	lexicon
	refs    []uint32 // the words of the docs, see wordBits
	refAt   []uint32 // doc → its first ref; one more at the end
	domains []uint64 // sorted: hash of the domain above, doc below
	letters []uint64 // the same of the first letters of names of three words or more
	called  []uint64 // the same of the names and aliases as a whole, folded
	read    romanised

	pool sync.Pool // of *searcher
}

// A ref is a word's number, and above it what the word is in this place.
const (
	wordBits  = 26
	wordMask  = 1<<wordBits - 1
	lightWord = 1 << 30 // it tells little
	newString = 1 << 31 // it is the first one of its string
)

func refField(ref uint32) field { return field(ref >> wordBits & 15) }

type bitset []uint64

func (b bitset) has(i uint32) bool { return b[i>>6]>>(i&63)&1 != 0 }
func (b bitset) set(i uint32)      { b[i>>6] |= 1 << (i & 63) }

var hashSeed = maphash.MakeSeed()

func textHash(text string) uint64 { return maphash.String(hashSeed, text) &^ (1<<32 - 1) }

// tells says whether a doc is as it is now, where some slots are outdated.
func (g *segment) tells(doc uint32, outdated bitset) bool {
	return outdated == nil || !outdated.has(uint32(g.slots[doc]))
}

// told is how many docs, as they are now, have words of a range; one that has several counts several times.
func (g *segment) told(r wordRange, outdated bitset) (n int) {
	if outdated == nil {
		return len(g.docsOf(r))
	}
	for _, doc := range g.docsOf(r) {
		if g.tells(doc, outdated) {
			n++
		}
	}
	return n
}

// textNumber is which of a doc's texts, in the order of Document.texts, lies at a place.
func (g *segment) textNumber(doc, at uint32) int {
	n := -1
	for _, c := range g.text[g.first[doc]:at] {
		if c < ' ' {
			n++
		}
	}
	return n
}

// textAt is where the nth of a doc's texts begins.
func (g *segment) textAt(doc uint32, n int) uint32 {
	at := g.first[doc]
	for ; n >= 0; at++ {
		if g.text[at] < ' ' {
			n--
		}
	}
	return at
}

// around is the string that a place lies in, and its part between the light words at its ends.
func (g *segment) around(at uint32) (begin, end, coreBegin, coreEnd uint32) {
	begin, end = at, at
	for g.text[begin-1] >= ' ' {
		begin--
	}
	for g.text[end] >= ' ' { // the last byte of all is a 0
		end++
	}
	coreBegin, coreEnd = begin, begin
	for i := begin; i < end; {
		next := i + 1
		for next < end && !g.starts.has(next) {
			next++
		}
		switch {
		case !g.light.has(i):
			coreEnd = next
		case coreBegin == i:
			coreBegin = next
		}
		i = next
	}
	if coreEnd <= coreBegin {
		return begin, end, begin, end
	}
	return begin, end, coreBegin, coreEnd
}

// gramSet has a bit for each run of three bytes in some texts, several runs to a bit: a text that
// has not all the bits of a query can't contain it.
type gramSet [2]uint64

func (g *gramSet) add(text []byte) {
	for i := 0; i+3 <= len(text); i++ {
		h := (uint32(text[i])<<16 | uint32(text[i+1])<<8 | uint32(text[i+2])) * 0x9e3779b1 >> 25
		g[h>>6] |= 1 << (h & 63)
	}
}

func (g *gramSet) holds(other *gramSet) bool { return other[0]&^g[0]|other[1]&^g[1] == 0 }

// withHash yields the docs that a sorted table has for a text, or for another with its hash.
func withHash(table []uint64, text string) iter.Seq[uint32] {
	return func(yield func(doc uint32) bool) {
		h := textHash(text)
		i, _ := slices.BinarySearch(table, h)
		for ; i < len(table) && table[i]>>32 == h>>32 && yield(uint32(table[i])); i++ {
		}
	}
}
