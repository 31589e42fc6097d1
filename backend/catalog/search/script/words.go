package script

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed words.txt
var wordsTxt string

// lexicon is the readings of the words of a language, empty if a word is read as it is written, and the longest one's letters.
type lexicon struct {
	readings map[string]string
	longest  int
}

var lexicons = sync.OnceValue(func() map[string]*lexicon {
	all := map[string]*lexicon{}
	var l *lexicon
	for line := range strings.Lines(wordsTxt) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
		case words[0] == "language":
			l = &lexicon{readings: map[string]string{}}
			all[words[1]] = l
		default:
			l.readings[words[0]] = strings.Join(words[1:], "")
			l.longest = max(l.longest, utf8.RuneCountInString(words[0]))
		}
	}
	return all
})

// first is the longest word of l, of at least two letters, that text begins with.
func (l *lexicon) first(text string) (word, reading string) {
	letters := 0
	for end := range text {
		if letters > l.longest {
			break
		}
		if letters > 1 {
			if r, ok := l.readings[text[:end]]; ok {
				word, reading = text[:end], r
			}
		}
		letters++
	}
	if letters > 1 && letters <= l.longest {
		if r, ok := l.readings[text]; ok {
			return text, r
		}
	}
	return word, reading
}
