package script

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// How kana are read.
type kanaStyle uint8

const (
	hepburn kanaStyle = iota // shi, chi, tsu, fu, ji
	kunrei                   // si, ti, tu, hu, zi
	// Words from English: the vowels that Japanese puts between their consonants are left out ("sofutobanku" is softbank).
	borrowed
	borrowedLong // the same, and a long vowel stands for an r ("senta-" is center)
)

// kunreiSpelling makes of Hepburn's spelling the other one.
var kunreiSpelling = strings.NewReplacer("shi", "si", "sh", "sy", "chi", "ti", "ch", "ty", "tsu", "tu", "fu", "hu", "ji", "zi", "j", "zy")

// respell writes a reading of Hepburn's in the style.
func (s kanaStyle) respell(reading string) string {
	if s == kunrei {
		return kunreiSpelling.Replace(reading)
	}
	return reading
}

type kana struct{ consonant, vowel string }

// kanaTable is hiragana; katakana lie 0x60 above them.
var kanaTable = sync.OnceValue(func() map[rune]kana {
	table := map[rune]kana{}
	for row := range strings.SplitSeq("-あいうえお kかきくけこ gがぎぐげご sさしすせそ zざじずぜぞ tたちつてと dだぢづでど nなにぬねの "+
		"hはひふへほ bばびぶべぼ pぱぴぷぺぽ mまみむめも yや-ゆ-よ rらりるれろ wわゐ-ゑを v--ゔ--", " ") {
		letters := []rune(row)
		for i, r := range letters[1:] {
			if r != '-' {
				table[r] = kana{strings.Trim(row[:1], "-"), "aiueo"[i : i+1]}
			}
		}
	}
	return table
})

// small kana change the vowel of the one before.
var smallKana = map[rune]string{
	'ゃ': "ya", 'ゅ': "yu", 'ょ': "yo", 'ぁ': "a", 'ぃ': "i", 'ぅ': "u", 'ぇ': "e", 'ぉ': "o", 'ゎ': "wa",
}

func isKana(r rune) bool { return r >= 0x3041 && r <= 0x30ff && r != '・' }

// readKana appends a run of kana.
func readKana(dst []byte, run string, style kanaStyle) []byte {
	double := false
	for i := 0; i < len(run); {
		r, size := utf8.DecodeRuneInString(run[i:])
		i += size
		r = hiragana(r)
		switch r {
		case 'ん':
			dst = append(dst, 'n')
			continue
		case 'っ':
			double = true
			continue
		case 'ー':
			if style == borrowedLong {
				dst = append(dst, 'r')
			}
			continue
		}
		k, ok := kanaTable()[r]
		if !ok {
			if vowel, small := smallKana[r]; small {
				dst = append(dst, vowel...)
			}
			continue
		}
		following, n := utf8.DecodeRuneInString(run[i:])
		small := smallKana[hiragana(following)]
		if small != "" {
			i += n
		}
		consonant, vowel := k.spell(small, style)
		if double && consonant != "" {
			dst = append(dst, consonant[0])
		}
		double = false
		dst = append(append(dst, consonant...), vowel...)
		if style >= borrowed && small == "" && inserted(consonant, vowel, run[i:]) {
			dst = dst[:len(dst)-1]
		}
	}
	return dst
}

func hiragana(r rune) rune {
	if r >= 0x30a1 && r <= 0x30f6 {
		return r - 0x60
	}
	return r
}

// spell writes a kana with the small one behind it, if any.
func (k kana) spell(small string, style kanaStyle) (consonant, vowel string) {
	consonant, vowel = k.consonant, k.vowel
	if style != kunrei {
		switch consonant + vowel {
		case "si":
			consonant = "sh"
		case "ti":
			consonant = "ch"
		case "tu":
			consonant = "ts"
		case "hu":
			consonant = "f"
		case "zi", "di":
			consonant = "j"
		case "du":
			consonant = "z"
		}
	}
	if small == "" {
		return consonant, vowel
	}
	if small[0] == 'y' {
		if strings.HasSuffix(consonant, "h") && len(consonant) == 2 || consonant == "j" {
			small = small[1:]
		}
		return consonant, small
	}
	switch {
	case consonant == "" && vowel == "u":
		consonant = "w"
	case consonant == "h" && vowel == "u":
		consonant = "f"
	case (consonant == "k" || consonant == "g") && vowel == "u":
		consonant += "w"
	}
	return consonant, small
}

// inserted says whether a vowel is one that Japanese puts where a word of English has none.
func inserted(consonant, vowel, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	if next == 'ー' {
		return false
	}
	k, ok := kanaTable()[hiragana(next)]
	if ok && (k.consonant == "" || k.consonant == "y") {
		return false
	}
	switch consonant {
	case "t", "d":
		return vowel == "o"
	case "k", "g", "s", "z", "f", "b", "p", "m", "r", "v", "ts", "h":
		return vowel == "u"
	case "ch", "j":
		return vowel == "i" && rest == ""
	}
	return false
}
