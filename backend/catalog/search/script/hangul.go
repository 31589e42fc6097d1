package script

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Hangul writes a syllable as one sign that is made of an initial, a vowel and perhaps a final; Unicode numbers them so.
const (
	hangulFirst = 0xac00
	hangulLast  = 0xd7a3
	vowels      = 21
	finals      = 28
)

// What the keys give for each part of a syllable, in the order of Unicode; a part of two keys is written as both.
var (
	initialKeys = strings.Fields("ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ")
	vowelKeys   = strings.Fields("ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ")
	finalKeys   = append([]string{""}, strings.Fields(
		"ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ")...)
	// letters that stand alone but are typed with two keys
	doubleKeys = map[rune]string{
		'ㅘ': "ㅗㅏ", 'ㅙ': "ㅗㅐ", 'ㅚ': "ㅗㅣ", 'ㅝ': "ㅜㅓ", 'ㅞ': "ㅜㅔ", 'ㅟ': "ㅜㅣ", 'ㅢ': "ㅡㅣ",
		'ㄳ': "ㄱㅅ", 'ㄵ': "ㄴㅈ", 'ㄶ': "ㄴㅎ", 'ㄺ': "ㄹㄱ", 'ㄻ': "ㄹㅁ", 'ㄼ': "ㄹㅂ", 'ㄽ': "ㄹㅅ", 'ㄾ': "ㄹㅌ",
		'ㄿ': "ㄹㅍ", 'ㅀ': "ㄹㅎ", 'ㅄ': "ㅂㅅ",
	}
)

// syllable takes a sign apart: indexes of initial, vowel and final.
func syllable(r rune) (initial, vowel, final int, ok bool) {
	if r < hangulFirst || r > hangulLast {
		return 0, 0, 0, false
	}
	n := int(r - hangulFirst)
	return n / (vowels * finals), n / finals % vowels, n % finals, true
}

// keyJamo writes Hangul as the letters on its keys; all else stays.
func keyJamo(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return r >= hangulFirst && r <= hangulLast || isJamo(r) }) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if i, v, f, ok := syllable(r); ok {
			b.WriteString(initialKeys[i])
			b.WriteString(vowelKeys[v])
			b.WriteString(finalKeys[f])
		} else if keys, ok := doubleKeys[r]; ok {
			b.WriteString(keys)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// composeJamo makes syllables of the letters on the keys, as an input method does; not ok if any stays open.
func composeJamo(text string) (string, bool) {
	out := make([]byte, 0, len(text))
	for rest := text; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		if !isJamo(r) {
			out = append(out, rest[:size]...)
			rest = rest[size:]
			continue
		}
		initial := slices.Index(initialKeys, rest[:size])
		rest = rest[size:]
		vowel, n := longest(vowelKeys, rest)
		if initial < 0 || n == 0 {
			return "", false
		}
		rest = rest[n:]
		final, n := longest(finalKeys, rest)
		if after, _ := utf8.DecodeRuneInString(rest[n:]); n > 0 && isVowelJamo(after) {
			n -= jamoSize // the last consonant begins the next syllable
			final = max(0, slices.Index(finalKeys, rest[:n]))
		}
		rest = rest[n:]
		out = utf8.AppendRune(out, rune(hangulFirst+(initial*vowels+vowel)*finals+final))
	}
	return string(out), true
}

const jamoSize = 3 // bytes of a letter

func isJamo(r rune) bool      { return r >= 'ㄱ' && r <= 'ㅣ' }
func isVowelJamo(r rune) bool { return r >= 'ㅏ' && r <= 'ㅣ' }

// longest finds the part that the most of the letters at the beginning of text make, and its bytes.
func longest(parts []string, text string) (index, n int) {
	for n = min(2*jamoSize, len(text)/jamoSize*jamoSize); n > 0; n -= jamoSize {
		if index = slices.Index(parts, text[:n]); index >= 0 {
			return index, n
		}
	}
	return 0, 0
}
