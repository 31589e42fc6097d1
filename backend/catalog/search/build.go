package search

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/catalog/search/ident"
	"tenantry/backend/catalog/search/lexis"
	"tenantry/backend/catalog/search/script"
)

// newSegment prepares the texts of the documents in slots; empty slots are left out.
func newSegment(source Source, slots []int32) *segment {
	s := &segment{slots: make([]int32, 0, len(slots)),
		first: make([]uint32, 0, len(slots)+1), refAt: make([]uint32, 0, len(slots)+1),
		text: make([]byte, 0, 64*len(slots)), refs: make([]uint32, 0, 7*len(slots))}
	s.kinds = make(bitset, 1)
	b := builder{segment: s, names: wordList{known: map[string]uint32{}}, hosts: wordList{known: make(map[string]uint32, 2*len(slots))}}
	ahead := make(chan []prepared, 2)
	go func() { // half of the work, a start waits for all of it, and there is another core
		defer close(ahead)
		for some := range slices.Chunk(slots, 256) {
			ahead <- prepare(source, some)
		}
	}()
	for some := range ahead {
		for _, r := range some {
			b.add(r)
		}
	}
	b.finish()
	return s
}

// prepared is a document as it is searched: each of its texts, and what it says as a domain.
type prepared struct {
	slot  int32
	texts []preparedText
}

type preparedText struct {
	field      field
	show, find string
	forms      []string
}

// prepare reads the documents in slots; empty slots are left out.
func prepare(source Source, slots []int32) []prepared {
	all := make([]prepared, 0, len(slots))
	for _, slot := range slots {
		d, ok := source.Document(slot)
		if !ok {
			continue
		}
		r := prepared{slot: slot, texts: make([]preparedText, 0, 8)}
		d.texts(func(f field, show, find string) {
			t := preparedText{field: f, show: show, find: find}
			if f.isDomain() {
				t.forms = ident.DomainForms(show)
			}
			r.texts = append(r.texts, t)
		})
		all = append(all, r)
	}
	return all
}

// builder is a segment in the making.
type builder struct {
	*segment
	names, hosts  wordList // words of names, aliases and tags; words of domains
	starts, light []uint32
	folded        []byte
	words         []string // of one string
	numbers       []uint32
}

func (b *builder) add(r prepared) {
	b.slots = append(b.slots, r.slot)
	b.bound = max(b.bound, r.slot+1)
	b.first = append(b.first, uint32(len(b.text)))
	b.refAt = append(b.refAt, uint32(len(b.refs)))
	doc := uint64(len(b.slots) - 1)
	var grams gramSet
	var form uint16
	for _, t := range r.texts {
		for _, form := range t.forms {
			b.domains = append(b.domains, textHash(form)|doc)
		}
		begin := len(b.text) + 1
		f := t.field
		light, stop, of := b.string(f, t.find)
		if of != 0 && form == 0 {
			form = of
		}
		grams.add(b.text[begin:])
		if f == fieldName || f == fieldAlias {
			b.initials(light, stop, doc)
			b.called = append(b.called, textHash(string(b.folded))|doc)
		}
		if f == fieldReading {
			b.read.add(b.words, b.numbers, light|b.written(t.show), uint32(doc), script.Abjad(t.show))
		}
	}
	b.grams = append(b.grams, grams)
	b.chars = append(b.chars, letterMask(string(b.text[b.first[doc]:])))
	b.forms = append(b.forms, form)
	if form != 0 {
		b.kinds.set(uint32(lexis.FamilyOf(form)))
	}
}

// string packs one text of a document. It returns what lightWords says of it.
func (b *builder) string(f field, text string) (light, stop uint64, form uint16) {
	list := &b.names
	if f.isDomain() {
		list = &b.hosts
	}
	b.words, b.numbers = b.words[:0], b.numbers[:0]
	b.folded = fold.Append(b.folded[:0], text, nil)
	for word := range bytes.FieldsSeq(b.folded) {
		for _, part := range cut(word) {
			n := list.number(part)
			b.numbers = append(b.numbers, n)
			b.words = append(b.words, list.all[n])
		}
	}
	if f.isNamed() {
		light, stop, form = lightWords(b.words, lexis.Forms(b.words))
	}
	b.text = append(b.text, byte(f))
	start := uint32(newString)
	for i, n := range b.numbers {
		at := uint32(len(b.text))
		b.starts = append(b.starts, at)
		ref := n | uint32(f)<<wordBits | start
		if light>>i&1 != 0 {
			b.light = append(b.light, at)
			ref |= lightWord
		}
		b.text = append(b.text, b.words[i]...)
		b.refs = append(b.refs, ref)
		start = 0
	}
	return light, stop, form
}

// written says which words of a reading stand in the name as they are, by their bits: those were not read.
func (b *builder) written(name string) (words uint64) {
	own := wordsOf(name)
	for i, w := range b.words[:min(len(b.words), 64)] {
		if slices.Contains(own, w) {
			words |= 1 << i
		}
	}
	return words
}

// initials notes the first letters of the words of a name, of those that count and of all but the legal form.
func (b *builder) initials(light, stop, doc uint64) {
	var core, all []byte
	for i, w := range b.words {
		r, n := utf8.DecodeRuneInString(w)
		if light>>i&1 == 0 {
			core = utf8.AppendRune(core, r)
		}
		if (light&^stop)>>i&1 == 0 {
			all = append(all, w[:n]...)
		}
	}
	if utf8.RuneCount(core) >= leastInitials {
		b.letters = append(b.letters, textHash(string(core))|doc)
	}
	if len(all) > len(core) && utf8.RuneCount(all) >= leastInitials {
		b.letters = append(b.letters, textHash(string(all))|doc)
	}
}

// leastInitials is how many first letters may stand for a name.
const leastInitials = 3

// finish puts the words in order and closes the tables.
func (b *builder) finish() {
	s := b.segment
	s.first = append(s.first, uint32(len(s.text)))
	s.refAt = append(s.refAt, uint32(len(s.refs)))
	s.text = append(s.text, 0)
	s.starts, s.light = places(b.starts, len(s.text)), places(b.light, len(s.text))
	slices.Sort(s.domains)
	slices.Sort(s.letters)
	slices.Sort(s.called)
	names := b.names.inOrder(&s.lexicon)
	s.named = uint32(len(s.masks))
	hosts := b.hosts.inOrder(&s.lexicon)
	s.wordAt = append(s.wordAt, uint32(len(s.words)))
	s.sizes = [2]sizes{s.bySize(wordRange{0, s.named}), s.bySize(wordRange{s.named, uint32(len(s.masks))})}
	s.listen()
	s.postAt = make([]uint32, len(s.masks)+1)
	for i := range s.read.words {
		w := &s.read.words[i]
		w.of = names[w.of]
	}
	for i, ref := range s.refs {
		n := ref & wordMask
		if refField(ref).isDomain() {
			n = hosts[n]
		} else {
			n = names[n]
		}
		s.refs[i] = ref&^wordMask | n
		s.postAt[n+1]++
	}
	for n := range s.masks {
		s.postAt[n+1] += s.postAt[n]
	}
	s.posts = make([]uint32, len(s.refs))
	next := slices.Clone(s.postAt)
	for doc := range uint32(len(s.slots)) {
		for _, ref := range s.refs[s.refAt[doc]:s.refAt[doc+1]] {
			n := ref & wordMask
			s.posts[next[n]] = doc
			next[n]++
		}
	}
}

// cut parts a word of a script without blanks into the name and its legal form.
func cut(word []byte) [][]byte {
	if word[0] < utf8.RuneSelf {
		return [][]byte{word}
	}
	var parts [][]byte
	for _, part := range lexis.Cut(string(word)) {
		parts = append(parts, []byte(part))
	}
	return parts
}

func places(at []uint32, length int) bitset {
	b := make(bitset, length/64+1)
	for _, i := range at {
		b.set(i)
	}
	return b
}
