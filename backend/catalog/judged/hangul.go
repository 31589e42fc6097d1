package judged

import (
	"slices"
	"strings"
)

// The letters of Korean syllables in the order in which Unicode counts them, and those that are typed with two strokes.
var (
	initials = []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
	vowels   = []rune("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
	finals   = []rune(" ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
	pairs    = map[rune]string{'ㅘ': "ㅗㅏ", 'ㅙ': "ㅗㅐ", 'ㅚ': "ㅗㅣ", 'ㅝ': "ㅜㅓ", 'ㅞ': "ㅜㅔ", 'ㅟ': "ㅜㅣ", 'ㅢ': "ㅡㅣ",
		'ㄳ': "ㄱㅅ", 'ㄵ': "ㄴㅈ", 'ㄶ': "ㄴㅎ", 'ㄺ': "ㄹㄱ", 'ㄻ': "ㄹㅁ", 'ㄼ': "ㄹㅂ", 'ㄽ': "ㄹㅅ", 'ㄾ': "ㄹㅌ", 'ㄿ': "ㄹㅍ", 'ㅀ': "ㄹㅎ", 'ㅄ': "ㅂㅅ"}
)

const firstSyllable, lastSyllable = '가', '힣'

// decomposed writes Korean syllables as the letters that are typed.
func decomposed(text string) string {
	var b strings.Builder
	letter := func(r rune) {
		if two, ok := pairs[r]; ok {
			b.WriteString(two)
		} else {
			b.WriteRune(r)
		}
	}
	for _, r := range text {
		if r < firstSyllable || r > lastSyllable {
			b.WriteRune(r)
			continue
		}
		n := int(r - firstSyllable)
		letter(initials[n/(len(vowels)*len(finals))])
		letter(vowels[n/len(finals)%len(vowels)])
		if end := n % len(finals); end > 0 {
			letter(finals[end])
		}
	}
	return b.String()
}

// composed puts typed letters together into syllables as an input method does: a consonant before a vowel begins a
// syllable, any other one ends it.
func composed(typed []rune) string {
	var b strings.Builder
	for i := 0; i < len(typed); {
		lead := slices.Index(initials, typed[i])
		if lead < 0 || i+1 >= len(typed) || !slices.Contains(vowels, typed[i+1]) {
			b.WriteRune(typed[i])
			i++
			continue
		}
		vowel, n := joined(typed[i+1:], vowels)
		i += 1 + n
		final := 0
		if end, n := joined(typed[i:], finals[1:]); n > 0 {
			if i+n < len(typed) && slices.Contains(vowels, typed[i+n]) { // the last one begins the next syllable
				n--
				if end = 0; n > 0 {
					end = typed[i]
				}
			}
			if n > 0 && slices.Contains(finals[1:], end) {
				final = slices.Index(finals, end)
				i += n
			}
		}
		b.WriteRune(firstSyllable + rune((lead*len(vowels)+slices.Index(vowels, vowel))*len(finals)+final))
	}
	return b.String()
}

// joined is the letter that the first two strokes make together, or the first one alone, if it is one of these; and of how
// many strokes it is.
func joined(typed, of []rune) (letter rune, n int) {
	if len(typed) > 1 {
		for r, two := range pairs {
			if two == string(typed[:2]) && slices.Contains(of, r) {
				return r, 2
			}
		}
	}
	if len(typed) > 0 && slices.Contains(of, typed[0]) {
		return typed[0], 1
	}
	return 0, 0
}
