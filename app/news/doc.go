// Package news is what the two faces ask of the log of changes: what is new, what was seen, and how long incidents
// lasted. It knows no App: what it needs of one stands in Options.
package news
