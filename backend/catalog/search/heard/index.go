package heard

import (
	"math/bits"
	"slices"
)

// Index finds which words of a list nearly share a key with one that was typed, without looking at all. It never changes.
//
// Keys that are one sound apart begin alike or end alike: what is before or behind that sound is the same. So the keys lie
// ordered by their first sounds, and once more by their last, and only those of two drawers are looked at.
type Index struct {
	deep   int      // how many sounds tell a drawer: more where there are more words
	keys   []uint64 // by their first sounds
	words  []uint32 // key → whose it is
	first  []uint32 // drawer → its first key; one more at the end
	byLast []uint32 // the places of keys, by their last sounds
	last   []uint32 // drawer → the first of byLast; one more at the end
	full   []uint32 // the places of keys that have lost their end
}

const capacity = 64 / soundBits // sounds of a key

// NewIndex makes the index of a list of words by their Keys; a word is known by its place there. It keeps nothing of the list.
func NewIndex(list [][3]uint64) *Index {
	x := &Index{deep: 1}
	for x.deep < 3 && len(list) > 1<<(soundBits*(x.deep+1)) {
		x.deep++
	}
	heard, whose := make([]uint64, 0, 2*len(list)), make([]uint32, 0, 2*len(list))
	for n, keys := range list {
		for i, key := range keys {
			if key != 0 && !slices.Contains(keys[:i], key) {
				heard = append(heard, key)
				whose = append(whose, uint32(n))
			}
		}
	}
	x.keys, x.words = make([]uint64, len(heard)), make([]uint32, len(heard))
	order := make([]uint32, len(heard))
	x.first = drawers(order, x.deep, func(n uint32) int { return begins(heard[n], x.deep) })
	for at, n := range order {
		x.keys[at], x.words[at] = heard[n], whose[n]
		if x.keys[at]>>(64-soundBits) != 0 {
			x.full = append(x.full, uint32(at))
		}
	}
	x.byLast = order
	x.last = drawers(order, x.deep, func(n uint32) int { return ends(x.keys[n], x.deep) })
	return x
}

// drawers puts the numbers from 0 to len(order)-1 in order of their drawers, and says where each drawer begins.
func drawers(order []uint32, deep int, of func(n uint32) int) (from []uint32) {
	from = make([]uint32, 1<<(soundBits*deep)+1)
	for n := range uint32(len(order)) {
		from[of(n)+1]++
	}
	for d := 1; d < len(from); d++ {
		from[d] += from[d-1]
	}
	next := slices.Clone(from)
	for n := range uint32(len(order)) {
		d := of(n)
		order[next[d]] = n
		next[d]++
	}
	return from
}

// begins is a number made of the first sounds of a key, the first of them highest.
func begins(key uint64, sounds int) (d int) {
	for range sounds {
		d = d<<soundBits | int(key&(1<<soundBits-1))
		key >>= soundBits
	}
	return d
}

// ends is a number made of the last sounds of a key, the last of them highest.
func ends(key uint64, sounds int) (d int) {
	at := length(key) * soundBits
	for range sounds {
		d <<= soundBits
		if at > 0 {
			at -= soundBits
			d |= int(key >> at & (1<<soundBits - 1))
		}
	}
	return d
}

// length is how many sounds a key has.
func length(key uint64) int { return (bits.Len64(key) + soundBits - 1) / soundBits }

// AppendNear appends the words of which a key is Near to one of what was typed, each once, in order of their numbers. Of
// what was typed as a single sound, it leaves out those that only share that they are short.
func (x *Index) AppendNear(words []uint32, e *Ear) []uint32 {
	had := len(words)
	for _, key := range e.keys[:e.differ] {
		sounds := length(key)
		alike := min(x.deep, (sounds+1)/2)
		from, to := drawer(begins(key, alike), x.deep-alike)
		for at := x.first[from]; at < x.first[to]; at++ {
			if Near(key, x.keys[at]) {
				words = append(words, x.words[at])
			}
		}
		alike = min(x.deep, max(1, sounds-alike))
		from, to = drawer(ends(key, alike), x.deep-alike)
		places := x.byLast[x.last[from]:x.last[to]]
		for range 2 {
			for _, at := range places {
				if Near(key, x.keys[at]) {
					words = append(words, x.words[at])
				}
			}
			if sounds < capacity-1 {
				break
			}
			places = x.full // their ends are not the words' ends
		}
	}
	slices.Sort(words[had:])
	return words[:had+len(slices.Compact(words[had:]))]
}

// drawer is the range of drawers whose numbers begin with that of fewer sounds.
func drawer(of, fewer int) (from, to int) {
	return of << (soundBits * fewer), (of + 1) << (soundBits * fewer)
}

// Size is how many bytes an index takes.
func (x *Index) Size() int {
	return 8*cap(x.keys) + 4*(cap(x.words)+cap(x.first)+cap(x.byLast)+cap(x.last)+cap(x.full))
}
