package alerts_test

import (
	"fmt"
	"testing"
	"time"

	"tenantry/backend/partner"
)

// large is a desk of ten thousand customers, of whom each has some of fifty incidents, and what else there may be.
func large() []*partner.Summary {
	var all []*partner.Summary
	for n := range 10_000 {
		all = append(all, read(n, issue(fmt.Sprint("EX", n%50), partner.Outage), issue(fmt.Sprint("EX", (n+7)%50), partner.Degraded), due("d", float64(20+n%2000), ""),
			due("s", float64(20+n%1500), partner.NextEnds)))
	}
	return all
}

// passWithin is what a pass over ten thousand customers may take: during a sync there are ten in a second.
const passWithin = 10 * time.Millisecond

// BenchmarkJudge is one pass in which nothing changed; the limit is passWithin.
func BenchmarkJudge(b *testing.B) {
	all, book := large(), open(b)
	pass(b, book, hours(1), all...)
	for b.Loop() {
		pass(b, book, hours(1), all...)
	}
	if each := b.Elapsed() / time.Duration(b.N); b.N > 10 && each > passWithin {
		b.Errorf("a pass takes %v, more than %v", each, passWithin)
	}
}
