package search

import "iter"

// Pass is a part of the search that can be left out, to see what it earns and what it costs. Passes are or-ed together.
type Pass uint32

// The passes. Those of the first group change what evidence is worth; the others look for more of it, in the order in
// which they are tried, and stop as soon as there is enough.
const (
	Forms  Pass = 1 << iota // legal forms and stop words count little, and one form may stand for another
	Rarity                  // a rare word counts more than a common one

	Same      // other ways to write a word: abbreviations, numbers, spellings, initials
	Slips     // words that are a slip or two away
	Gaps      // words with letters left out
	Pieces    // pieces from inside a word, words typed together or apart
	Partly    // some words were not found at all
	Heard     // words that sound alike
	Scripts   // other scripts in Latin letters, and the other way round
	Layouts   // the keys of another keyboard
	Scattered // the letters in order anywhere in a text
	Facts     // what is known of a customer besides its names and domains; package facts
	end
)

var passNames = map[Pass]string{Forms: "legal forms, stop words", Rarity: "rare words weigh more", Same: "other ways to write",
	Slips: "slips of the fingers", Gaps: "letters left out", Pieces: "pieces, words joined", Partly: "some words only",
	Heard: "as heard", Scripts: "other scripts", Layouts: "keyboard layouts", Scattered: "scattered letters", Facts: "facts"}

// Passes yields every pass.
func Passes() iter.Seq[Pass] {
	return func(yield func(Pass) bool) {
		for p := Pass(1); p < end && yield(p); p <<= 1 {
		}
	}
}

// String is the pass in a few words.
func (p Pass) String() string { return passNames[p] }

// Without is the query with some passes left out.
func (q *Query) Without(p Pass) *Query {
	q.skip = p
	return q
}

func (q *Query) runs(p Pass) bool { return q.skip&p == 0 }
