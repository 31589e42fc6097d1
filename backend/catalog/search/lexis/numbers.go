package lexis

import (
	_ "embed"
	"strconv"
	"strings"

	"tenantry/backend/catalog/search/fold"
)

//go:embed numbers.txt
var numbersFile string

// numeral is what a language calls a number; inner words stand only inside of longer ones.
type numeral struct {
	n     int
	words []string
	inner []string
}

// tongue is what numbers.txt has of one.
type tongue struct {
	numerals []numeral
	upTo     int      // what follows the tens, at most
	together []string // how tens (T) and the rest (U) come together
}

// numbers are the groups of all ways to write a number: figures, Roman ones, words of the languages, counting or
// ordering. Up to a hundred those that are put together too.
func numbers() [][]member {
	groups := make([][]member, 1001)
	add := func(n int, text string) { groups[n] = append(groups[n], member{text: fold.Text(text)}) }
	for n := range 101 {
		figure := strconv.Itoa(n)
		add(n, figure)
		if n > 0 {
			add(n, figure+ordinal(n))
		}
		if 0 < n && n <= 20 {
			groups[n] = append(groups[n], member{roman(n), true})
		}
	}
	add(1000, "1000")
	add(1, "1er")
	add(1, "1re")
	for _, l := range tongues() {
		for _, tens := range l.numerals {
			for _, w := range tens.words {
				add(tens.n, w)
			}
			if tens.n >= 20 && tens.n < 100 {
				l.compounds(tens, add)
			}
		}
	}
	return groups
}

// compounds adds what is made of tens and a rest, the rest also as a figure ("forty 4").
func (l *tongue) compounds(tens numeral, add func(int, string)) {
	for _, rest := range l.numerals {
		if rest.n == 0 || rest.n > l.upTo {
			continue
		}
		for _, t := range tens.words {
			for _, u := range append(rest.inner, rest.words...) {
				for _, pattern := range l.together {
					add(tens.n+rest.n, put(pattern, t, u))
				}
			}
			add(tens.n+rest.n, t+" "+strconv.Itoa(rest.n))
		}
	}
}

func put(pattern, tens, rest string) string {
	return strings.Replace(strings.Replace(pattern, "T", tens, 1), "U", rest, 1)
}

func tongues() (out []*tongue) {
	code := ""
	for fields := range entries(numbersFile) {
		if fields[0] != code {
			code = fields[0]
			out = append(out, &tongue{})
		}
		l := out[len(out)-1]
		n, _ := strconv.Atoi(fields[1]) // a test reads every line
		if strings.HasPrefix(fields[1], "+") {
			l.upTo, l.together = n, fields[2:]
			continue
		}
		num := numeral{n: n}
		for _, w := range fields[2:] {
			if inner, ok := strings.CutSuffix(w, "-"); ok {
				num.inner = append(num.inner, inner)
			} else {
				num.words = append(num.words, w)
			}
		}
		l.numerals = append(l.numerals, num)
	}
	return out
}

// ordinal is what English puts behind a figure.
func ordinal(n int) string {
	if n%100/10 != 1 {
		switch n % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}

// roman writes a number up to 39 in folded Roman figures.
func roman(n int) string {
	units := []string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}
	return strings.Repeat("x", n/10) + units[n%10]
}
