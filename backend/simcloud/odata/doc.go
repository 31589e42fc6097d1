// Package odata reads what clients ask of a collection: $filter, $orderby, $select, $expand, $top, $skip and
// $count, as OData 4 writes them. What it can't read, or what a collection does not offer, is an error and
// never left out: a service that answers as if nothing had been asked teaches clients to trust what they
// did not get.
//
// It must not know HTTP nor what is in a collection. The services of the simulated cloud are its callers.
package odata
