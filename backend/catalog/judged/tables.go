package judged

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed tables/*.txt
var tables embed.FS

// lines are the lines of a table without its comments.
func lines(name string) (out []string) {
	text, err := tables.ReadFile("tables/" + name + ".txt")
	if err != nil {
		panic(err) // it is embedded: only a wrong name in the code
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// alternatives are the lines of a table, each cut at its bars.
func alternatives(name string) (out [][]string) {
	for _, line := range lines(name) {
		out = append(out, strings.Split(line, "|"))
	}
	return out
}

// heads cuts n words from the beginning of a line; what is left is the rest.
func heads(line string, n int) (words []string, rest string) {
	rest = line
	for range n {
		word, tail, ok := strings.Cut(rest, " ")
		if !ok {
			panic(fmt.Sprintf("judged: a line of a table is too short: %q", line))
		}
		words, rest = append(words, word), tail
	}
	return words, rest
}
