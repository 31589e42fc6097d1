// Package heard says which words sound alike: somebody hears a firm's name on the phone and types "Maier" for "Meyer",
// "Bolieu" for "Beaulieu", "Nite" for "Knight".
//
// A word is read aloud three times: as Germans, the French and the English would (german.txt, french.txt, english.txt:
// a line a rule, the first that fits is taken). What is spelled in one language is often heard in another, so all three
// readings are made of the same sounds (sound.go), and any reading of one word may be compared with any of another.
//
// Keys are the coarse view, for finding: sounds that are taken for each other share a code, neighbouring vowels are one.
// Likeness is the fine one, for ranking what was found: an edit distance over sounds whose costs say how easily one is
// taken for another (confused.txt). Of 700 names that were heard otherwise nineteen in twenty are alike by 0.8 or more
// (testdata/heard.txt); of names that nobody mistakes, none by more than 0.7 (testdata/apart.txt).
//
// An Ear reads what was typed once and listens to many words. An Index finds, among 200,000 words, those that nearly share a
// key with it in a fraction of a millisecond. Words that are said in one breath are heard as one: Join makes their key.
//
// The German rules grew out of Postel's Kölner Phonetik, the French ones out of Soundex2 and FONEM, the English ones out of
// Philips' Double Metaphone; spellings of other languages stand where they do no harm. Those codes themselves are too
// coarse here: they keep no vowel, cost allocations, and can't be compared across languages.
//
// heard must not know what a query or a customer is, and keeps no state. Words come folded (search/fold).
package heard
