package heard

import "bytes"

const (
	longest = 32 // characters of a word that are read: what is beyond is heard by nobody
	most    = 40 // sounds that are kept of them
)

// reading is a word as one language says it.
type reading struct {
	said   int
	sounds [most]sound
}

func (r *reading) heard() []sound { return r.sounds[:r.said] }

// readings are a word as each language says it; where one says it as an earlier one does, it is empty.
type readings [len(languages)]reading

// read reads a folded word aloud. It says false for a word with letters that are not Latin, or with none at all.
func (rs *readings) read(word []byte) bool {
	var spelled [longest + 1 + furthest + longestSpelling]uint8
	n, ok := spell(&spelled, word)
	if !ok {
		return false
	}
	for i := range rs {
		rs[i].say(languages[i], &spelled, n)
		for j := range i {
			if bytes.Equal(rs[i].heard(), rs[j].heard()) {
				rs[i].said = 0
			}
		}
	}
	return true
}

// spell writes the codes of a word's characters between edges.
func spell(to *[longest + 1 + furthest + longestSpelling]uint8, word []byte) (n int, ok bool) {
	word = word[:min(len(word), longest)]
	to[0] = edge
	lettered := false
	for i, b := range word {
		switch {
		case 'a' <= b && b <= 'z':
			to[i+1], lettered = b-'a', true
		case '0' <= b && b <= '9':
			to[i+1] = digit + b - '0'
		default:
			return 0, false
		}
	}
	for i := len(word) + 1; i < len(to); i++ {
		to[i] = edge
	}
	return len(word), lettered
}

// say applies the first rule that fits, from the beginning to the end.
func (r *reading) say(l *language, spelled *[longest + 1 + furthest + longestSpelling]uint8, n int) {
	r.said = 0
	for at := 1; at <= n; {
		fitting := fit(l, spelled[at-1:])
		if fitting == nil {
			at++
			continue
		}
		for _, s := range fitting.sounds[:fitting.said] {
			if r.said < most {
				r.sounds[r.said] = s
				r.said++
			}
		}
		at += int(fitting.spelled)
	}
}

// fit is the first rule that fits behind the first character, nil where none does.
func fit(l *language, text []uint8) *rule {
next:
	for _, number := range l.mayFit(text[1], text[2]) {
		r := &l.rules[number]
		if r.before&(1<<text[0]) == 0 {
			continue
		}
		end := int(r.spelled) + 1
		for i := 3; i < end; i++ {
			if text[i] != r.spelling[i-1] {
				continue next
			}
		}
		for i, after := range r.after {
			if after == anything {
				break
			}
			if after&(1<<text[end+i]) == 0 {
				continue next
			}
		}
		return r
	}
	return nil
}
