package search

import "unicode/utf8"

// # What is better than what
//
// A search box for people who look for one customer among many thousands has one job: the customer
// they mean stands first. They type the beginning of a name, some words of it in any order, a domain,
// a piece of either; they leave out accents, spaces and letters, and mistype. One measure of
// similarity can't serve all of that. The fuzzy matchers of editors score letters in order with
// bonuses for word starts and runs, which is right for file names, but a typed letter that is not
// there finds nothing, words the other way round find nothing, and in a long domain nearly any short
// word can be found scattered. Edit distance forgives a slip but thinks that "bau" is closer to "bad"
// than to "Bauhaus Berlin". So evidence is sorted into tiers first, and only inside a tier numbers are
// compared. The tiers, best first:
//
//	exact   the text is (or holds) a tenant id or a domain that the customer owns, in any of its forms
//	words   every word typed is a word of the customer or begins one; or the whole text stands
//	        literally in one of its texts, from the start of a word or across a word break
//	fuzzy   the letters are there in order: a piece from inside a word, a word with a few left out
//	typo    a word of four letters or more has one letter too many, too few, wrong, or two swapped
//	loose   only where nothing else was found: the letters in order anywhere, or most of the words
//
// A customer's tier is that of its worst word, so that one exact word can't carry a bad one.
//
// Letters scattered over a text are weaker evidence than a slip in one word, though no letter is wrong:
// "garonen apex" is Garonne Apex with two letters swapped, not GARONne ENgineering APEX. That is why
// fuzzy matches must be compact (from the first letter of a word, one letter in four left out at
// most), and scattered ones come after typos.
//
// # Inside a tier
//
// Literal evidence (one scan of all texts for the query without its spaces) is worth more than words
// found one by one, since it keeps their order. Within it: the whole text, then whole words before
// parts of words, the start of the text before its middle, and the share of the text that was typed,
// which puts "Apex Media" before "Apex Media International". Spaces in the query should fall on word
// breaks; if they don't, somebody typed a word apart ("wood grove") or a piece of two other words. Names and
// domains count alike, but a customer for whom both speak wins over one with only the name: joined
// words are usually typed domains.
//
// Words found one by one are worth the share of the word that was typed, weighted by length, plus
// their nearness and order, plus the share of the name that is explained. If every word is whole (the
// last one may still be growing, if all stand in order) they rank with literal evidence. Before other
// words, a literal piece such as "atus tra" (Stratus Transport) goes first: to begin by chance with
// all the typed beginnings is easier than to contain the text.
//
// One-letter and two-letter texts match words and their beginnings only; anything else would match
// everybody. Ties go to the shorter name, then by name, then by tenant id, so that an answer never
// depends on chance or on the order of arrival.
//
// # What it costs
//
// Every pass is one walk over packed arrays: the texts (a vectorised search), the distinct words
// (eight bytes compared at once; the sets of letters discard nearly all before anything is compared
// letter by letter), the customers' lists of word numbers (a bit test each). sahilm/fuzzy sees only
// the words that survive. The fuzzy and the typo pass run only when the words found few customers
// and none clearly, since they would only lengthen the end of the list.

// Rank is tier plus quality: the whole part is the tier, the rest (below 1) compares within it.
type Rank float32

// The tiers.
const (
	TierLoose Rank = iota + 1
	TierTypo
	TierFuzzy
	TierFacts // by no name: by what else is known; package facts
	TierWords
	TierExact // has no parts
)

// Weaker evidence than words isn't looked for when enough customers were found, or one whose every
// typed word is whole.
const (
	enough  = 5
	clearly = TierWords + 0.80
)

// Score is the rank as a number from 0 to 1.
func (r Rank) Score() float64 { return float64(r / TierExact) }

// Tier is the whole part.
func (r Rank) Tier() Rank { return Rank(int(r)) }

// found is how a literal occurrence of the joined query lies in a text.
type found struct {
	share     float32 // of the text's letters
	start     bool    // of the text
	end       bool    // of the text, or of its main part in a domain
	wordStart bool
	wordEnd   bool
	aligned   bool // every break of the query is a break of the text
	joined    bool // the text has a break where the query has none
	words     int  // in the query
}

// rank values literal evidence.
func (f found) rank() Rank {
	var q float32
	whole := f.wordStart && f.wordEnd
	switch {
	case f.start && f.end:
		q = 0.99
	case f.start && whole:
		q = 0.93 + 0.05*f.share
	case whole:
		q = 0.88 + 0.04*f.share
	case f.start:
		q = 0.84 + 0.04*f.share
	case f.wordStart:
		q = 0.78 + 0.04*f.share
	case f.words > 1 && f.aligned:
		q = 0.72 + 0.02*f.share
	case f.aligned:
		return TierFuzzy + Rank(0.5+0.4*f.share)
	default:
		return TierFuzzy + Rank(0.2+0.3*f.share)
	}
	switch {
	case f.aligned:
	case f.start && f.end:
		q = 0.97
	default:
		q = 0.71 + 0.005*f.share // likelier a piece of two words of somebody else's
	}
	if f.joined {
		q -= 0.005
	}
	return TierWords + Rank(q)
}

// Values of one query word against one word of a text: a rank again.
func wholeWord() Rank { return TierWords + 0.99 }

func prefixWord(typed, word int) Rank { return TierWords + Rank(0.5+0.4*ratio(typed, word)) }

func insideWord(typed, word int) Rank { return TierFuzzy + Rank(0.4+0.4*ratio(typed, word)) }

func wholeTypo(sameStart bool) Rank {
	if sameStart {
		return TierTypo + 0.9
	}
	return TierTypo + 0.85
}

func prefixTypo(typed, word int) Rank { return TierTypo + Rank(0.4+0.3*ratio(typed, word)) }

func ratio(a, b int) float32 { return float32(a) / float32(max(a, b, 1)) }

// wordsFound sums up the evidence of words found one by one.
type wordsFound struct {
	values  [maxTokens]Rank
	places  [maxTokens]int // which word of the customer's texts
	inName  [maxTokens]bool
	covered int // letters of the name that are explained
	name    int // letters of the name
}

// rank values the words of a query of n tokens.
func (w *wordsFound) rank(tokens []token) Rank {
	n := len(tokens)
	tier, strict, growing := TierWords, true, false
	var base, weight, near float32
	for i, t := range tokens {
		v := w.values[i]
		tier = min(tier, v.Tier())
		if v < wholeWord() {
			growing = i == n-1 && v.Tier() == TierWords
			strict = strict && growing
		}
		l := float32(utf8.RuneCountInString(t.text))
		base += l * float32(v-v.Tier())
		weight += l
		if i > 0 {
			near += nearness(w.places[i] - w.places[i-1])
		}
	}
	base /= weight
	if n > 1 {
		near /= float32(n - 1)
	} else {
		near = 1
	}
	var start float32
	for i := range tokens {
		if w.places[i] == 0 {
			start = 1
		}
	}
	share := ratio(w.covered, w.name)
	switch {
	case tier == TierWords && strict && !growing:
		return TierWords + Rank(0.80+0.04*(0.45*near+0.2*start+0.35*share))
	case tier == TierWords && strict && near == 1:
		return TierWords + Rank(0.74+0.04*(0.3*start+0.7*share))
	}
	q := 0.5*base + 0.25*near + 0.1*start + 0.15*share
	if tier == TierWords {
		return TierWords + Rank(0.3+0.4*q)
	}
	return tier + Rank(0.05+0.9*q)
}

// nearness of two words that follow each other in the query, by their distance in the text.
func nearness(distance int) float32 {
	switch {
	case distance == 1:
		return 1
	case distance > 1:
		return 0.6
	case distance == -1:
		return 0.7
	case distance == 0:
		return 0 // both in one word
	}
	return 0.4
}
