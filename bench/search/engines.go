package main

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
	"github.com/sahilm/fuzzy"

	"tenantry/backend/catalog"
)

// engine finds customers: the tenant ids of at most fifty, best first.
type engine struct {
	name string
	find func(text string) []string
}

const limit = 50

func engines(customers []customer) []engine {
	return []engine{tenantry(customers), bare(customers), fzf(customers)}
}

func tenantry(customers []customer) engine {
	c := catalog.New()
	c.Replace(entries(customers))
	c.Query(catalog.Query{Text: "warm"})
	return engine{"tenantry", func(text string) []string {
		page := c.Query(catalog.Query{Text: text, Limit: limit})
		ids := make([]string, len(page.Rows))
		for i, r := range page.Rows {
			ids[i] = string(r.ID)
		}
		return ids
	}}
}

func line(c customer) string { return c.name + " " + c.domain + " " + c.initial + " " + c.id }

// bare is the library alone, over name, domains and id in one string.
func bare(customers []customer) engine {
	lines := make([]string, len(customers))
	for i, c := range customers {
		lines[i] = line(c)
	}
	return engine{"fuzzy.Find", func(text string) []string {
		matches := fuzzy.Find(strings.TrimSpace(text), lines)
		ids := make([]string, 0, limit)
		for _, m := range matches[:min(len(matches), limit)] {
			ids = append(ids, customers[m.Index].id)
		}
		return ids
	}}
}

// fzf is fzf's algorithm as fzf itself uses it: every word must match, scores add up, accents are
// normalised, shorter lines first; on all processors.
func fzf(customers []customer) engine {
	algo.Init("default")
	lines := make([]util.Chars, len(customers))
	for i, c := range customers {
		lines[i] = util.ToChars([]byte(line(c)))
	}
	type match struct{ index, score, length int }
	parts := runtime.GOMAXPROCS(0)
	slabs := make([]*util.Slab, parts)
	for i := range slabs {
		slabs[i] = util.MakeSlab(100*1024, 2048)
	}
	scan := func(from, to int, terms [][]rune, slab *util.Slab) (out []match) {
	next:
		for i := from; i < to; i++ {
			score := 0
			for _, t := range terms {
				r, _ := algo.FuzzyMatchV2(false, true, true, &lines[i], t, false, slab)
				if r.Start < 0 {
					continue next
				}
				score += r.Score
			}
			out = append(out, match{i, score, lines[i].Length()})
		}
		return out
	}
	return engine{"fzf", func(text string) []string {
		var terms [][]rune
		for _, w := range strings.Fields(strings.ToLower(text)) {
			terms = append(terms, algo.NormalizeRunes([]rune(w)))
		}
		found := make([][]match, parts)
		var wg sync.WaitGroup
		for p := range parts {
			wg.Go(func() { found[p] = scan(p*len(lines)/parts, (p+1)*len(lines)/parts, terms, slabs[p]) })
		}
		wg.Wait()
		all := slices.Concat(found...)
		slices.SortStableFunc(all, func(a, b match) int {
			if a.score != b.score {
				return b.score - a.score
			}
			return a.length - b.length
		})
		ids := make([]string, 0, limit)
		for _, m := range all[:min(len(all), limit)] {
			ids = append(ids, customers[m.index].id)
		}
		return ids
	}}
}
