package odata

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// token is a piece of a filter.
type token struct {
	kind  tokenKind
	text  string // of a word: in lower case where it is an operator or a function
	value any    // of a literal: nil, bool, float64, string or time.Time
}

type tokenKind int

const (
	end tokenKind = iota
	mark
	word
	literal
)

var (
	guid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	name = regexp.MustCompile(`^[A-Za-z_@][A-Za-z0-9_.@]*(/[A-Za-z_@$][A-Za-z0-9_.@]*)*$`)
)

// cut reads the tokens of a filter.
func cut(text string) ([]token, error) {
	var out []token
	for i := 0; i < len(text); {
		switch ch := text[i]; {
		case ch == ' ' || ch == '\t':
			i++
		case strings.IndexByte("(),", ch) >= 0:
			out = append(out, token{kind: mark, text: text[i : i+1]})
			i++
		case ch == '\'':
			s, n, err := quoted(text[i:])
			if err != nil {
				return nil, err
			}
			out = append(out, token{kind: literal, value: s})
			i += n
		default:
			n := strings.IndexAny(text[i:], " \t(),'")
			if n < 0 {
				n = len(text) - i
			}
			t, err := classify(text[i : i+n])
			if err != nil {
				return nil, err
			}
			out = append(out, t)
			i += n
		}
	}
	return append(out, token{kind: end}), nil
}

// quoted reads a text in quotes, in which a quote stands twice, and how long it was.
func quoted(text string) (value string, length int, err error) {
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		if text[i] != '\'' {
			b.WriteByte(text[i])
			continue
		}
		if i+1 < len(text) && text[i+1] == '\'' {
			b.WriteByte('\'')
			i++
			continue
		}
		return b.String(), i + 1, nil
	}
	return "", 0, errors.New("there is an unterminated string literal")
}

// classify says what a piece without quotes is.
func classify(s string) (token, error) {
	switch s {
	case "null":
		return token{kind: literal}, nil
	case "true", "false":
		return token{kind: literal, value: s == "true"}, nil
	}
	if guid.MatchString(s) {
		return token{kind: literal, value: s}, nil
	}
	if at, ok := moment(s); ok {
		return token{kind: literal, value: at}, nil
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && s[0] <= '9' {
		return token{kind: literal, value: n}, nil
	}
	if name.MatchString(s) {
		return token{kind: word, text: s}, nil
	}
	return token{}, fmt.Errorf("syntax error at '%s'", s)
}

// moment reads a time, or a day.
func moment(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339Nano, time.DateOnly} {
		if at, err := time.Parse(layout, s); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}
