package heard

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed german.txt french.txt english.txt confused.txt
var tables embed.FS

// Codes of what a word is made of: letters 0 to 25, then its edges, then digits.
const (
	edge       = 26
	digit      = 27
	characters = digit + 10
)

// set is a set of characters.
type set uint64

const (
	anything   = set(1)<<characters - 1
	letters    = set(1)<<edge - 1
	vowels     = set(1 | 1<<('e'-'a') | 1<<('i'-'a') | 1<<('o'-'a') | 1<<('u'-'a') | 1<<('y'-'a')) // 1 is a
	consonants = letters &^ vowels
	boundary   = anything &^ letters
)

const (
	longestSpelling = 6
	furthest        = 3 // characters that a rule looks beyond its spelling
)

// rule says how a spelling sounds between certain neighbours.
type rule struct {
	spelling [longestSpelling]uint8
	spelled  uint8
	said     uint8
	sounds   [5]sound
	before   set
	after    [furthest]set
}

// language is how the speakers of one read: the rules in order, and for each two characters which of them may fit, all in
// one list so that it stays in the processor's cache.
type language struct {
	rules []rule
	may   []uint8
	from  [characters*characters + 1]uint16
}

// mayFit are the numbers of the rules that may fit where two characters follow each other.
func (l *language) mayFit(first, second uint8) []uint8 {
	at := int(first)*characters + int(second)
	return l.may[l.from[at]:l.from[at+1]]
}

// languages are in the order of the readings.
var languages = [...]*language{newLanguage("german.txt"), newLanguage("french.txt"), newLanguage("english.txt")}

func newLanguage(file string) *language {
	l := &language{}
	for _, line := range lines(file) {
		r, err := parseRule(line)
		if err != nil {
			panic(fmt.Sprintf("heard: %s: %q: %v", file, line, err))
		}
		l.rules = append(l.rules, r)
	}
	for d := range uint8(10) {
		l.rules = append(l.rules, rule{
			spelling: [longestSpelling]uint8{digit + d}, spelled: 1, sounds: [5]sound{digits + d}, said: 1,
			before: anything, after: [furthest]set{anything, anything, anything},
		})
	}
	if len(l.rules) > 1<<8 {
		panic("heard: " + file + " has more rules than a byte can number")
	}
	for first := range uint8(characters) {
		for second := range uint8(characters) {
			for n, r := range l.rules {
				if r.spelling[0] == first && (r.spelled > 1 && r.spelling[1] == second || r.spelled == 1 && r.after[0]&(1<<second) != 0) {
					l.may = append(l.may, uint8(n))
				}
			}
			l.from[int(first)*characters+int(second)+1] = uint16(len(l.may))
		}
	}
	return l
}

// lines are those of a table that say something.
func lines(file string) (said []string) {
	text, err := tables.ReadFile(file)
	if err != nil {
		panic(err)
	}
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			said = append(said, line)
		}
	}
	return said
}

// parseRule reads "[before]spelling[after][further] sounds": sets in brackets, V any vowel, C any consonant, ^ and $ the edge
// of the word; "-" for silence.
func parseRule(line string) (rule, error) {
	r := rule{before: anything, after: [furthest]set{anything, anything, anything}}
	fields := strings.Fields(line)
	if len(fields) != 2 {
		return r, fmt.Errorf("wants a spelling and its sounds")
	}
	rest, afters := fields[0], 0
	for rest != "" {
		if inside, after, ok := strings.Cut(rest, "]"); rest[0] == '[' && ok {
			neighbour, err := setOf(inside[1:])
			switch {
			case err != nil:
				return r, err
			case r.spelled == 0 && r.before != anything:
				return r, fmt.Errorf("looks more than one character back")
			case r.spelled == 0:
				r.before = neighbour
			case afters == furthest:
				return r, fmt.Errorf("looks more than %d characters ahead", furthest)
			default:
				r.after[afters] = neighbour
				afters++
			}
			rest = after
			continue
		}
		if afters > 0 || rest[0] < 'a' || 'z' < rest[0] || r.spelled == longestSpelling {
			return r, fmt.Errorf("is no spelling at %q", rest)
		}
		r.spelling[r.spelled] = rest[0] - 'a'
		r.spelled++
		rest = rest[1:]
	}
	if r.spelled == 0 {
		return r, fmt.Errorf("has no spelling")
	}
	if fields[1] == "-" {
		return r, nil
	}
	if len(fields[1]) > len(r.sounds) {
		return r, fmt.Errorf("has more than %d sounds", len(r.sounds))
	}
	for i := range fields[1] {
		r.sounds[i] = soundOf(fields[1][i])
		r.said++
	}
	return r, nil
}

func setOf(inside string) (s set, err error) {
	for i := range inside {
		switch c := inside[i]; {
		case c == 'V':
			s |= vowels
		case c == 'C':
			s |= consonants
		case c == '^' || c == '$':
			s |= boundary
		case 'a' <= c && c <= 'z':
			s |= 1 << (c - 'a')
		default:
			return s, fmt.Errorf("knows no neighbour %q", c)
		}
	}
	return s, nil
}
