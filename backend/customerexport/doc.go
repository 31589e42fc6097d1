// Package customerexport reads Partner Center's customer export, a CSV file, into customers to import, as the world
// writes it: with the columns of any language (columns.txt), from any spreadsheet. A row that can't be taken is told
// with its line and stops no other; a file that is something else is called what it is.
//
// It knows partner, textfile and fault, and no store. Who calls it: app (and syncer, which imports its entries).
package customerexport
