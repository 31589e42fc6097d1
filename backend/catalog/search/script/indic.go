package script

import (
	"strings"
	"unicode/utf8"
)

// The scripts of India lie in blocks of 128, each letter in the same place as its cognates.
const (
	indicFirst = 0x0900
	indicLast  = 0x0d7f
	indicWays  = 3

	tamilFirst = 0x0b80
	tamilLast  = 0x0bff

	virama = 0x4d
	nukta  = 0x3c
)

func isIndic(r rune) bool { return r >= indicFirst && r <= indicLast }

// From 0x15 on: consonants without the vowel that is in them; from 0x05 on vowels, from 0x3e on vowels' signs.
var (
	indicConsonants = strings.Fields("k kh g gh ng ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l zh v sh sh s h")
	indicNukta      = map[string]string{"k": "q", "kh": "kh", "g": "gh", "j": "z", "d": "r", "dh": "rh", "ph": "f", "y": "y"}
	indicVowels     = strings.Fields("a a i i u u ri l e e e ai o o o au")
	indicSigns      = strings.Fields("a i i u u ri ri e e e ai o o o au")
	indicDotted     = strings.Fields("q kh gh z r rh f y")
)

// An akshara is a consonant and the vowel on it.
type akshara struct {
	consonant, vowel string
	inherent         bool // the vowel is not written
}

// readIndic reads a run: without the inherent vowel at the end of a word, without it between syllables as well
// ("bharti"), or with all of them, as the south does.
func readIndic(dst []byte, run string, way int) []byte {
	parts := aksharas([]rune(run))
	if first, _ := utf8.DecodeRuneInString(run); first >= tamilFirst && first <= tamilLast {
		voiceTamil(parts)
	}
	for i, p := range parts {
		dst = append(dst, p.consonant...)
		last := i == len(parts)-1
		if p.inherent && i > 0 && way < 2 {
			open := !last && parts[i+1].vowel != "" && !(parts[i+1].inherent && i+2 == len(parts))
			if last || way == 1 && open && parts[i-1].vowel != "" {
				continue
			}
		}
		dst = append(dst, p.vowel...)
	}
	return dst
}

func aksharas(letters []rune) []akshara {
	var parts []akshara
	last := func() *akshara {
		if len(parts) == 0 {
			parts = append(parts, akshara{})
		}
		return &parts[len(parts)-1]
	}
	for _, r := range letters {
		switch at := int(r-indicFirst) & 0x7f; {
		case at == 0x01 || at == 0x02 || at == 0x70:
			parts = append(parts, akshara{consonant: "n"})
		case at == 0x03 || at == 0x71:
		case at >= 0x05 && at <= 0x14:
			parts = append(parts, akshara{vowel: indicVowels[at-0x05]})
		case at >= 0x15 && at <= 0x39:
			parts = append(parts, akshara{indicConsonants[at-0x15], "a", true})
		case at == nukta:
			if c, ok := indicNukta[last().consonant]; ok {
				last().consonant = c
			}
		case at >= 0x3e && at <= 0x4c:
			last().vowel, last().inherent = indicSigns[at-0x3e], false
		case at == virama:
			last().vowel, last().inherent = "", false
		case at == 0x4e: // Bengali's t without a vowel
			parts = append(parts, akshara{consonant: "t"})
		case at >= 0x58 && at <= 0x5f:
			parts = append(parts, akshara{indicDotted[at-0x58], "a", true})
		case at >= 0x66 && at <= 0x6f:
			parts = append(parts, akshara{consonant: string(rune('0' + at - 0x66))})
		}
	}
	return parts
}

// voiceTamil says voiced what Tamil writes with the letter of the unvoiced: a single one between vowels or after a nasal.
func voiceTamil(parts []akshara) {
	for i := 1; i < len(parts); i++ {
		before, nasal := parts[i-1], strings.HasPrefix(parts[i-1].consonant, "n") || parts[i-1].consonant == "m"
		if voiced, ok := tamilVoiced[parts[i].consonant]; ok && parts[i].vowel != "" && (before.vowel != "" || nasal) {
			parts[i].consonant = voiced
		}
	}
}

var tamilVoiced = map[string]string{"k": "g", "ch": "s", "t": "d", "p": "b"}
