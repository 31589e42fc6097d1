// Heard prints how many names that were heard otherwise on the phone are found by what they sound like: by Tenantry's keys,
// and by the codes of a library (antzucaro/matchr): Double Metaphone, Soundex, NYSIIS.
//
//	cd bench && go run ./heard
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/antzucaro/matchr"

	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/catalog/search/heard"
)

// code is one way to say what words sound like.
type code struct {
	name  string
	alike func(a, b string) bool
	of    func(word string)
}

var codes = []code{
	{"keys of three languages, equal", sharesKey, keys},
	{"keys, equal or one sound apart", nearlySharesKey, keys},
	{"Double Metaphone", sameMetaphone, func(w string) { matchr.DoubleMetaphone(w) }},
	{"Soundex", func(a, b string) bool { return matchr.Soundex(a) == matchr.Soundex(b) }, func(w string) { matchr.Soundex(w) }},
	{"NYSIIS", func(a, b string) bool { return matchr.NYSIIS(a) == matchr.NYSIIS(b) }, func(w string) { matchr.NYSIIS(w) }},
}

func main() {
	text, err := os.ReadFile(filepath.Join("..", "backend", "catalog", "search", "heard", "testdata", "heard.txt"))
	if err != nil {
		fmt.Fprintln(os.Stderr, "heard bench:", err)
		os.Exit(1)
	}
	var pairs [][]string
	var meant []string
	for line := range bytes.Lines(text) {
		if p := strings.Fields(fold.Text(string(line))); len(p) == 2 && line[0] != '#' && p[0] != p[1] {
			pairs = append(pairs, p)
			meant = append(meant, p[1])
		}
	}
	slices.Sort(meant)
	meant = slices.Compact(meant)
	fmt.Printf("%d names heard otherwise, %d names\n", len(pairs), len(meant))
	fmt.Printf("%-32s %8s %12s %10s %8s\n", "", "found", "others too", "ns a word", "allocs")
	for _, c := range codes {
		measure(c, pairs, meant)
	}
}

func measure(c code, pairs [][]string, meant []string) {
	found, others := 0, 0
	for _, p := range pairs {
		for _, m := range meant {
			switch {
			case !c.alike(p[0], m):
			case m == p[1]:
				found++
			default:
				others++
			}
		}
	}
	b := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			c.of(meant[i%len(meant)])
		}
	})
	fmt.Printf("%-32s %7.1f%% %12.1f %10d %8d\n", c.name, 100*float64(found)/float64(len(pairs)),
		float64(others)/float64(len(pairs)), b.NsPerOp(), b.AllocsPerOp())
}

func keys(word string) { heard.Keys([]byte(word)) }

func sharesKey(a, b string) bool {
	others := heard.Keys([]byte(b))
	for _, key := range heard.Keys([]byte(a)) {
		if key != 0 && slices.Contains(others[:], key) {
			return true
		}
	}
	return false
}

func nearlySharesKey(a, b string) bool {
	ear := heard.Listen([]byte(a))
	return ear.Hears(heard.Keys([]byte(b)))
}

func sameMetaphone(a, b string) bool {
	a1, a2 := matchr.DoubleMetaphone(a)
	b1, b2 := matchr.DoubleMetaphone(b)
	return a1 == b1 || a1 == b2 || a2 != "" && (a2 == b1 || a2 == b2)
}
