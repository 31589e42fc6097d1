// Package search finds customers by text: folding, the index, the passes, the ranking, and which
// letters of a hit to highlight.
//
// It knows documents (an id and the texts by field) in numbered slots, and a Source that shows one state
// of them. An Index answers a parsed Query with ranked hits and, for a hit that is shown, with its Match.
// An index never changes; Next makes the one of the next state, and both share the segments of what
// stayed. Asking takes no lock and does no I/O.
//
// The way through: rank.go says what is better than what (start reading there), fold.go reduces texts to
// what counts, query.go and id.go read what was typed, document.go is what is searched, index.go,
// segment.go and build.go prepare it, find.go runs the passes (searcher.go, pass_*.go, typo.go),
// highlight.go explains a hit for the screen. matcher.go is the simple test for lists of other things.
//
// search must not know what else a customer is: rows, orders, filters, health. Equal ranks are the
// caller's to put in order. The only caller is catalog; the only importer of sahilm/fuzzy is this package.
package search
