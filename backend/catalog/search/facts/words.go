package facts

import (
	"bytes"
	"strings"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/partner"
)

// minWord is the fewest signs that a word by which a fact is found has.
const minWord = 2

// reader yields words. What it yields lies in memory that it uses again.
type reader struct{ folded []byte }

// words yields every folded word by which a fact is found: those of its key and its text (of an incident the key
// alone: its title stands at hundreds of customers), and what is written with
// marks inside but named as a whole (ids, references, mail addresses) once more in one. A phone number has a word
// of digits for each place at which somebody may begin to type it.
func (r *reader) words(f partner.Fact, yield func(word []byte) bool) {
	if f.Kind == partner.FactPhone {
		for _, n := range storedNumbers(f.Text) {
			if !yield([]byte(n)) {
				return
			}
		}
		return
	}
	switch {
	case f.Key == "":
	case f.Kind.ByID(): // nobody types an id from its middle
		r.folded = joined(fold.Append(r.folded[:0], f.Key, nil))
		if !yield(r.folded) {
			return
		}
	default:
		if !r.split(f.Key, yield) {
			return
		}
		if whole := joined(r.folded); len(whole) < len(r.folded) && !yield(whole) {
			return
		}
	}
	if f.Kind == partner.FactIncident || !r.split(f.Text, yield) {
		return
	}
	if person, domain, ok := strings.Cut(f.Text, "@"); ok && f.Kind == partner.FactContact {
		r.folded = fold.Append(append(r.folded[:0], mailSign), domain, nil)
		r.folded = joined(fold.Append(r.folded, person, nil))
		yield(r.folded)
	}
}

// split yields the words of a text, and says whether more are wanted. It leaves the folded text behind.
func (r *reader) split(text string, yield func(word []byte) bool) bool {
	r.folded = fold.Append(r.folded[:0], text, nil)
	for word := range bytes.SplitSeq(r.folded, []byte(" ")) {
		if len(word) >= minWord && !yield(word) {
			return false
		}
	}
	return true
}

// joined takes the breaks out of a folded text, in its place.
func joined(folded []byte) []byte {
	if !bytes.Contains(folded, []byte(" ")) {
		return folded
	}
	whole := folded[:0]
	for _, c := range folded {
		if c != ' ' {
			whole = append(whole, c)
		}
	}
	return whole
}

// minDigits is the fewest digits by which a phone number is found.
const minDigits = 5

// storedNumbers are the digits of a phone number from each place at which people begin to type it: with the
// country code, without it, and from each group of digits on.
func storedNumbers(phone string) []string {
	rest, abroad := international(phone)
	digits, starts := groups(rest)
	return numbers(digits, starts, abroad)
}

// typedNumbers are the ways to read digits that somebody typed; none where too few of them tell anything.
func typedNumbers(phone string) []string {
	rest, abroad := international(phone)
	digits, _ := groups(rest)
	return numbers(digits, []int{0}, abroad)
}

// numbers are the digits from some places on, and from behind a country's code if there is one, without the zeros
// that are dialled before them.
func numbers(digits string, starts []int, abroad bool) (out []string) {
	if abroad {
		starts = append(starts, countryCode(digits))
	}
	for _, at := range starts {
		if n := strings.TrimLeft(digits[at:], "0"); len(n) >= minDigits {
			out = append(out, n)
		}
	}
	return out
}

// international is a phone number without the zero that is only dialled at home, "(0)", and without the sign or the
// digits that lead abroad; abroad says that there were some, so that it begins with the code of a country.
func international(phone string) (rest string, abroad bool) {
	rest = strings.TrimSpace(strings.Replace(phone, "(0)", " ", 1))
	for _, sign := range []string{"+", "(+", "00"} {
		if after, ok := strings.CutPrefix(rest, sign); ok {
			return after, true
		}
	}
	return rest, false
}

// groups are the digits of a phone number, and where among them its groups begin.
func groups(phone string) (digits string, starts []int) {
	var b strings.Builder
	inside := false
	for _, r := range phone {
		digit := '0' <= r && r <= '9'
		if digit {
			if !inside {
				starts = append(starts, b.Len())
			}
			b.WriteRune(r)
		}
		inside = digit
	}
	return b.String(), starts
}
