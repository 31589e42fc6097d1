package script

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed layouts.txt
var layoutsTxt string

// Typed is what the keys of a text give on the layout that was perhaps meant.
type Typed struct {
	Text   string
	Layout string // "russian", "greek", "english": as in layouts.txt
}

// typedMax is the longest text, in letters, that is looked at: nobody types more blindly, and a paste was not typed.
const typedMax = 64

// Layouts are the texts that the same keys give on other layouts, likeliest first, as if text had been typed on each
// layout that has all its letters. The text is to be raw: on another layout a bracket is a letter, and case a level of
// the keyboard. Readings that make no sense are left out: a letter that becomes a mark, a syllable that stays open,
// a final letter in the middle. Each text comes once, and text itself never.
func Layouts(text string) []Typed {
	letters := utf8.RuneCountInString(text)
	if letters == 0 || letters > typedMax {
		return nil
	}
	var found []Typed
	boards := keyboards()
	presses := make([]press, len(boards.layouts))
	out := make([]byte, 0, typedMax*utf8.UTFMax)
	for _, p := range boards.pairs {
		from, to := &boards.layouts[p.from], &boards.layouts[p.to]
		if on := &presses[p.from]; !on.tried {
			on.tried = true
			on.strokes, on.ok = from.strokes(text)
		}
		if !presses[p.from].ok {
			continue
		}
		var ok bool
		if out, ok = to.write(out[:0], presses[p.from].strokes); !ok || string(out) == text {
			continue
		}
		if meant, ok := to.finish(string(out)); ok && !holds(found, meant) {
			found = append(found, Typed{meant, to.name})
		}
	}
	return found
}

// press is how a text is typed on a layout, once that was asked.
type press struct {
	strokes   []stroke
	tried, ok bool
}

func holds(found []Typed, text string) bool {
	for _, f := range found {
		if f.Text == text {
			return true
		}
	}
	return false
}

// stroke is a key that was struck, with Shift from shifted on, and whether it gave a letter.
type stroke struct {
	key    uint8
	letter bool
}

const (
	keysOfBoard = 48
	blankKey    = 0xff
	nothing     = "·"
	deadAcute   = "´"
)

type layout struct {
	name       string
	keys       [2 * keysOfBoard]string // what each gives; with Shift from keysOfBoard on
	senses     [2 * keysOfBoard]sense  // of what each gives
	keyOf      map[rune]uint8          // the key of each single letter
	pairs      map[string]uint8        // of what one key gives in two letters
	beside     []string
	neverFirst string
	onlyLast   string
	hangul     bool
	capitals   bool // it has capitals of its letters
}

type pair struct{ from, to uint8 }

type keyboard struct {
	layouts []layout
	pairs   []pair // in the order of likelihood
}

var keyboards = sync.OnceValue(func() *keyboard {
	t := &keyboard{}
	at := map[string]uint8{}
	for block := range strings.SplitSeq(layoutsTxt, "\n\n") {
		if l, ok := parseLayout(block); ok {
			at[l.name] = uint8(len(t.layouts))
			t.layouts = append(t.layouts, l)
		}
	}
	for i := range t.layouts {
		for _, other := range t.layouts[i].beside {
			here := uint8(i)
			t.pairs = append(t.pairs, pair{at[other], here}, pair{here, at[other]})
		}
	}
	return t
})

func parseLayout(block string) (layout, bool) {
	l := layout{keyOf: map[rune]uint8{}, pairs: map[string]uint8{}}
	level := 0
	for line := range strings.SplitSeq(block, "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || len(words[0]) == 1 && words[0] == "#" && len(words) != keysOfBoard:
		case words[0] == "layout":
			l.name = words[1]
			l.hangul = l.name == "korean"
			if len(words) > 3 {
				l.beside = words[3:]
			}
		case words[0] == "never-first":
			l.neverFirst = strings.Join(words[1:], "")
		case words[0] == "only-last":
			l.onlyLast = strings.Join(words[1:], "")
		default:
			for i, word := range words {
				l.set(uint8(level*keysOfBoard+i), word)
			}
			level++
		}
	}
	for key, gives := range l.keys {
		if r, size := utf8.DecodeRuneInString(gives); size > 0 {
			l.senses[key] = l.senseOf(r)
		}
		if upper := key + keysOfBoard; key < keysOfBoard && gives != l.keys[upper] {
			l.capitals = l.capitals || strings.ToUpper(gives) == l.keys[upper]
		}
	}
	return l, l.name != ""
}

func (l *layout) set(key uint8, gives string) {
	if gives == nothing {
		return
	}
	l.keys[key] = gives
	r, size := utf8.DecodeRuneInString(gives)
	if size < len(gives) {
		l.pairs[gives] = key
		return
	}
	if _, taken := l.keyOf[r]; !taken {
		l.keyOf[r] = key
	}
}

// strokes are the keys that give text on l; not ok if it can't be typed there or holds no letter.
func (l *layout) strokes(text string) (keys []stroke, ok bool) {
	if l.hangul {
		text = keyJamo(text)
	}
	letters := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == ' ' {
			keys = append(keys, stroke{key: blankKey})
			i += size
			continue
		}
		key, ok := l.keyOf[r]
		if len(l.pairs) > 0 {
			_, next := utf8.DecodeRuneInString(text[i+size:])
			if both, one := l.pairs[text[i:i+size+next]]; one {
				key, ok = both, true
				size += next
			}
		}
		if !ok {
			return nil, false
		}
		letter := l.senses[key]&(isLetterKey|isMark) != 0
		letters = letters || letter
		keys = append(keys, stroke{key, letter})
		i += size
	}
	return keys, letters || l.digitsShifted()
}

// digitsShifted says whether the digits of l need Shift: there a number typed without it is nothing but marks.
func (l *layout) digitsShifted() bool { return l.keyOf['1'] >= keysOfBoard }

// write appends what strokes give on l; not ok if that makes no sense there.
func (l *layout) write(out []byte, strokes []stroke) ([]byte, bool) {
	accent := false
	for i, s := range strokes {
		if s.key == blankKey {
			out = append(out, ' ')
			continue
		}
		key := s.key
		if key >= keysOfBoard && !l.capitals && l.capitalOrNothing(key) {
			key -= keysOfBoard
		}
		gives := l.keys[key]
		if gives == deadAcute {
			accent = true
			continue
		}
		first := i == 0 || strokes[i-1].key == blankKey
		last := i+1 == len(strokes) || strokes[i+1].key == blankKey
		if gives == "" || !l.senses[key].sensible(s.letter, first, last) {
			return out, false
		}
		out = append(out, gives...)
		if accent {
			out, accent = append(out, combiningAcute...), false
		}
	}
	return out, true
}

// capitalOrNothing says whether a key gives a Latin capital with Shift, as on layouts of scripts that have none.
func (l *layout) capitalOrNothing(key uint8) bool {
	gives := l.keys[key]
	return gives == "" || 'A' <= gives[0] && gives[0] <= 'Z'
}

const combiningAcute = "\u0301"

// finish makes whole letters of what was written in parts; not ok if parts are left over.
func (l *layout) finish(text string) (string, bool) {
	if l.hangul {
		return composeJamo(text)
	}
	if strings.Contains(text, combiningAcute) {
		text = norm.NFC.String(text)
		return text, !strings.Contains(text, combiningAcute) // only vowels have one
	}
	return text, true
}

// What a key may give, as far as sense goes.
type sense uint8

const (
	isMark       sense = 1 << iota // a vowel sign: never first
	isLetterKey                    // a letter of any script
	isDigit                        // a digit
	isPunctuated                   // a mark that names have
	isNeverFirst                   // a letter that no word begins with
	isOnlyLast                     // a letter that only ends words
)

func (l *layout) senseOf(r rune) sense {
	var s sense
	switch {
	case unicode.IsMark(r):
		s = isMark
	case unicode.IsLetter(r):
		s = isLetterKey
	case unicode.IsDigit(r):
		s = isDigit
	case strings.ContainsRune(".-&'+", r):
		s = isPunctuated
	}
	if strings.ContainsRune(l.neverFirst, r) {
		s |= isNeverFirst
	}
	if strings.ContainsRune(l.onlyLast, r) {
		s |= isOnlyLast
	}
	return s
}

// sensible says whether what a key gives can stand where it would.
func (s sense) sensible(wasLetter, first, last bool) bool {
	switch {
	case first && s&(isMark|isNeverFirst) != 0, !last && s&isOnlyLast != 0:
		return false
	case s&(isMark|isLetterKey|isDigit) != 0:
		return true
	}
	return s&isPunctuated != 0 && !wasLetter
}
