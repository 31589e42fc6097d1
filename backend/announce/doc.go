// Package announce is how alerts that are new are told together: in how many words, with or without the names of
// customers, and where that leads. It is pure: which alerts are new is backend/alerts', and how anybody is told the
// window's.
package announce
