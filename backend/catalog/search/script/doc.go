// Package script says how texts of other scripts are typed in Latin letters, and what was meant when the wrong keyboard
// layout was on. Its rules are tables that can be read and added to: how letters are written in each usual romanisation
// (letters.txt), how Chinese and Japanese characters are read (pinyin.txt, kanji.txt, words.txt), and what the keys of each
// layout give (layouts.txt).
//
// A name of another script has several readings, one per usual romanisation: Latin is the usual one, Readings are the
// others. Skeleton and Consonants reduce what was typed and a reading to what romanisations have in common, to find
// candidates; Likeness ranks them.
package script
