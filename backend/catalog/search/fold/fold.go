package fold

import (
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text reduces a text to what counts when texts are compared: words of lower-case letters and digits
// without accents, one space between them. "  Bäckerei-Straße  S.L." becomes "backerei strasse sl".
// Folding twice changes nothing.
func Text(s string) string {
	return string(Append(make([]byte, 0, len(s)+8), s, nil))
}

// Span is where a folded byte came from, in UTF-16 code units of the source.
type Span struct{ From, To int32 }

// Append appends Text(s) to dst and, where spans is not nil, the source of each appended byte.
//
// A mark between letters is a word break, with two exceptions that spare people from remembering
// punctuation: single letters set apart by a dot or a slash are one word (S.L., A/S, s.r.o.), and so
// is a single letter after an apostrophe (McDonald's).
func Append(dst []byte, s string, spans *[]Span) []byte {
	unit := int32(0)    // offset in UTF-16 code units
	letters := 0        // source letters in the current word
	acronym := false    // the current word is made of single letters so far
	seps, sep := 0, '_' // separators since the last letter, and the last of them
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		width := int32(1)
		if r >= utf8.RuneSelf {
			width = int32(max(utf16.RuneLen(r), 1))
		}
		i += size
		before := len(dst)
		if seps > 0 && letters > 0 && wordRune(r) {
			single := !startsWord(s[i:])
			joins := seps == 1 && single && (sep == '.' || sep == '/') && acronym ||
				seps == 1 && single && (sep == '\'' || sep == '’')
			if !joins {
				dst = append(dst, ' ')
				letters = 0
			}
		}
		gap := len(dst)
		dst = appendRune(dst, r)
		switch {
		case len(dst) > gap:
			acronym = letters == 0 || acronym && seps > 0
			letters++
			seps = 0
		default:
			dst = dst[:before]
			if !unicode.IsMark(r) {
				seps++
				sep = r
			} else if spans != nil {
				stretch(*spans, unit, unit+width)
			}
		}
		if spans != nil {
			for range len(dst) - before {
				*spans = append(*spans, Span{unit, unit + width})
			}
		}
		unit += width
	}
	return dst
}

// stretch makes the letter that ends at a place end with the mark on it.
func stretch(spans []Span, end, to int32) {
	for i := len(spans) - 1; i >= 0 && spans[i].To == end; i-- {
		spans[i].To = to
	}
}

// startsWord says whether s begins with something that belongs to a word.
func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && wordRune(r)
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return len(foldRune(r)) > 0
}

func appendRune(dst []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			return append(dst, byte(r))
		case 'A' <= r && r <= 'Z':
			return append(dst, byte(r)+'a'-'A')
		}
		return dst
	}
	return append(dst, foldRune(r)...)
}

// latin holds the foldings of the runes that names in European languages are made of.
var latin = sync.OnceValue(func() *[0x250]string {
	var t [0x250]string
	for r := range t {
		t[r] = makeFolding(rune(r))
	}
	return &t
})

// others holds the foldings of runes of other alphabets as they are met, up to those of Japan: each is asked for thousands
// of times while customers are read.
var others [0x3100]atomic.Pointer[string]

func foldRune(r rune) string {
	switch {
	case r < 0x250:
		return latin()[r]
	case int(r) >= len(others):
		return makeFolding(r)
	}
	have := others[r].Load()
	if have == nil {
		made := makeFolding(r)
		have = &made
		others[r].Store(have)
	}
	return *have
}

// letters that Unicode does not take apart but people write without their stroke, or as two letters.
var plain = map[rune]string{
	'ß': "ss", 'ø': "o", 'œ': "oe", 'æ': "ae", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
	'ħ': "h", 'ŋ': "n", 'ŧ': "t", 'ĸ': "k", 'ƶ': "z", 'ɨ': "i", 'ə': "e", 'ς': "σ",
	'ʼ': "", 'ʹ': "", 'ʻ': "",
}

// makeFolding decomposes a rune for compatibility, drops accents, lowers the case. What is no letter,
// digit or mark of a script yields "".
func makeFolding(r rune) string {
	if r == '™' || r == '℠' || r == utf8.RuneError {
		return ""
	}
	var src [utf8.UTFMax]byte
	n := utf8.EncodeRune(src[:], r)
	var out []byte
	for _, d := range string(norm.NFKD.Append(nil, src[:n]...)) {
		if accent(d) || !unicode.In(d, unicode.L, unicode.N, unicode.M) {
			continue
		}
		d = unicode.ToLower(d)
		if p, ok := plain[d]; ok {
			out = append(out, p...)
			continue
		}
		out = utf8.AppendRune(out, d)
	}
	return string(out)
}

// accent names the marks that readers treat as decoration. The vowel signs of other scripts are
// letters to those who write them and stay.
func accent(r rune) bool {
	switch {
	case 0x300 <= r && r <= 0x36f, 0x1ab0 <= r && r <= 0x1aff, 0x1dc0 <= r && r <= 0x1dff,
		0x20d0 <= r && r <= 0x20ff, 0xfe20 <= r && r <= 0xfe2f, // Latin, Greek, Cyrillic, symbols
		0x591 <= r && r <= 0x5c7,                                       // Hebrew points
		0x610 <= r && r <= 0x61a, 0x64b <= r && r <= 0x65f, r == 0x670: // Arabic vowel marks
		return true
	}
	return false
}

// ASCII says whether a text has no letter beyond ASCII.
func ASCII[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
