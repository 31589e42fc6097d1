package search

import "iter"

// Pass is a part of the search that can be left out, to see what it earns and what it costs. Passes are or-ed together.
type Pass uint32

// The passes, in the order in which they are tried.
const (
	Typos     Pass = 1 << iota // words with a slip, or with letters left out
	Scattered                  // the letters in order anywhere in a text
	Facts                      // what is known of a customer besides its names and domains; package facts
	end
)

var passNames = map[Pass]string{Typos: "typos", Scattered: "scattered letters", Facts: "facts"}

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
