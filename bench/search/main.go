// Command search measures how well and how fast customers are found by Tenantry's catalog, and by others: the bare library
// under it (sahilm/fuzzy), fzf's algorithm, bleve and SQLite's FTS5, in one run on one machine.
//
//	cd bench && go run ./search                  # everything
//	cd bench && go run ./search -misses          # also name the queries whose first hit is wrong
//	cd bench && go run ./search -quick           # quality of our own only, whole and without each pass
//	cd bench && go run ./search -quick -set heard -misses   # of the sets whose name holds this
//
// The sets are made by backend/catalog/judged; further ones are read from ../shared/search beside the project, where that
// folder is.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"tenantry/backend/catalog/judged"
)

func main() {
	dir := flag.String("labelled", filepath.Join("..", "..", "shared", "search"), "folder of customers.tsv and cases.tsv")
	misses := flag.Bool("misses", false, "name the queries whose first hit is wrong")
	quick := flag.Bool("quick", false, "quality of our own only")
	only := flag.String("set", "", "only sets whose name holds this")
	seed := flag.Uint64("seed", 2026, "seed of the sets that are made")
	flag.Parse()
	fmt.Printf("search bench: %s %s/%s, %d processors, seed %d\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), *seed)
	sets, err := setsOf(*dir, *seed, *only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "search bench:", err)
		os.Exit(1)
	}
	run(sets, *seed, *quick, *misses)
}

func run(sets []judged.Set, seed uint64, quick, misses bool) {
	makers := []maker{ours}
	if !quick {
		makers = append(makers, bare, fzf, bleveIndex, fts("fts5, words", threeOrMore), fts("fts5, any 3", anyThree))
	}
	quality(sets, makers, misses)
	passes(sets)
	if quick {
		return
	}
	style := sets[0]
	speed(fmt.Sprintf("10000 customers, names in the style of %q", style.Name), judged.Enlarged(style.Customers, 10_000, seed), queriesOf(sets), makers)
	large := judged.Enlarged(style.Customers, 100_000, seed)
	speed(fmt.Sprintf("100000 customers, names in the style of %q, its own queries", style.Name), large, style.Queries, makers[:1])
	invented := judged.Invented(seed, 100_000)
	speed("100000 customers, names of invented words, hardly any twice", invented.Customers, invented.Queries, makers[:1])
	mixed := judged.Enlarged(customersOf(sets), 100_000, seed)
	speed("100000 customers, those of all sets and more of their words, the queries of all sets", mixed, queriesOf(sets), makers)
	bySet(mixed, sets)
	cost(mixed)
	worst(mixed)
}

// queriesOf are the queries of all sets.
func queriesOf(sets []judged.Set) (out []judged.Query) {
	for _, s := range sets {
		out = append(out, s.Queries...)
	}
	return out
}

// customersOf are the customers of all sets, each once.
func customersOf(sets []judged.Set) (out []judged.Customer) {
	there := map[string]bool{}
	for _, s := range sets {
		for _, c := range s.Customers {
			if !there[c.ID] {
				there[c.ID] = true
				out = append(out, c)
			}
		}
	}
	return out
}

// setsOf are the sets that are made and those that are read, the latter first.
func setsOf(dir string, seed uint64, only string) ([]judged.Set, error) {
	read, err := judged.Read(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		fmt.Printf("no labelled queries at %s: that part is left out\n", dir)
	case err != nil:
		return nil, err
	}
	sets := slices.DeleteFunc(append(read, judged.Sets(seed)...), func(s judged.Set) bool { return !strings.Contains(s.Name, only) })
	if len(sets) == 0 {
		return nil, fmt.Errorf("no set is called anything with %q", only)
	}
	return sets, nil
}
