package wire

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is a string on the wire, or a number or a boolean where a string is documented. Null is "".
// Control characters are taken out (line breaks and tabs stay), because the text ends in a terminal.
type Text string

// UnmarshalJSON accepts a string, a number, a boolean or null.
func (t *Text) UnmarshalJSON(b []byte) error {
	s, err := scalar(b, "text")
	*t = Text(Clean(s))
	return err
}

func (t Text) String() string { return string(t) }

// Int is a whole number, or a string that holds one. Null, and what is no number, is 0; what does not
// fit an int is the nearest that does.
type Int int

// UnmarshalJSON accepts a number, a string or null.
func (n *Int) UnmarshalJSON(b []byte) error {
	s, err := scalar(b, "a number")
	if err != nil {
		return err
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsNaN(f) {
		f = 0
	}
	*n = Int(min(max(f, math.MinInt32), math.MaxInt32))
	return nil
}

// Bool is true or false, also as a word or as a number. Null and everything else is false.
type Bool bool

// UnmarshalJSON accepts a boolean, a string, a number or null.
func (v *Bool) UnmarshalJSON(b []byte) error {
	s, err := scalar(b, "true or false")
	ok, _ := strconv.ParseBool(strings.ToLower(strings.TrimSpace(s)))
	*v = Bool(ok)
	return err
}

// scalar is the text of one JSON value that is neither list nor object; null is "".
func scalar(b []byte, want string) (string, error) {
	switch {
	case len(b) == 0 || string(b) == "null":
		return "", nil
	case b[0] == '"':
		if bytes.IndexByte(b, '\\') < 0 && utf8.Valid(b) {
			return string(b[1 : len(b)-1]), nil // the common case, without a second decoder
		}
		var s string
		err := json.Unmarshal(b, &s)
		return s, err
	case b[0] == '{' || b[0] == '[':
		return "", &json.UnmarshalTypeError{Value: map[byte]string{'{': "an object", '[': "a list"}[b[0]] + " where " + want + " is due"}
	}
	return string(b), nil
}

// Clean takes control characters out of s, but line breaks and tabs, and white space off its ends.
func Clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || !unicode.IsControl(r) {
			return r
		}
		return -1
	}, s))
}

// OneLine is s with every run of white space made one blank, and at most limit runes long.
func OneLine(s string, limit int) string {
	s = strings.Join(strings.Fields(Clean(s)), " ")
	if r := []rune(s); len(r) > limit {
		s = strings.TrimSpace(string(r[:limit-1])) + "…"
	}
	return s
}

// Texts are the non-empty ones of a list of texts.
func Texts(in []Text) []string {
	var out []string
	for _, t := range in {
		if t != "" {
			out = append(out, string(t))
		}
	}
	return out
}
