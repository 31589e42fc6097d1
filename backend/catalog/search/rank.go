package search

import "math/bits"

// # What is better than what
//
// A search box for people who look for one customer among many thousands, with a phone at the ear, has one job: the
// customer they mean stands first. They type the beginning of a name, some words of it in any order, a domain, a piece of
// either; they leave out accents, blanks and letters, mistype, spell as they hear, write the legal form otherwise, have
// the wrong keyboard layout on, paste a line of a mail. One measure of similarity can't serve all of that. The fuzzy
// matchers of editors score letters in order, but a typed letter that is not there finds nothing, and in a long domain
// nearly any short word can be found scattered. Edit distance forgives a slip but thinks that "bau" is closer to "bad"
// than to "Bauhaus Berlin". So evidence is sorted into tiers first, and only inside a tier numbers are compared. The
// tiers, best first:
//
//	exact   the text is (or holds) a tenant id or a domain that the customer owns, in any of its forms
//	words   every word typed that counts is a word of the customer or begins one; or the whole text stands
//	        literally in one of its texts, from the start of a word or across a word break
//	facts   what else is known of the customer (package facts): never above a name
//	alike   words that are a slip away, sound alike, hold the letters, are romanised so; some words are not there at all
//	loose   the same, but less than half of it is explained
//
// # Words that count
//
// A word weighs what it tells: rare ones more than common ones (plan.go), commonplaces of names less, and legal forms and
// stop words next to nothing (light.go): a customer may lack those and is in the tier of words all the same. The form
// decides between sisters: whoever has the one that was typed is before whoever has none, and before whoever has another.
// A form of a kind that no customer has is no form, and a short one that none of the name has may be a word with a slip.
//
// # Inside the tier of words
//
// Literal evidence (one scan of all texts for the query without its blanks) keeps the order of the words. Within it: the
// whole text, then whole words before parts of words, the start of the text before its middle, and the share of the text
// that was typed, which puts "Apex Media" before "Apex Media International". The light words at the ends of a name don't
// count for that. Blanks in the query should fall on word breaks; if they don't, somebody typed a word apart
// ("wood grove") or a piece of two other words. Names and domains count alike, but a customer for whom both speak wins
// over one with only the name: joined words are usually typed domains.
//
// Words found one by one, whole, in order, with nothing but light words between, are worth what they are as one piece.
// Otherwise they are worth the share of each that was typed, plus their nearness and order, plus the share of the name
// that is explained. Before those, a literal piece such as "atus tra" (Stratus Transport) goes first: to begin by chance
// with all the typed beginnings is easier than to contain the text. Whoever is called exactly as was typed is before all
// but the owner of an id or a domain.
//
// # Below it
//
// Every word of the query gets the best evidence that the customer has for it (how likely that word was meant, 0 to 1),
// times what it weighs; the sum, as a part of what could be had, and the part of the name that the query explains make
// the rank (pass_sum.go). So a word that nobody has makes no answer empty: it lowers everybody, and the match names it. The
// evidence comes from passes that can be left out one by one (passes.go), in the order of their cost; sound is asked only
// where nothing better was found. What a text may mean in another script, on another layout, or with a phrase written
// otherwise is a query of its own whose answer ranks below what was typed (otherwise.go).
//
// Texts of one or two letters match words and their beginnings only; anything else would match everybody. Weak answers are
// left out where there are better ones, and few where there are none. Ties go to the shorter name, then by name, then by
// tenant id, so that an answer never depends on chance or on the order of arrival.
//
// # What it costs
//
// Distinct words lie in alphabetical order, each with the customers that have it: words and beginnings are looked up. What
// resembles a word is sought among words of its length or its first letter; the sets of letters discard nearly all
// before anything is compared letter by letter. sahilm/fuzzy sees only what survives. Whatever the text holds, at most
// maxTokens words are searched for: of a pasted one those that tell most.

// Rank is tier plus quality: the whole part is the tier, the rest (below 1) compares within it.
type Rank float32

// The tiers.
const (
	TierLoose Rank = iota + 1
	TierAlike
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

// softly is the rank of evidence that is less than words, by its quality from 0 to 1: from half of it on the two are
// alike, below that only loosely.
func softly(quality float32) Rank { return TierLoose + Rank(1.98*min(quality, 1)) }

// found is how a literal occurrence of the joined query lies in a text.
type found struct {
	share     float32 // of the text's letters
	whole     bool    // it is the text
	start     bool    // of the text, or of its part that counts
	end       bool    // of the text, or of its part that counts
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
	case f.whole:
		q = 0.99
	case f.start && f.end:
		q = 0.987
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
		return softly(0.8 + 0.15*f.share)
	default:
		return softly(0.7 + 0.1*f.share)
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

// What a word is worth for a token, from 0 to 1: the whole word, one that begins with it from 0.5 on, one that only
// resembles it below that.
const (
	wholeWord   = 0.99
	nearlyWhole = 0.95 // the word in another spelling
	prefixLeast = 0.5
	mostAlike   = 0.49
)

func prefixWord(typed, word int) float32 { return prefixLeast + 0.4*ratio(typed, word) }

// likelihood that a word is meant, by its worth.
func likelihood(worth float32) float32 {
	switch {
	case worth >= nearlyWhole:
		return worth + 1 - wholeWord
	case worth >= prefixLeast:
		return 0.8 + 0.15*(worth-prefixLeast)/0.4
	}
	return worth / mostAlike
}

func ratio(a, b int) float32 { return float32(a) / float32(max(a, b, 1)) }

// outcome is what the words of a document are worth, token by token.
type outcome struct {
	have   uint16 // the tokens that it has a word for
	inName uint16 // those whose word stands in the name
	values [maxTokens]float32
	places [maxTokens]int32  // which word of the texts; 1: the first that counts
	where  [maxTokens]uint32 // where in the segment's text
	name   int               // letters of the name that count
}

func (o *outcome) reset(tokens int) {
	o.have, o.inName, o.name = 0, 0, 0
	for i := range tokens {
		o.values[i] = 0
	}
}

// take is a word that may be the one of a token. Among equal ones that which continues the word before wins; a word is
// of one token at most.
func (o *outcome) take(i int, worth float32, place int32, at uint32, inName bool) {
	follows := i > 0 && o.values[i-1] > 0
	if worth < o.values[i] || worth == o.values[i] && !(follows && place == o.places[i-1]+1) ||
		o.values[i] > 0 && follows && place == o.places[i-1] {
		return
	}
	o.values[i], o.places[i], o.where[i] = worth, place, at
	o.have |= 1 << i
	o.inName &^= 1 << i
	if inName {
		o.inName |= 1 << i
	}
}

// covered is the part of the name's letters that the tokens explain.
func (o *outcome) covered(tokens []token, core uint16) float32 {
	letters := 0
	for i := range tokens {
		if o.inName&core>>i&1 != 0 {
			letters += len(tokens[i].text)
		}
	}
	return float32(min(letters, o.name)) / float32(max(o.name, 1))
}

// order is how near to each other the words of the tokens that count stand, and whether one of them begins the name.
func (o *outcome) order(n int, core uint16) (near, start float32) {
	last, pairs := -1, 0
	for i := range n {
		if core&o.have>>i&1 == 0 {
			continue
		}
		if o.places[i] == 1 {
			start = 1
		}
		if last >= 0 {
			near += nearness(int(o.places[i] - o.places[last]))
			pairs++
		}
		last = i
	}
	if pairs == 0 {
		return 1, start
	}
	return near / float32(pairs), start
}

// spot is where the first word lies that a reader should see: of the name, if there is one.
func (o *outcome) spot(core uint16) uint32 {
	for _, among := range []uint16{o.inName & core, o.have & core, o.have} {
		if among != 0 {
			return o.where[bits.TrailingZeros16(among)]
		}
	}
	return 0
}

// strict values a document that has, for every token that counts, a word that it is or begins.
func (o *outcome) strict(tokens []token, core uint16) Rank {
	var base, letters float32
	last := bits.Len16(core) - 1
	whole, growing := true, false
	for i, t := range tokens {
		if core>>i&1 == 0 {
			continue
		}
		if o.values[i] < nearlyWhole {
			whole = whole && i == last
			growing = true
		}
		base += float32(t.letters) * o.values[i]
		letters += float32(t.letters)
	}
	near, start := o.order(len(tokens), core)
	share := o.covered(tokens, core)
	inOrder := near == 1 && o.inName&core == core
	switch { // words in order, but for light ones between them, are worth what they are as one piece
	case whole && !growing && inOrder && start == 1 && share == 1:
		return TierWords + 0.985
	case whole && !growing && inOrder && start == 1:
		return TierWords + Rank(0.925+0.05*share)
	case whole && !growing && inOrder:
		return TierWords + Rank(0.875+0.04*share)
	case whole && !growing:
		return TierWords + Rank(0.80+0.04*(0.45*near+0.2*start+0.35*share))
	case whole && near == 1:
		return TierWords + Rank(0.74+0.04*(0.3*start+0.7*share))
	}
	return TierWords + Rank(0.3+0.4*(0.5*base/letters+0.25*near+0.1*start+0.15*share))
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
