// Mutants says how much the tests of a package notice: it changes one thing in the code, a comparison, a sign, an
// answer, a statement, runs the package's own tests on it, and names the changes that nobody noticed. No file is
// touched: go test gets the changed one as an overlay. It ends after -n mutants or -for, whichever comes first.
//
//	go run ./build/mutants -n 20 ./backend/partner
package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// usual are the rooms whose rules matter most.
var usual = []string{"./backend/partner", "./backend/outbox", "./backend/catalog"}

func main() {
	n := flag.Int("n", 150, "how many mutants, drawn from all")
	limit := flag.Duration("for", 5*time.Minute, "end after this time")
	seed := flag.Uint64("seed", 0, "draw as an earlier run did; 0 draws anew")
	flag.Parse()
	packages := flag.Args()
	if len(packages) == 0 {
		packages = usual
	}
	if *seed == 0 {
		*seed = rand.Uint64()
	}
	if err := run(os.Stdout, packages, *n, *limit, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, packages []string, n int, limit time.Duration, seed uint64) error {
	end := time.Now().Add(limit)
	runs, err := newRuns()
	if err != nil {
		return err
	}
	defer runs.close()
	all, err := every(packages)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d mutants are possible; seed %d\n", len(all), seed)
	draw := rand.New(rand.NewPCG(seed, 0))
	draw.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	if err := runs.unchanged(w, packages); err != nil {
		return err
	}
	counts := map[outcome]int{}
	var survivors []mutant
	for _, m := range all {
		if counts[noticed]+counts[survived] == n || time.Now().After(end) {
			break
		}
		got, err := runs.test(m)
		if err != nil {
			return err
		}
		counts[got]++
		if got == survived {
			survivors = append(survivors, m)
		}
	}
	report(w, counts, survivors)
	return nil
}

func report(w io.Writer, counts map[outcome]int, survivors []mutant) {
	slices.SortFunc(survivors, func(a, b mutant) int { return strings.Compare(a.String(), b.String()) })
	for _, m := range survivors {
		fmt.Fprintf(w, "survived  %s\n", m)
	}
	tried := counts[noticed] + counts[survived]
	fmt.Fprintf(w, "%d of %d mutants were noticed", counts[noticed], tried)
	if tried > 0 {
		fmt.Fprintf(w, " (%d %%)", 100*counts[noticed]/tried)
	}
	fmt.Fprintf(w, "; %d more did not compile\n", counts[unbuilt])
}

// every is the mutants of all files of the packages, without tests.
func every(packages []string) ([]mutant, error) {
	var out []mutant
	for _, p := range packages {
		files, err := filepath.Glob(filepath.Join(p, "*.go"))
		if err != nil {
			return nil, err
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("%s has no Go files; name folders below the repository's root, like ./backend/partner", p)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") {
				continue
			}
			text, err := os.ReadFile(f)
			if err != nil {
				return nil, err
			}
			found, err := mutants(f, string(text))
			if err != nil {
				return nil, err
			}
			for _, m := range found {
				m.pkg = p
				out = append(out, m)
			}
		}
	}
	return out, nil
}
