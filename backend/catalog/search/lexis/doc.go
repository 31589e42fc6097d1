// Package lexis knows what names of organisations are made of beside the name itself: legal forms, little words,
// words that every second firm bears, and the other ways in which words and numbers are written.
//
// What it knows lies in text files, a line an entry, that a person can read and add to; Go holds the rules. All
// functions take folded words (fold.Text, split at its blanks) and are pure. It knows no customer and no index.
package lexis
