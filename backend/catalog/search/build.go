package search

import (
	"bytes"
	"slices"

	"tenantry/backend/catalog/search/fold"
)

// newSegment prepares the texts of the documents in slots; empty slots are left out.
func newSegment(source Source, slots []int32) *segment {
	s := &segment{slots: make([]int32, 0, len(slots)),
		first: make([]uint32, 0, len(slots)+1), refAt: make([]uint32, 0, len(slots)+1),
		text: make([]byte, 0, 64*len(slots)), refs: make([]uint32, 0, 7*len(slots))}
	b := builder{segment: s, nameWords: lexiconBuilder{known: map[string]uint32{}}, domainWords: lexiconBuilder{known: make(map[string]uint32, 2*len(slots))}}
	for _, slot := range slots {
		if d, ok := source.Document(slot); ok {
			b.add(&d, slot)
		}
	}
	b.finish()
	return s
}

// lexiconBuilder is a lexicon in the making.
type lexiconBuilder struct {
	lexicon
	known map[string]uint32
}

func (l *lexiconBuilder) number(w []byte) uint32 {
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
	nameWords, domainWords lexiconBuilder // words of names, aliases and tags; words of domains
	starts                 []uint32
	folded                 []byte
}

func (b *builder) add(d *Document, slot int32) {
	b.slots = append(b.slots, slot)
	b.bound = max(b.bound, slot+1)
	b.first = append(b.first, uint32(len(b.text)))
	b.refAt = append(b.refAt, uint32(len(b.refs)))
	doc := uint64(len(b.slots) - 1)
	var grams gramSet
	var chars uint64
	d.texts(func(f field, show, find string) {
		words := &b.nameWords
		if f.isDomain() {
			words = &b.domainWords
			for _, form := range domainForms(show) {
				b.domains = append(b.domains, domainHash(form)|doc)
			}
		}
		b.text = append(b.text, byte(f))
		begin := len(b.text)
		b.folded = fold.Append(b.folded[:0], find, nil)
		start := uint32(newString)
		for word := range bytes.FieldsSeq(b.folded) {
			n := words.number(word)
			b.starts = append(b.starts, uint32(len(b.text)))
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
	s.starts = make(bitset, len(s.text)/64+1)
	for _, at := range b.starts {
		s.starts.set(at)
	}
	slices.Sort(s.domains)
	v, w := &b.nameWords, &b.domainWords
	s.nameWords = len(v.masks)
	for i := range w.wordAt {
		w.wordAt[i] += uint32(len(v.words))
	}
	s.lexicon = lexicon{words: slices.Concat(v.words, w.words), masks: slices.Concat(v.masks, w.masks), keys: slices.Concat(v.keys, w.keys),
		wordAt: append(slices.Concat(v.wordAt, w.wordAt), uint32(len(v.words)+len(w.words)))}
	for i, ref := range s.refs {
		if refField(ref).isDomain() {
			s.refs[i] += uint32(s.nameWords)
		}
	}
}
