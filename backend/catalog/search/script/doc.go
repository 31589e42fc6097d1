// Package script says how texts of other scripts are typed in Latin letters, and what was meant when the wrong keyboard
// layout was on. Its rules are tables that can be read and added to: how letters are written in each usual romanisation
// (letters.txt), how Chinese and Japanese characters are read (pinyin.txt, kanji.txt, words.txt), and what the keys of each
// layout give (layouts.txt).
//
// A word of another script has several readings, one for each usual romanisation: Latin is the usual one, Readings are
// the others. Skeleton and, where a script writes no vowels, Consonants are what romanisations have in common: they find
// candidates, and Likeness ranks them. A name that was typed in another script, by ear, is looked for by its readings.
package script
