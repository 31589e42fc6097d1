// Package catalog is the read model in memory: every customer's summary with the user's marks, ready
// to be listed, sorted, filtered, searched and counted.
//
// Readers see an immutable snapshot behind one atomic pointer: a query takes no lock and does no
// I/O. Writers make the next snapshot from the last one; what did not change is shared. Sort orders
// and the search index are made when first asked for and carried over from snapshot to snapshot.
//
// catalog.go is the door for writers, query.go and resolve.go for readers; snapshot.go and order.go
// hold and carry over, found.go puts what the search found in order and cuts the window. desk.go is the
// service requests of all customers, digest.go what is counted over them; each is made once per
// snapshot, when first asked for.
//
// catalog knows partner and its own room search, which finds by text: no store, no cloud, no clock but
// the one that times a query. It gives customers their slots and breaks ties; search knows neither rows
// nor orders nor filters. The app calls it.
package catalog
