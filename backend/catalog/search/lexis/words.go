package lexis

import (
	_ "embed"
	"strings"
	"sync"

	"tenantry/backend/catalog/search/fold"
)

var (
	//go:embed stop.txt
	stopFile string
	//go:embed generic.txt
	genericFile string
)

// Stop says whether a folded word is a little one of some language: an article, a preposition, "and".
func Stop(word string) bool { return stopWords()[word] }

// Generic says whether a folded word tells little in the name of a firm, because every second one bears it.
func Generic(word string) bool { return genericWords()[word] }

var (
	stopWords    = sync.OnceValue(func() map[string]bool { return set(stopFile, 1) })
	genericWords = sync.OnceValue(func() map[string]bool { return set(genericFile, 0) })
)

// set is the words of a table, from a column on.
func set(table string, from int) map[string]bool {
	out := map[string]bool{}
	for fields := range entries(table) {
		for _, f := range fields[from:] {
			for _, w := range strings.Fields(fold.Text(f)) {
				out[w] = true
			}
		}
	}
	return out
}
