package script

// unit is some letters of Latin writing and the sign that they have in a skeleton.
type unit struct {
	letters string
	sign    string
}

// units are the letters that usual romanisations write for one sound, by their first letter, the longest first. The
// signs are capitals: I is e, y and j as well, U is o as well, S what hisses, C is ch, Q is ts, K is c and q as well.
var units = [26][]unit{
	'b' - 'a': {{"bh", "B"}},
	'c' - 'a': {{"chtch", "S"}, {"ch", "C"}, {"cz", "C"}, {"ck", "K"}, {"ce", "QI"}, {"ci", "QI"}, {"cy", "QI"}, {"c", "K"}},
	'd' - 'a': {{"dsch", "Z"}, {"dzh", "Z"}, {"dh", "D"}},
	'e' - 'a': {{"e", "I"}},
	'g' - 'a': {{"gh", "G"}},
	'j' - 'a': {{"j", "I"}},
	'k' - 'a': {{"kh", "H"}},
	'n' - 'a': {{"nph", "NF"}, {"nb", "MB"}, {"np", "MP"}},
	'o' - 'a': {{"o", "U"}},
	'p' - 'a': {{"ph", "F"}},
	'q' - 'a': {{"qu", "KV"}, {"q", "K"}},
	's' - 'a': {{"schtsch", "S"}, {"shch", "S"}, {"stch", "S"}, {"sch", "S"}, {"sh", "S"}, {"sce", "SI"}, {"sci", "SI"}, {"scy", "SI"}, {"sz", "S"}},
	't' - 'a': {{"tsch", "C"}, {"tch", "C"}, {"ts", "Q"}, {"tz", "Q"}, {"th", "T"}},
	'w' - 'a': {{"w", "V"}},
	'x' - 'a': {{"x", "KS"}},
	'y' - 'a': {{"y", "I"}},
	'z' - 'a': {{"zh", "Z"}},
}

// Skeleton appends to dst what all usual romanisations of one original have in common: equal skeletons mean that two
// words may be the same. The word is folded; bytes other than small Latin letters stay as they are, apostrophes go.
// Doubled signs are one, and a final h goes. A skeleton is its own skeleton.
func Skeleton(word []byte, dst []byte) []byte {
	start := len(dst)
	for i := 0; i < len(word); {
		c := word[i]
		if c == '\'' {
			i++
			continue
		}
		if c < 'a' || c > 'z' {
			dst = append(dst, c)
			i++
			continue
		}
		n, sign := 1, ""
		for _, u := range units[c-'a'] {
			if hasAt(word, i, u.letters) {
				n, sign = len(u.letters), u.sign
				break
			}
		}
		if sign == "" {
			dst = appendSign(dst, start, c-'a'+'A')
		}
		for k := range len(sign) {
			dst = appendSign(dst, start, sign[k])
		}
		i += n
	}
	if n := len(dst); n > start+1 && dst[n-1] == 'H' && word[len(word)-1] == 'h' {
		dst = dst[:n-1]
	}
	return dst
}

func hasAt(word []byte, i int, letters string) bool {
	return len(word)-i >= len(letters) && string(word[i:i+len(letters)]) == letters
}

// appendSign appends a sign to a skeleton that begins at start; a doubled one is one.
func appendSign(dst []byte, start int, sign byte) []byte {
	if n := len(dst); n > start && dst[n-1] == sign {
		return dst
	}
	return append(dst, sign)
}

// coarse is what is left of a sign where a script writes no vowels, and one letter for several sounds: b and v, p and f
// (Hebrew), p as b (Arabic), k, kh and h, s and sh. 0 is nothing.
var coarse = [26]byte{
	'B' - 'A': 'B', 'F' - 'A': 'B', 'P' - 'A': 'B', 'V' - 'A': 'B',
	'C' - 'A': 'K', 'G' - 'A': 'K', 'H' - 'A': 'K', 'K' - 'A': 'K',
	'D' - 'A': 'T', 'T' - 'A': 'T',
	'Q' - 'A': 'S', 'S' - 'A': 'S', 'Z' - 'A': 'S',
	'L' - 'A': 'L', 'M' - 'A': 'M', 'N' - 'A': 'N', 'R' - 'A': 'R',
}

// Consonants appends to dst what a skeleton has in common with whatever sounds alike when vowels are not written: its
// consonants, those that one letter often stands for made one. It is the key by which Hebrew and Arabic are found.
func Consonants(skeleton []byte, dst []byte) []byte {
	start := len(dst)
	for _, c := range skeleton {
		if c < 'A' || c > 'Z' {
			dst = append(dst, c)
		} else if sign := coarse[c-'A']; sign != 0 {
			dst = appendSign(dst, start, sign)
		}
	}
	return dst
}
