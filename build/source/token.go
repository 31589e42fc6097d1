package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what a token is.
type Kind int

// The kinds; comments and white space are no tokens.
const (
	Name Kind = iota + 1
	String
	Number
	Pattern
	Sign
)

// Token is one token of TypeScript. Text of a string is what stands between its quotes.
type Token struct {
	Kind Kind
	Text string
	Line int
}

// Is says whether the token is that sign or word, and no string that looks like it.
func (t Token) Is(text string) bool { return (t.Kind == Sign || t.Kind == Name) && t.Text == text }

// scanner cuts TypeScript into tokens. It knows what a parser of expressions needs not: where a string, a
// template, a pattern and a comment end. Types and statements are left to who reads the tokens.
type scanner struct {
	text string
	at   int
	line int
	out  []Token
}

// Tokens cuts TypeScript into tokens; the first line has the given number.
func Tokens(text string, line int) []Token {
	s := &scanner{text: text, line: line}
	s.scan(false)
	return s.out
}

// scan reads to the end, or to the brace that ends the expression of a template.
func (s *scanner) scan(inTemplate bool) {
	depth := 0
	for s.at < len(s.text) {
		rest := s.text[s.at:]
		switch c := rest[0]; {
		case c == '\n' || c == ' ' || c == '\t' || c == '\r':
			s.move(1)
		case strings.HasPrefix(rest, "//"):
			s.moveTo(rest, "\n", 0)
		case strings.HasPrefix(rest, "/*"):
			s.moveTo(rest[2:], "*/", 4)
		case c == '"' || c == '\'':
			s.quoted(c)
		case c == '`':
			s.template()
		case c == '/' && s.patternMayStart():
			s.pattern()
		case c >= '0' && c <= '9':
			s.run(Number)
		case c == '}' && inTemplate && depth == 0:
			s.move(1)
			return
		case wordRune(rest):
			s.run(Name)
		default:
			switch c {
			case '{':
				depth++
			case '}':
				depth--
			}
			s.sign(rest)
		}
	}
}

func (s *scanner) add(kind Kind, text string) { s.out = append(s.out, Token{kind, text, s.line}) }

func (s *scanner) move(n int) {
	n = min(n, len(s.text)-s.at)
	s.line += strings.Count(s.text[s.at:s.at+n], "\n")
	s.at += n
}

// moveTo moves to the end of a comment; more is what the end and what was cut off before add to its place.
func (s *scanner) moveTo(rest, end string, more int) {
	if i := strings.Index(rest, end); i >= 0 {
		s.move(i + more)
		return
	}
	s.move(len(s.text))
}

func (s *scanner) quoted(quote byte) {
	end := s.at + 1
	for end < len(s.text) && s.text[end] != quote && s.text[end] != '\n' {
		if s.text[end] == '\\' {
			end++
		}
		end++
	}
	end = min(end, len(s.text))
	s.add(String, s.text[s.at+1:end])
	s.move(end + 1 - s.at)
}

// template gives the fixed parts as strings and the tokens between them.
func (s *scanner) template() {
	s.move(1)
	from, line := s.at, s.line
	for s.at < len(s.text) {
		switch rest := s.text[s.at:]; {
		case rest[0] == '\\':
			s.move(2)
		case rest[0] == '`':
			s.out = append(s.out, Token{String, s.text[from:s.at], line})
			s.move(1)
			return
		case strings.HasPrefix(rest, "${"):
			s.out = append(s.out, Token{String, s.text[from:s.at], line})
			s.add(Sign, "${") // keeps the parts from standing side by side like two strings
			s.move(2)
			s.scan(true)
			from, line = s.at, s.line
		default:
			s.move(1)
		}
	}
}

var beforePattern = []string{"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "await"}

// patternMayStart tells a pattern from a division by what stands before it.
func (s *scanner) patternMayStart() bool {
	if len(s.out) == 0 {
		return true
	}
	last := s.out[len(s.out)-1]
	if last.Kind == Name {
		return slices.Contains(beforePattern, last.Text)
	}
	return last.Kind == Sign && last.Text != ")" && last.Text != "]" && last.Text != "}"
}

func (s *scanner) pattern() {
	end, class := s.at+1, false
	for end < len(s.text) && s.text[end] != '\n' && (s.text[end] != '/' || class) {
		switch s.text[end] {
		case '\\':
			end++
		case '[':
			class = true
		case ']':
			class = false
		}
		end++
	}
	end = min(end, len(s.text))
	s.add(Pattern, s.text[s.at:end])
	s.move(end + 1 - s.at)
}

func wordRune(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return r == '_' || r == '$' || r == '#' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

func (s *scanner) run(kind Kind) {
	end := s.at
	for end < len(s.text) && wordRune(s.text[end:]) {
		_, size := utf8.DecodeRuneInString(s.text[end:])
		end += size
	}
	s.add(kind, s.text[s.at:end])
	s.move(end - s.at)
}

func (s *scanner) sign(rest string) {
	for _, long := range []string{"...", "=>", "||", "&&", "?.", "??"} {
		if strings.HasPrefix(rest, long) {
			s.add(Sign, long)
			s.move(len(long))
			return
		}
	}
	_, size := utf8.DecodeRuneInString(rest)
	s.add(Sign, rest[:size])
	s.move(size)
}
