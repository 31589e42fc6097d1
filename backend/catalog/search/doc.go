// Package search finds customers by text: the index, the passes, the ranking, and which letters of a hit to highlight.
//
// It knows documents (an id and the texts by field) in numbered slots, and a Source that shows one state
// of them. An Index answers a parsed Query with ranked hits and, for a hit that is shown, with its Match.
// An index never changes; Next makes the one of the next state, and both share the segments of what
// stayed. Asking takes no lock and does no I/O.
//
// The way through: rank.go says what is better than what (start reading there), query.go reads what was typed,
// document.go is what is searched, index.go, segment.go, lexicon.go, romanised.go and build.go prepare it. find.go runs
// the passes (passes.go, pass_*.go; searcher.go, plan.go and choose.go are what they work with), otherwise.go asks again
// for what may have been meant, highlight.go explains a hit for the screen.
//
// The rules and tables are rooms of their own, pure functions over words: fold, ident, lexis, heard, script, slip. facts
// finds customers by what is known of them besides names. search must not know what else a customer is: rows, orders,
// filters, health. Equal ranks are the caller's to put in order. The only caller is catalog; the only importer of
// sahilm/fuzzy is this package.
package search
