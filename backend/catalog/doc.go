// Package catalog is the read model in memory: every customer's summary with the user's marks, ready
// to be listed, sorted, filtered, searched and counted.
//
// Readers see an immutable snapshot behind one atomic pointer: a query takes no lock and does no
// I/O. Writers make the next snapshot from the last one; what did not change is shared. Sort orders
// and the search index are made when first asked for and carried over from snapshot to snapshot.
//
// The way through the search: rank.go says what is better than what (start reading there), fold.go
// reduces texts to what counts, parse.go reads the query, segment.go and build.go prepare the
// customers' texts, search.go runs the passes (pass.go, words.go, forgive.go, strewn.go), mark.go
// explains a hit for the screen.
//
// desk.go is the service requests of all customers, digest.go what is counted over them; each is made
// once per snapshot, when first asked for.
//
// catalog knows partner only: no store, no cloud, no clock but the one that times a query. The app
// calls it; the only importer of sahilm/fuzzy is this package.
package catalog
