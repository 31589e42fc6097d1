// Search prints how well and how fast customers are found: by Tenantry's catalog, by the bare library
// under it (sahilm/fuzzy) and by fzf's algorithm, in one run on one machine.
//
//	cd bench && go run ./search                  # everything
//	cd bench && go run ./search -misses          # also name the queries whose first hit is wrong
//	cd bench && go run ./search -quick           # quality only
//
// The labelled queries are read from ../shared/search beside the project. Where that folder is
// missing only the generated set is measured.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

func main() {
	dir := flag.String("labelled", filepath.Join("..", "..", "shared", "search"), "folder of customers.tsv and cases.tsv")
	misses := flag.Bool("misses", false, "name the queries whose first hit is wrong")
	quick := flag.Bool("quick", false, "quality only")
	seed := flag.Uint64("seed", 2026, "seed of the generated set")
	flag.Parse()
	fmt.Printf("search bench: %s %s/%s, %d processors\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0))
	if err := run(*dir, *seed, *misses, *quick); err != nil {
		fmt.Fprintln(os.Stderr, "search bench:", err)
		os.Exit(1)
	}
}

func run(dir string, seed uint64, misses, quick bool) error {
	held := generate(seed, 3000, foreign)
	heldCases := queriesOf(seed, held, 40)
	sets := []set{{"generated (other languages, seed " + fmt.Sprint(seed) + ")", held, heldCases}}
	labelled, err := load(dir)
	switch {
	case os.IsNotExist(err):
		fmt.Printf("no labelled queries at %s: that part is left out\n", dir)
	case err != nil:
		return err
	default:
		sets = append([]set{labelled}, sets...)
	}
	for _, s := range sets {
		quality(s, misses)
	}
	if quick {
		return nil
	}
	style := sets[0]
	for _, n := range []int{10_000, 100_000} {
		speed(fmt.Sprintf("%d customers, names in the style of %q", n, style.name), enlarge(style.customers, n, seed), style.cases)
	}
	many := generate(seed, 100_000, invented)
	speed("100000 customers, names of invented words, hardly any twice", many, queriesOf(seed, many, 20))
	return nil
}
