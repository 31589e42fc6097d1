// Package logbook is what the program writes down about itself for whoever looks into a fault later: lines of JSON in
// files that rotate, and the report of a crash. Whatever passes through it is redacted once more. It must not know
// what the program does. Its callers name customers by tenant id and requests by local id, nothing else of them.
//
// The files lie beside the profiles, not in one, because a profile that can't be opened has the most to tell.
package logbook
