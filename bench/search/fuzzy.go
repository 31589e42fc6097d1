package main

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
	"github.com/sahilm/fuzzy"

	"tenantry/backend/catalog/judged"
)

// bare is the library alone, over name, domains and id in one string.
func bare(customers []judged.Customer) engine {
	lines := make([]string, len(customers))
	for i, c := range customers {
		lines[i] = line(c)
	}
	return engine{"fuzzy.Find", func(text string) []string {
		matches := fuzzy.Find(strings.TrimSpace(text), lines)
		ids := make([]string, 0, limit)
		for _, m := range matches[:min(len(matches), limit)] {
			ids = append(ids, customers[m.Index].ID)
		}
		return ids
	}, nil, func() {}}
}

type fzfMatch struct{ index, score, length int }

// fzf is fzf's algorithm as fzf itself uses it: every word must match, scores add up, accents are
// normalised, shorter lines first; on all processors.
func fzf(customers []judged.Customer) engine {
	algo.Init("default")
	lines := make([]util.Chars, len(customers))
	for i, c := range customers {
		lines[i] = util.ToChars([]byte(line(c)))
	}
	parts := runtime.GOMAXPROCS(0)
	slabs := make([]*util.Slab, parts)
	for i := range slabs {
		slabs[i] = util.MakeSlab(100*1024, 2048)
	}
	return engine{"fzf", func(text string) []string {
		var terms [][]rune
		for _, w := range strings.Fields(strings.ToLower(text)) {
			terms = append(terms, algo.NormalizeRunes([]rune(w)))
		}
		found := make([][]fzfMatch, parts)
		var wg sync.WaitGroup
		for p := range parts {
			from, to := p*len(lines)/parts, (p+1)*len(lines)/parts
			wg.Go(func() { found[p] = scan(lines[from:to], from, terms, slabs[p]) })
		}
		wg.Wait()
		all := slices.Concat(found...)
		slices.SortStableFunc(all, func(a, b fzfMatch) int {
			if a.score != b.score {
				return b.score - a.score
			}
			return a.length - b.length
		})
		ids := make([]string, 0, limit)
		for _, m := range all[:min(len(all), limit)] {
			ids = append(ids, customers[m.index].ID)
		}
		return ids
	}, nil, func() {}}
}

// scan matches lines, the first of which has this number, with all terms.
func scan(lines []util.Chars, number int, terms [][]rune, slab *util.Slab) (out []fzfMatch) {
next:
	for i := range lines {
		score := 0
		for _, t := range terms {
			r, _ := algo.FuzzyMatchV2(false, true, true, &lines[i], t, false, slab)
			if r.Start < 0 {
				continue next
			}
			score += r.Score
		}
		out = append(out, fzfMatch{number + i, score, lines[i].Length()})
	}
	return out
}
