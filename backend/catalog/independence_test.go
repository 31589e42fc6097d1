package catalog

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/catalog/judged"
	"tenantry/backend/catalog/search"
	"tenantry/backend/partner"
)

// world are customers of every judged set, some with what else they are found by, and texts that mean some of them.
func world(perSet int) (all []Entry, texts []string) {
	for _, s := range judged.Sets(2028) {
		byID := map[string]Entry{}
		for _, e := range judgedEntries(s) {
			byID[string(e.ID)] = e
		}
		taken := map[string]bool{}
		take := func(id string) {
			if e, ok := byID[id]; ok && !taken[id] {
				taken[id] = true
				n := len(all)
				if n%3 == 0 {
					tags([]string{"VIP", "Île"}[n/3%2])(&e)
				}
				if n%4 == 0 {
					foundBy(fact(partner.FactPhone, "", fmt.Sprintf("+49 30 8044%04d", n)), fact(partner.FactContact, "", fmt.Sprintf("it%d@contoso.com", n%8)))(&e)
				}
				if n%5 == 0 {
					aliases(fmt.Sprintf("Kunde %d", n/10))(&e)
					issue("EX123456")(&e)
				}
				all = append(all, e)
			}
		}
		for i := 0; i < len(s.Queries); i += max(len(s.Queries)/perSet, 1) {
			texts = append(texts, s.Queries[i].Text)
			take(s.Queries[i].Want)
		}
		for i := 0; i < len(s.Customers); i += max(len(s.Customers)/perSet, 1) {
			take(s.Customers[i].ID)
		}
	}
	for n := 0; n < len(all); n += 97 {
		texts = append(texts, string(all[n].ID)[:9], all[n].Name[:1], "EX123456 "+all[n].Name, fmt.Sprintf("+49 30 8044%04d", n))
	}
	return all, append(texts, "kunde", "kunde 1", "vip", "it3@contoso.com", "EX123456", "a", "an", "gmbh", "abc")
}

// wantSameAnswers fails if two catalogs of the same customers answer otherwise: other rows, in another order, valued or
// explained otherwise.
func wantSameAnswers(t *testing.T, what string, a, b *Catalog, texts []string, skip search.Pass) {
	t.Helper()
	for _, text := range texts {
		q := Query{Text: text, Skip: skip}
		if d := cmp.Diff(a.Query(q).Rows, b.Query(q).Rows); d != "" {
			t.Fatalf("%s: %q without %q:\n%s", what, text, skip, d)
		}
	}
}

func TestTheAnswerDoesNotDependOnTheOrderInWhichCustomersCame(t *testing.T) {
	all, texts := world(14)
	sorted := filled(all...)
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 1))
		shuffled := append([]Entry(nil), all...)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		c := New()
		for len(shuffled) > 0 {
			n := min(1+r.IntN(len(all)/3), len(shuffled))
			c.Apply(shuffled[:n]...)
			shuffled = shuffled[n:]
			if r.IntN(2) == 0 {
				find(c, "look") // from here on there is an index to follow
			}
		}
		wantSameAnswers(t, "shuffled", sorted, c, texts, 0)
	}
}

func TestACatalogThatFollowedAnswersAsANewOne(t *testing.T) {
	all, texts := world(14)
	var stay, gone []Entry
	for n, e := range all {
		if n%9 == 0 {
			gone = append(gone, e)
		} else {
			stay = append(stay, e)
		}
	}
	anew := filled(stay...)
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 2))
		before := append([]Entry(nil), all...)
		for n, e := range before { // some were somebody else once
			if r.IntN(3) == 0 {
				before[n] = all[r.IntN(len(all))]
				before[n].ID = e.ID
			}
		}
		c := filled(before...)
		find(c, "look")
		for i := range stay {
			if i%40 == 0 {
				find(c, "look")
			}
			c.Apply(stay[i])
		}
		find(c, "look")
		for _, e := range gone {
			c.Apply(e)
		}
		find(c, "look")
		for _, e := range gone {
			c.Remove(e.ID)
		}
		wantSameAnswers(t, "followed", anew, c, texts, 0)
		if seed == 0 {
			for p := range search.Passes() {
				wantSameAnswers(t, "followed", anew, c, texts[:len(texts)/4], p)
			}
		}
	}
}
