package script

import (
	"slices"
	"strings"
	"unicode/utf8"
)

func isThai(r rune) bool { return r >= 0x0e01 && r <= 0x0e5b }

const (
	thaiWays  = 4
	thaiHabit = 3 // as many write their own name: -arn and -or
)

// thaiConsonants are what a consonant is at the beginning of a syllable, and at its end, by the Royal Institute's rules.
var thaiConsonants = func() map[rune][2]string {
	table := map[rune][2]string{}
	for cell := range strings.FieldsSeq("ก:k:k ข:kh:k ฃ:kh:k ค:kh:k ฅ:kh:k ฆ:kh:k ง:ng:ng จ:ch:t ฉ:ch:t ช:ch:t ซ:s:t ฌ:ch:t " +
		"ญ:y:n ฎ:d:t ฏ:t:t ฐ:th:t ฑ:th:t ฒ:th:t ณ:n:n ด:d:t ต:t:t ถ:th:t ท:th:t ธ:th:t น:n:n บ:b:p ป:p:p ผ:ph:p ฝ:f:p " +
		"พ:ph:p ฟ:f:p ภ:ph:p ม:m:m ย:y:i ร:r:n ล:l:n ว:w:o ศ:s:t ษ:s:t ส:s:t ห:h: ฬ:l:n อ:: ฮ:h:") {
		parts := strings.Split(cell, ":")
		table[[]rune(parts[0])[0]] = [2]string{parts[1], parts[2]}
	}
	return table
}()

// thaiVowels are the vowels by the signs that write them: before the consonant, a dash for it, and after it.
var thaiVowels = func() map[string]string {
	table := map[string]string{}
	for cell := range strings.FieldsSeq("-ะ:a -ั:a -ัว:ua -ัย:ai -า:a -ำ:am -ิ:i -ี:i -ึ:ue -ื:ue -ือ:ue -ุ:u -ู:u -อ:o -รร:an -็:o " +
		"เ-:e เ-ะ:e เ-็:e เ-ีย:ia เ-ือ:uea เ-า:ao เ-าะ:o เ-ิ:oe เ-อ:oe เ-ย:oei เ-ียะ:ia แ-:ae แ-ะ:ae แ-็:ae โ-:o โ-ะ:o ไ-:ai ไ-ย:ai ใ-:ai") {
		signs, vowel, _ := strings.Cut(cell, ":")
		table[signs] = vowel
	}
	return table
}()

func isThaiSign(r rune) bool     { return r >= 0x0e30 && r <= 0x0e3a || r == 'ๅ' || r == '็' }
func isThaiPreVowel(r rune) bool { return r >= 'เ' && r <= 'ไ' }
func isThaiConsonant(r rune) bool {
	_, ok := thaiConsonants[r]
	return ok
}

// readThai reads a run, with a blank between its words where those are known: by the Royal Institute, as it is spelt
// where the end of a syllable is concerned, so and without the h of aspirates, and by habit.
func readThai(dst []byte, run string, way int) []byte {
	words := lexicons()["thai"]
	run = strings.ReplaceAll(run, "ํา", "ำ") // folding takes that vowel apart
	unknown := ""
	for rest := run; rest != ""; {
		word, reading := words.first(rest)
		if word == "" || isThaiSign([]rune(rest[len(word):] + " ")[0]) { // that would take a syllable apart
			_, size := utf8.DecodeRuneInString(rest)
			unknown += rest[:size]
			rest = rest[size:]
			continue
		}
		dst = append(readSyllables(dst, unknown, way), ' ')
		if reading == "" || way > 0 {
			dst = readSyllables(dst, word, way)
		} else {
			dst = append(dst, reading...)
		}
		dst = append(dst, ' ')
		unknown, rest = "", rest[len(word):]
	}
	return readSyllables(dst, unknown, way)
}

func readSyllables(dst []byte, run string, way int) []byte {
	letters := thaiLetters(run)
	for i := 0; i < len(letters); {
		s, n := thaiSyllable(letters[i:])
		if n == 0 {
			dst = append(dst, string(letters[i])...)
			i++
			continue
		}
		i += n
		for _, r := range s.onset {
			dst = append(dst, thaiInitial(r, way)...)
		}
		dst = append(dst, s.vowel...)
		if way == thaiHabit && (s.vowel == "o" && s.final == 0 || s.vowel == "a" && thaiConsonants[s.final][1] == "n") {
			dst = append(dst, 'r')
		}
		if s.final == 0 {
			continue
		}
		if final := thaiConsonants[s.final][1]; way == 0 || way == thaiHabit || final == "i" || final == "o" {
			dst = append(dst, final...)
		} else {
			dst = append(dst, thaiInitial(s.final, way)...)
		}
	}
	return dst
}

func thaiInitial(r rune, way int) string {
	initial := thaiConsonants[r][0]
	if n := len(initial); way == 2 && n == 2 && initial[1] == 'h' && initial != "ch" {
		return initial[:1]
	}
	return initial
}

// thaiLetters leaves out tones, and the letters that a mark makes mute.
func thaiLetters(run string) []rune {
	var letters []rune
	for _, r := range run {
		switch {
		case r == '์':
			n := len(letters)
			if n > 1 && isThaiSign(letters[n-1]) {
				n-- // the vowel of a mute letter is mute as well
			}
			letters = letters[:max(n-1, 0)]
		case r >= '่' && r <= '๎':
		default:
			letters = append(letters, r)
		}
	}
	return letters
}

type thaiParts struct {
	onset []rune
	vowel string
	final rune
}

// thaiSyllable is the first syllable of letters, and how many letters it has.
func thaiSyllable(letters []rune) (s thaiParts, n int) {
	before := ""
	if isThaiPreVowel(letters[0]) {
		before, n = string(letters[0]), 1
	}
	at := func(i int) rune {
		if i < len(letters) {
			return letters[i]
		}
		return 0
	}
	if !isThaiConsonant(at(n)) {
		return s, 0
	}
	s.onset = append(s.onset, at(n))
	n++
	if slices.Contains([]rune("รลว"), at(n)) && strings.ContainsRune("กขคตทปผพห", s.onset[0]) &&
		(isThaiSign(at(n+1)) || before != "" && isThaiConsonant(at(n+1)) && !isThaiSign(at(n+2))) {
		s.onset = append(s.onset, at(n))
		n++
	} else if at(n) == 'ร' && strings.ContainsRune("สศซจ", s.onset[0]) && isThaiSign(at(n+1)) {
		n++ // an r that is not said
	} else if s.onset[0] == 'ห' && strings.ContainsRune("งญนมยรลว", at(n)) && (isThaiSign(at(n+1)) || before != "") {
		s.onset[0] = at(n) // a leading h is mute
		n++
	}
	// The most signs that together write a vowel.
	signs := ""
	for k := min(3, len(letters)-n); k >= 0 && s.vowel == ""; k-- {
		signs = string(letters[n : n+k])
		if k > 0 && isThaiConsonant(letters[n+k-1]) && isThaiSign(at(n+k)) {
			continue // that consonant begins the next syllable
		}
		if vowel, ok := thaiVowels[before+"-"+signs]; ok {
			s.vowel = vowel
			n += k
		}
	}
	ends := func(i int) bool {
		if !isThaiConsonant(at(i)) || at(i) == 'อ' || at(i+1) == 'อ' || isThaiSign(at(i+1)) {
			return false
		}
		// What can begin a syllable with the r or l behind it does.
		cluster := (at(i+1) == 'ร' || at(i+1) == 'ล') && strings.ContainsRune("กขคตปผพสศ", at(i))
		return !cluster || !isThaiSign(at(i+2))
	}
	switch {
	case s.vowel == "" && at(n) == 'ว' && ends(n+1):
		s.vowel = "ua"
		n++
	case s.vowel == "" && ends(n):
		s.vowel = "o"
	case s.vowel == "" && at(n) == 'ร' && s.onset[0] != 'ป':
		s.vowel = "o"
		return s, n
	case s.vowel == "":
		s.vowel = "a"
		return s, n
	}
	if ends(n) {
		s.final = at(n)
		n++
	}
	return s, n
}
