package catalog

import (
	"bytes"
	"slices"
)

// newSegment prepares the texts of the rows in slots.
func newSegment(rows []*row, slots []int32) *segment {
	s := &segment{slots: make([]int32, 0, len(slots)),
		first: make([]uint32, 0, len(slots)+1), refAt: make([]uint32, 0, len(slots)+1),
		text: make([]byte, 0, 64*len(slots)), refs: make([]uint32, 0, 7*len(slots))}
	b := builder{segment: s, spoken: learner{known: map[string]uint32{}}, written: learner{known: make(map[string]uint32, 2*len(slots))}}
	for _, slot := range slots {
		b.add(rows[slot], slot)
	}
	b.finish()
	return s
}

// learner is a lexicon in the making.
type learner struct {
	lexicon
	known map[string]uint32
}

func (l *learner) number(w []byte) uint32 {
	if n, ok := l.known[string(w)]; ok {
		return n
	}
	n := uint32(len(l.wordAt)) & wordMask
	l.known[string(w)] = n
	l.wordAt = append(l.wordAt, uint32(len(l.words)))
	l.words = append(l.words, w...)
	l.masks = append(l.masks, letterMask(string(w)))
	l.keys = append(l.keys, wordKey(w))
	return n
}

// builder is a segment in the making.
type builder struct {
	*segment
	spoken, written learner // words of names, aliases and tags; words of domains
	heads           []uint32
	folded          []byte
}

func (b *builder) add(r *row, slot int32) {
	b.slots = append(b.slots, slot)
	b.first = append(b.first, uint32(len(b.text)))
	b.refAt = append(b.refAt, uint32(len(b.refs)))
	doc := uint64(len(b.slots) - 1)
	var grams gramSet
	var chars uint64
	eachText(&r.Entry, func(f field, show, find string) {
		words := &b.spoken
		if f.isDomain() {
			words = &b.written
			for _, form := range domainForms(show) {
				b.domains = append(b.domains, domainHash(form)|doc)
			}
		}
		b.text = append(b.text, byte(f))
		begin := len(b.text)
		b.folded = appendFold(b.folded[:0], find, nil)
		start := uint32(newString)
		for word := range bytes.FieldsSeq(b.folded) {
			n := words.number(word)
			b.heads = append(b.heads, uint32(len(b.text)))
			b.text = append(b.text, word...)
			b.refs = append(b.refs, n|uint32(f)<<wordBits|start)
			chars |= words.masks[n]
			start = 0
		}
		grams.add(b.text[begin:])
	})
	b.grams = append(b.grams, grams)
	b.chars = append(b.chars, chars)
}

// finish joins the two lexicons and closes the tables.
func (b *builder) finish() {
	s := b.segment
	s.first = append(s.first, uint32(len(s.text)))
	s.refAt = append(s.refAt, uint32(len(s.refs)))
	s.text = append(s.text, 0)
	s.heads = make(bitset, len(s.text)/64+1)
	for _, at := range b.heads {
		s.heads.set(at)
	}
	slices.Sort(s.domains)
	v, w := &b.spoken, &b.written
	s.spoken = len(v.masks)
	for i := range w.wordAt {
		w.wordAt[i] += uint32(len(v.words))
	}
	s.lexicon = lexicon{words: slices.Concat(v.words, w.words), masks: slices.Concat(v.masks, w.masks), keys: slices.Concat(v.keys, w.keys),
		wordAt: append(slices.Concat(v.wordAt, w.wordAt), uint32(len(v.words)+len(w.words)))}
	for i, ref := range s.refs {
		if refField(ref).isDomain() {
			s.refs[i] += uint32(s.spoken)
		}
	}
}
