package script

// What it costs when a typed word and a reading differ, in consonants.
const (
	otherVowel     = 0.35 // a for o
	missingVowel   = 0.4
	missingBreath  = 0.4  // h, which many romanisations drop
	otherOfKind    = 0.35 // b for p: heard alike, or one letter in the original
	unwrittenVowel = 0.1  // any vowel, where the script writes none
	weightOfVowel  = 0.6
	longestAlike   = 64 // signs that are compared
	otherSpelling  = 0.02
)

// Alike is the likeness from which on what was typed may mean a name; below it rather means another one.
const Alike = 0.8

// Likeness says from 0 to 1 how much a typed Latin word is like a reading of a name in another script. Both are folded,
// blanks don't count. In an abjad vowels hardly count.
func Likeness(typed, reading string, abjad bool) float32 {
	if typed == reading {
		return 1
	}
	a, b := Type(typed), Type(reading)
	if len(a.signs) == 0 || len(b.signs) == 0 {
		return 0
	}
	row, _ := align(a.signs, string(b.signs), 1, abjad, longestAlike)
	all := max(weigh(a.signs, vowelWeight(abjad)), weigh(b.signs, vowelWeight(abjad)))
	return max(0, 1-otherSpelling-row[len(b.signs)]/all)
}

func vowelWeight(abjad bool) float32 {
	if abjad {
		return unwrittenVowel
	}
	return weightOfVowel
}

// squeeze is a word without its blanks, as far as it is compared.
func squeeze(word string, into *[longestAlike]byte) []byte {
	out := into[:0]
	for i := 0; i < len(word) && len(out) < longestAlike; i++ {
		if word[i] != ' ' {
			out = append(out, word[i])
		}
	}
	return out
}

func weigh(signs []byte, vowel float32) float32 {
	sum := float32(0)
	for _, c := range signs {
		if isVowel(c) {
			sum += vowel
		} else {
			sum++
		}
	}
	return max(sum, 1)
}

func isVowel(sign byte) bool { return sign == 'A' || sign == 'I' || sign == 'U' }

// align is the least that it costs to make a of each beginning of b, unless all cost more than spend; b may begin at each
// of starts, as bits.
func align(a []byte, b string, starts uint64, abjad bool, spend float32) (row [longestAlike + 1]float32, ok bool) {
	for j := range len(b) {
		if row[j+1] = row[j] + missing(b[j], abjad); starts>>(j+1)&1 == 1 {
			row[j+1] = 0
		}
	}
	for i := range a {
		diagonal := row[0]
		extra := missing(a[i], abjad)
		row[0] += extra
		least := row[0]
		for j := range len(b) {
			above := row[j+1]
			row[j+1] = min(diagonal+exchanged(a[i], b[j], abjad), above+extra, row[j]+missing(b[j], abjad))
			diagonal = above
			least = min(least, row[j+1])
		}
		if least > spend {
			return row, false
		}
	}
	return row, true
}

func missing(sign byte, abjad bool) float32 {
	switch {
	case isVowel(sign) && abjad:
		return unwrittenVowel
	case isVowel(sign):
		return missingVowel
	case sign == 'H':
		return missingBreath
	}
	return 1
}

func exchanged(a, b byte, abjad bool) float32 {
	if a == b {
		return 0
	}
	switch {
	case isVowel(a) && isVowel(b):
		if abjad {
			return unwrittenVowel
		}
		return otherVowel
	case abjad && (a == 'V' && isVowel(b) || b == 'V' && isVowel(a)):
		return otherVowel // one letter is both
	case isLetter(a) && isLetter(b) && coarse[a-'A'] != 0 && coarse[a-'A'] == coarse[b-'A']:
		return otherOfKind
	case a == 'L' && b == 'R' || a == 'R' && b == 'L':
		return otherOfKind
	}
	return 1
}

func isLetter(sign byte) bool { return sign >= 'A' && sign <= 'Z' }
