// Package postal says how a country writes an address on an envelope, and what a country is called: a small table, and
// the names that x/text has from Unicode's CLDR. It knows nothing of customers. partner and the command line use it; the
// page gets the lines and asks its browser for the name.
package postal
