package search

import "bytes"

// literalPass looks for the whole query, and for it without the light words at its ends, in all texts.
func (s *searcher) literalPass() {
	s.literally(s.query.whole, false)
	if s.query.runs(Forms) {
		s.literally(s.query.core, true)
	}
}

func (s *searcher) literally(p piece, core bool) {
	needle := []byte(p.joined)
	if len(needle) < 3 {
		return
	}
	s.scan(needle, func(lane int, doc uint32) {
		r, at := s.literal(doc, needle, p)
		switch {
		case r == 0:
		case !core:
			s.note(lane, doc, r, at, 0)
		default:
			if r > TierWords {
				r = s.without(doc, 0, r-s.query.trimmed)
			}
			s.note(lane, doc, r, at, s.lackedForm(doc, 0))
		}
	})
}

// scan yields the docs that may contain some bytes; some of them don't.
func (s *searcher) scan(needle []byte, yield func(lane int, doc uint32)) {
	var grams gramSet
	grams.add(needle)
	inLanes(len(s.slots), func(lane, from, to int) {
		for doc := uint32(from); doc < uint32(to); doc++ {
			if s.grams[doc].holds(&grams) {
				yield(lane, doc)
			}
		}
	})
}

// literal values a doc by where its texts contain the needle. Of a name and a domain that both do,
// each makes the other more likely to be meant.
func (s *searcher) literal(doc uint32, needle []byte, p piece) (r Rank, at uint32) {
	var name, domain Rank
	var nameAt, domainAt uint32
	for from, end := s.first[doc], s.first[doc+1]; ; from++ {
		i := bytes.Index(s.text[from:end], needle)
		if i < 0 {
			break
		}
		from += uint32(i)
		switch f, r := s.evidence(from, uint32(len(needle)), p); {
		case f.isDomain() && r > domain:
			domain, domainAt = r, from
		case !f.isDomain() && r > name:
			name, nameAt = r, from
		}
	}
	r, at = name, nameAt
	if domain > name {
		r, at = domain, domainAt
	}
	if min(name, domain) >= TierWords {
		r = max(r, min(r+0.03+0.01*(min(name, domain)-TierWords), TierWords+0.985)) // but not above a whole text
		if domain < TierWords+0.97 {
			at = nameAt // the name is what people read
		}
	}
	return r, at
}

// evidence values one occurrence of a piece.
func (s *searcher) evidence(at, n uint32, p piece) (field, Rank) {
	begin, end, coreBegin, coreEnd := s.around(at)
	f := field(s.text[begin-1])
	main := coreEnd
	if f.isDomain() && f != fieldInitial {
		main = s.lastWord(begin, end) // the part after the last dot distinguishes nobody
	}
	e := found{start: at == begin || at == coreBegin, words: len(p.breaks) + 1, aligned: true,
		share:     min(float32(n)/float32(max(main-coreBegin, 1)), 1),
		wordStart: s.starts.has(at), wordEnd: at+n == end || s.starts.has(at+n)}
	e.end = at+n == end || at+n == main && e.start
	e.whole = at == begin && at+n == end
	for _, b := range p.breaks {
		e.aligned = e.aligned && s.starts.has(at+uint32(b))
	}
	inside := 0
	for i := at + 1; i < at+n; i++ {
		if s.starts.has(i) {
			inside++
		}
	}
	e.joined = inside > len(p.breaks)
	if f.isDomain() && !e.wordStart {
		e.words = 1 // a dot is no space: a piece of a domain across it says nothing more
	}
	r := e.rank()
	if r.Tier() == TierWords && f != fieldName {
		r -= 0.005
		if f == fieldTag {
			r -= 0.02
		}
	}
	return f, r
}

// lastWord is where the last word of a string begins.
func (s *searcher) lastWord(begin, end uint32) uint32 {
	for at := end - 1; at > begin; at-- {
		if s.starts.has(at) {
			return at
		}
	}
	return end
}
