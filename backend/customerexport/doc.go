// Package customerexport reads Partner Center's customer export, a CSV file, into customers to import. A file
// is taken whole or not at all: the first thing that is wrong is told with its line and column.
//
// It knows partner and fault, and no store. Who calls it: app (and syncer, which imports its entries).
package customerexport
