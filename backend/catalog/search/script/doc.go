// Package script says how texts of other scripts are typed in Latin letters, and what was meant when the wrong keyboard
// layout was on. Its rules are tables that can be read and added to: how letters are written in each usual romanisation
// (letters.txt), how Chinese and Japanese characters are read (pinyin.txt, kanji.txt, words.txt), and what the keys of each
// layout give (layouts.txt).
//
// A word of another script has several readings, one for each usual romanisation: Latin is the usual one, Readings are
// the others. A search makes an Original of each such word, once, and asks of a Typing which of them it Means. Both are
// compared by their skeletons, which is what romanisations have in common. A name that was typed in another script, by
// ear, is looked for by its readings.
package script
