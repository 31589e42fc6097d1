package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tenantry/backend/catalog/judged"
)

// speed prints the time per query of each engine among customers. The others are asked at most a hundred and twenty.
func speed(title string, customers []judged.Customer, queries []judged.Query, makers []maker) {
	fmt.Printf("\nspeed, %s\n", title)
	for i, make := range makers {
		e, texts := make(customers), texts(queries)
		if i > 0 {
			texts = spread(texts, 120)
		}
		timed(e.name, e, texts)
		if i == 0 {
			timed("  as typed", e, keystrokes(queries))
		}
		e.close()
	}
}

// timed prints how long an engine took for each of the texts.
func timed(title string, e engine, texts []string) {
	took := make([]time.Duration, len(texts))
	for i, text := range texts {
		start := time.Now()
		e.find(text)
		took[i] = time.Since(start)
	}
	slices.Sort(took)
	fmt.Printf("  %-14s median %11s  p95 %11s  worst %11s  (%d queries)\n", title, at(took, 0.5), at(took, 0.95), at(took, 1), len(took))
}

func texts(queries []judged.Query) []string {
	out := make([]string, len(queries))
	for i, q := range queries {
		out[i] = q.Text
	}
	return out
}

// spread takes at most n of the texts, from all over them.
func spread(texts []string, n int) (out []string) {
	step := max(len(texts)/n, 1)
	for i := 0; i < len(texts) && len(out) < n; i += step {
		out = append(out, texts[i])
	}
	return out
}

// keystrokes are the texts on the way to every tenth query.
func keystrokes(queries []judged.Query) (out []string) {
	for i := 0; i < len(queries); i += 10 {
		for n := range queries[i].Text {
			if text := queries[i].Text[:n]; strings.TrimSpace(text) != "" {
				out = append(out, text)
			}
		}
	}
	return out
}
