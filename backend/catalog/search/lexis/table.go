package lexis

import (
	"iter"
	"strings"
)

// entries yields the lines of a table, parted at its bars. What begins with # is a comment.
func entries(table string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			fields := strings.Split(line, " | ")
			for i, f := range fields {
				fields[i] = strings.TrimSpace(f)
			}
			if !yield(fields) {
				return
			}
		}
	}
}
