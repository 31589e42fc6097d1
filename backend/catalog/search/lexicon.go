package search

import (
	"bytes"
	"cmp"
	"slices"
	"sort"

	"tenantry/backend/catalog/search/heard"
)

// lexicon holds distinct words in alphabetical order, each known by its number, and who has them: the words of names,
// aliases and tags first, those of domains after them.
type lexicon struct {
	words  []byte       // packed
	wordAt []uint32     // word → its place in words; one more at the end
	masks  []uint64     // word → its letters
	heads  []uint64     // word → those of its first headLength letters
	keys   []uint64     // word → its first eight bytes, for comparing at once
	sizes  [2]sizes     // the words of names and those of domains by their length
	sounds *heard.Index // the words by what they sound like
	postAt []uint32     // word → its first post; one more at the end
	posts  []uint32     // the docs that have the word, in order
	named  uint32       // how many words are of names
}

// headLength is how many bytes of a word heads tells of.
const headLength = 9

func (l *lexicon) word(n uint32) []byte { return l.words[l.wordAt[n]:l.wordAt[n+1]] }

func (l *lexicon) length(n uint32) int { return int(l.wordAt[n+1] - l.wordAt[n]) }

// docs are those that have a word.
func (l *lexicon) docs(n uint32) []uint32 { return l.docsOf(wordRange{n, n + 1}) }

// wordRange is a run of words in a lexicon.
type wordRange struct{ from, to uint32 }

func (r wordRange) empty() bool { return r.from >= r.to }

// beginning are the words of one sort that are text or begin with it. If text is a word, it is the first of them.
func (l *lexicon) beginning(text string, ofDomains bool) wordRange {
	all := wordRange{0, l.named}
	if ofDomains {
		all = wordRange{l.named, uint32(len(l.masks))}
	}
	key := wordKey(text)
	typed := []byte(text)
	from := all.from + uint32(sort.Search(int(all.to-all.from), func(i int) bool {
		n := all.from + uint32(i)
		return l.keys[n] > key || l.keys[n] == key && bytes.Compare(l.word(n), typed) >= 0
	}))
	drop := 64 - 8*min(len(text), 8)
	to := from + uint32(sort.Search(int(all.to-from), func(i int) bool {
		n := from + uint32(i)
		return l.keys[n]>>drop != key>>drop || len(text) > 8 && !bytes.HasPrefix(l.word(n), typed)
	}))
	return wordRange{from, to}
}

// sizes are words in the order of their lengths, beside them their letters.
type sizes struct {
	words []uint32
	masks []uint64
	at    []uint32 // length → the first of words with it; one more at the end
}

// longestSized is the length from which words are not told apart by it.
const longestSized = 64

// bySize makes the sizes of a range of words.
func (l *lexicon) bySize(all wordRange) sizes {
	s := sizes{words: make([]uint32, all.to-all.from), masks: make([]uint64, all.to-all.from), at: make([]uint32, longestSized+2)}
	for n := all.from; n < all.to; n++ {
		s.at[min(l.length(n), longestSized)+1]++
	}
	for i := range longestSized + 1 {
		s.at[i+1] += s.at[i]
	}
	next := slices.Clone(s.at)
	for n := all.from; n < all.to; n++ {
		size := min(l.length(n), longestSized)
		s.words[next[size]], s.masks[next[size]] = n, l.masks[n]
		next[size]++
	}
	return s
}

// someWords are words beside their letters.
type someWords struct {
	words []uint32 // nil: they follow each other from first on
	first uint32
	masks []uint64
}

func (w someWords) len() int { return len(w.masks) }

func (w someWords) word(k int) uint32 {
	if w.words == nil {
		return w.first + uint32(k)
	}
	return w.words[k]
}

func (w someWords) part(from, to int) someWords {
	w.masks, w.first = w.masks[from:to], w.first+uint32(from)
	if w.words != nil {
		w.words = w.words[from:to]
	}
	return w
}

// sized are the words of one sort whose lengths lie between two, both included.
func (l *lexicon) sized(ofDomains bool, from, to int) someWords {
	s := &l.sizes[0]
	if ofDomains {
		s = &l.sizes[1]
	}
	a, b := s.at[min(max(from, 0), longestSized)], s.at[min(to, longestSized)+1]
	return someWords{words: s.words[a:b], masks: s.masks[a:b]}
}

// allOf are all words of one sort.
func (l *lexicon) allOf(ofDomains bool) someWords {
	if ofDomains {
		return someWords{first: l.named, masks: l.masks[l.named:]}
	}
	return someWords{masks: l.masks[:l.named]}
}

// docsOf are the docs that have words of a range, word by word; one that has several comes several times.
func (l *lexicon) docsOf(r wordRange) []uint32 {
	if r.empty() {
		return nil
	}
	return l.posts[l.postAt[r.from]:l.postAt[r.to]]
}

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

// listen notes what the words sound like.
func (l *lexicon) listen() {
	keys := make([][3]uint64, len(l.masks))
	inLanes(len(keys), func(_, from, to int) {
		for n := from; n < to; n++ {
			keys[n] = heard.Keys(l.word(uint32(n)))
		}
	})
	l.sounds = heard.NewIndex(keys)
}

// wordList is a lexicon in the making: words are numbered as they come.
type wordList struct {
	known map[string]uint32
	all   []string
}

func (l *wordList) number(w []byte) uint32 {
	if n, ok := l.known[string(w)]; ok {
		return n
	}
	n := uint32(len(l.all))
	text := string(w)
	l.known[text] = n
	l.all = append(l.all, text)
	return n
}

// inOrder appends the words to a lexicon in alphabetical order, and gives the new number of each.
func (l *wordList) inOrder(to *lexicon) (renumbered []uint32) {
	type entry struct {
		key uint64
		n   uint32
	}
	order := make([]entry, len(l.all))
	for n, w := range l.all {
		order[n] = entry{wordKey(w), uint32(n)}
	}
	slices.SortFunc(order, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(l.all[a.n], l.all[b.n]))
	})
	renumbered = make([]uint32, len(order))
	for _, e := range order {
		w := l.all[e.n]
		renumbered[e.n] = uint32(len(to.masks))
		to.wordAt = append(to.wordAt, uint32(len(to.words)))
		to.words = append(to.words, w...)
		to.masks = append(to.masks, letterMask(w))
		to.heads = append(to.heads, letterMask(w[:min(len(w), headLength)]))
		to.keys = append(to.keys, e.key)
	}
	return renumbered
}
