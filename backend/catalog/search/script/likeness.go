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

// Likeness says from 0 to 1 how much a typed Latin word is like a reading of a name in another script. Both are folded,
// or skeletons; blanks don't count. In an abjad vowels hardly count. From 0.8 on it may be the name that was meant.
func Likeness(typed, reading string, abjad bool) float32 {
	if typed == reading {
		return 1
	}
	var letters [longestAlike]byte
	var signs [2][2 * longestAlike]byte
	a := Skeleton(squeeze(typed, &letters), signs[0][:0])
	b := Skeleton(squeeze(reading, &letters), signs[1][:0])
	a, b = a[:min(len(a), longestAlike)], b[:min(len(b), longestAlike)]
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return max(0, 1-otherSpelling-distance(a, b, abjad)/max(weigh(a, abjad), weigh(b, abjad)))
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

// weigh is what all signs of a skeleton count.
func weigh(signs []byte, abjad bool) float32 {
	sum := float32(0)
	for _, c := range signs {
		switch {
		case !isVowel(c):
			sum++
		case abjad:
			sum += unwrittenVowel
		default:
			sum += weightOfVowel
		}
	}
	return max(sum, 1)
}

func isVowel(sign byte) bool { return sign == 'A' || sign == 'I' || sign == 'U' }

// distance is the least that it costs to make one skeleton of the other.
func distance(a, b []byte, abjad bool) float32 {
	var row [longestAlike + 1]float32
	for j := range b {
		row[j+1] = row[j] + missing(b[j], abjad)
	}
	for i := range a {
		diagonal, extra := row[0], missing(a[i], abjad)
		row[0] += extra
		for j := range b {
			above := row[j+1]
			row[j+1] = min(diagonal+exchanged(a[i], b[j], abjad), above+extra, row[j]+missing(b[j], abjad))
			diagonal = above
		}
	}
	return row[len(b)]
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
