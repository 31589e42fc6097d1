package search

import "bytes"

// literalPass looks for the joined query in all texts.
func (s *searcher) literalPass() {
	needle := []byte(s.query.joined)
	if len(needle) < 3 {
		return
	}
	var grams gramSet
	grams.add(needle)
	s.split(len(s.slots), func(lane, from, to int) {
		for doc := uint32(from); doc < uint32(to); doc++ {
			if s.grams[doc].holds(&grams) {
				s.literal(lane, doc, needle)
			}
		}
	})
}

// literal values a doc by where its texts contain the needle. Of a name and a domain that both do,
// each makes the other more likely to be meant.
func (s *searcher) literal(lane int, doc uint32, needle []byte) {
	var name, domain Rank
	var nameAt, domainAt uint32
	for at, end := s.first[doc], s.first[doc+1]; ; at++ {
		i := bytes.Index(s.text[at:end], needle)
		if i < 0 {
			break
		}
		at += uint32(i)
		switch f, r := s.evidence(at, uint32(len(needle))); {
		case f.isDomain() && r > domain:
			domain, domainAt = r, at
		case !f.isDomain() && r > name:
			name, nameAt = r, at
		}
	}
	r, at := name, nameAt
	if domain > name {
		r, at = domain, domainAt
	}
	if min(name, domain) >= TierWords {
		r = max(r, min(r+0.03, TierWords+0.985)) // but not above a whole text
		if domain < TierWords+0.97 {
			at = nameAt // the name is what people read
		}
	}
	if r > 0 {
		s.note(lane, doc, r, at)
	}
}

// evidence values one occurrence of the joined query.
func (s *searcher) evidence(at, n uint32) (field, Rank) {
	begin, end := at, at+n
	for s.text[begin-1] >= ' ' {
		begin--
	}
	for s.text[end] >= ' ' { // the last byte of all is a 0
		end++
	}
	f := field(s.text[begin-1])
	main := end
	if f.isDomain() && f != fieldInitial {
		main = s.lastWord(begin, end) // the part after the last dot distinguishes nobody
	}
	e := found{start: at == begin, end: at+n == end || at+n == main && at == begin, words: len(s.query.breaks) + 1, aligned: true,
		share:     min(float32(n)/float32(max(main-begin, 1)), 1),
		wordStart: s.starts.has(at), wordEnd: at+n == end || s.starts.has(at+n)}
	for _, b := range s.query.breaks {
		e.aligned = e.aligned && s.starts.has(at+uint32(b))
	}
	inside := 0
	for i := at + 1; i < at+n; i++ {
		if s.starts.has(i) {
			inside++
		}
	}
	e.joined = inside > len(s.query.breaks)
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
