// Package judged makes sets of customers and of queries that mean one of them, to judge a search by. The sets are made
// by rules and a seed, from tables of words that lie in tables/; never from the answers of a search, and with nothing of
// the search's own tables: what both would get wrong together nobody would see.
//
// A set's customers that are meant have names of their own kind and domains that tell nothing; beside each stand others
// that are near to it, and some three thousand more. A query that a second customer fits as well by the same rule is
// thrown away.
//
// set.go holds the shapes, the list of sets and how an answer is judged; maker.go how a set comes together; names.go, crowd.go
// and institutions.go what organisations are called, plainwords.go how words are compared, keyboards.go and hangul.go what
// strokes give. everyday.go, legalforms.go, heard.go, strokes.go, scripts.go, layouts.go, twoways.go, pasted.go and noise.go
// are the sets; read.go reads others from files. The package is for tests and for the bench; the program does not import it.
package judged
