package catalog

import (
	"bytes"
	"math/bits"
)

// learn records what word w is worth for token i.
func (k *seeker) learn(w uint32, i int, r rank) {
	n := k.number[w]
	if n == 0 {
		k.values = append(k.values, wordValues{})
		n = int32(len(k.values))
		k.number[w] = n
		k.wanted.set(w)
		k.hit = append(k.hit, w)
	}
	v := &k.values[n-1]
	v.tokens |= 1 << i
	v.ranks[i] = max(v.ranks[i], r)
}

// byWords finds, for each token, the words that it is or begins.
func (k *seeker) byWords() {
	for i, t := range k.ask.tokens {
		k.beginnings(i, t.text, 0)
		for _, alt := range t.alts {
			k.beginnings(i, alt, 0.02)
		}
	}
}

func (k *seeker) beginnings(i int, typed string, cost rank) {
	key := wordKey(typed)
	drop := 64 - 8*min(len(typed), 8)
	for w, have := range k.keys {
		if (have^key)>>drop != 0 {
			continue
		}
		word := k.word(uint32(w))
		switch {
		case len(typed) > 8 && !bytes.HasPrefix(word, []byte(typed)):
		case len(word) == len(typed):
			k.learn(uint32(w), i, wholeWord()-cost)
		default:
			k.learn(uint32(w), i, prefixWord(len(typed), len(word))-cost)
		}
	}
}

// collect walks over the docs and values those in which every token is matched by some word.
// A doc that lacks more than spare of the query's letters need not be looked at.
func (k *seeker) collect(spare int) {
	tokens := k.ask.tokens
	var letters uint64
	for _, t := range tokens {
		letters |= t.mask
	}
	all := uint16(1)<<len(tokens) - 1
	var known uint16 // the tokens that any word matches
	for i := range k.values {
		known |= k.values[i].tokens
	}
	if known != all {
		return
	}
	k.split(len(k.slots), func(lane, from, to int) {
		for doc := uint32(from); doc < uint32(to); doc++ {
			if bits.OnesCount64(letters&^k.chars[doc]) <= spare && k.matched(doc) == all {
				r, at := k.value(doc)
				k.note(lane, doc, r, at)
			}
		}
	})
}

// matched is the set of tokens that some word of the doc matches.
func (k *seeker) matched(doc uint32) (tokens uint16) {
	for _, ref := range k.refs[k.refAt[doc]:k.refAt[doc+1]] {
		if w := ref & wordMask; k.wanted.has(w) {
			tokens |= k.values[k.number[w]-1].tokens
		}
	}
	return tokens
}

// value sums up the words of a doc. Among equal words the one that continues the word before wins.
func (k *seeker) value(doc uint32) (rank, uint32) {
	var w wordsFound
	var where [maxTokens]uint32
	n := len(k.ask.tokens)
	for i := range n {
		w.places[i] = -9
	}
	at := k.first[doc]
	for place, ref := range k.refs[k.refAt[doc]:k.refAt[doc+1]] {
		if ref&newString != 0 {
			for k.text[at] < ' ' { // strings without a letter leave only their field byte
				at++
			}
		}
		word := ref & wordMask
		length := k.wordAt[word+1] - k.wordAt[word]
		name := refField(ref) == fieldName
		if name {
			w.name += int(length)
		}
		if k.wanted.has(word) {
			v := &k.values[k.number[word]-1]
			for left := v.tokens; left != 0; left &= left - 1 {
				i := bits.TrailingZeros16(left)
				r := v.ranks[i]
				better := r > w.values[i] || r == w.values[i] && i > 0 && place == w.places[i-1]+1
				if taken := i > 0 && w.places[i-1] == place; better && !(taken && w.values[i] > 0) {
					w.values[i], w.places[i], w.inName[i], where[i] = r, place, name, at
				}
			}
		}
		at += length
	}
	spot := where[0]
	for i := n - 1; i >= 0; i-- {
		if !w.inName[i] {
			continue
		}
		spot = where[i]
		w.covered += len(k.ask.tokens[i].text)
	}
	w.covered = min(w.covered, w.name)
	return w.rank(k.ask.tokens), spot
}
