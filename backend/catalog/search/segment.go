package search

import (
	"hash/maphash"
	"slices"
	"sync"
)

// segment holds the texts of some documents, prepared for searching. It is immutable.
//
// All strings lie packed in one buffer, folded, without word breaks (those are bits beside it), a
// field byte before each: one scan finds a piece of any of them, also across words. Every distinct
// word is kept once, with the set of its letters; each document has the list of its words' numbers.
type segment struct {
	slots  []int32  // doc → slot
	bound  int32    // above every slot
	first  []uint32 // doc → where its texts begin; one more at the end
	text   []byte
	starts bitset    // where in text a word begins
	grams  []gramSet // doc → which runs of three bytes may be in its texts
	chars  []uint64  // doc → the letters of its texts, as letterMask

	lexicon            // the distinct words of names, aliases and tags, then those of domains
	nameWords int      // how many words are of the first sort
	refs      []uint32 // the words of the docs: wordBits, then field, then newString
	refAt     []uint32 // doc → its first ref; one more at the end
	domains   []uint64 // sorted: hash of the domain above, doc below

	pool sync.Pool // of *searcher
}

const (
	wordBits  = 27
	wordMask  = 1<<wordBits - 1
	newString = 1 << 31 // the word is the first one of its string
)

func refField(ref uint32) field { return field(ref >> wordBits & 15) }

type bitset []uint64

func (b bitset) has(i uint32) bool { return b[i>>6]>>(i&63)&1 != 0 }
func (b bitset) set(i uint32)      { b[i>>6] |= 1 << (i & 63) }

var domainSeed = maphash.MakeSeed()

func domainHash(d string) uint64 { return maphash.String(domainSeed, d) &^ (1<<32 - 1) }

// lexicon holds distinct words, each known by its number.
type lexicon struct {
	words  []byte   // packed
	wordAt []uint32 // word → its place in words; one more at the end
	masks  []uint64 // word → its letters
	keys   []uint64 // word → its first eight bytes, for comparing at once
}

func (l *lexicon) word(n uint32) []byte { return l.words[l.wordAt[n]:l.wordAt[n+1]] }

// wordKey packs the first eight bytes of a word, the first one highest.
func wordKey[T string | []byte](w T) (k uint64) {
	for i := range min(len(w), 8) {
		k |= uint64(w[i]) << (56 - 8*i)
	}
	return k
}

// letterMask has a bit for each letter and digit in a folded word; letters beyond a to z share the
// bits that are left.
func letterMask(s string) (m uint64) {
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z':
			m |= 1 << (r - 'a')
		case '0' <= r && r <= '9':
			m |= 1 << (26 + r - '0')
		default:
			m |= 1 << (36 + uint32(r)%28)
		}
	}
	return m
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

// withDomain yields the docs that have the domain in this very form, or another with its hash.
func (g *segment) withDomain(form string, yield func(doc uint32)) {
	h := domainHash(form)
	i, _ := slices.BinarySearch(g.domains, h)
	for ; i < len(g.domains) && g.domains[i]>>32 == h>>32; i++ {
		yield(uint32(g.domains[i]))
	}
}
