package search

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Next, however often and however lazily, must answer as a new index does.
func TestAnIndexThatFollowedAnswersAsANewOne(t *testing.T) {
	words := []string{"Apex", "Bank", "Contoso", "Étoile", "Groß"}
	texts := []string{"apex", "bank contoso", "contso", "a.com", "www.b.de", "etoile", "gross", "vip", "zz", "ctso", id(3), id(4)[:5]}
	rapid.Check(t, func(t *rapid.T) {
		now := make(documents, 40)
		x := New(now)
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			next, changed := slices.Clone(now), []int32(nil)
			for range rapid.IntRange(0, 30).Draw(t, "changes") {
				n := rapid.IntRange(0, len(next)).Draw(t, "slot")
				if n == len(next) {
					next = append(next, Document{})
				}
				next[n] = Document{}
				if rapid.IntRange(0, 3).Draw(t, "there") > 0 {
					next[n] = customer(n, rapid.SampledFrom(words).Draw(t, "a")+" "+rapid.SampledFrom(words).Draw(t, "b"),
						domains(rapid.SampledFrom([]string{"a.com", "b.de"}).Draw(t, "domain")), tags(rapid.SampledFrom([]string{"vip", "Gold"}).Draw(t, "tag")))
				}
				changed = append(changed, int32(n))
			}
			x, now = x.Next(next, changed), next
			if rapid.Bool().Draw(t, "look") {
				x.Find(Parse("contoso"))
			}
		}
		fresh := New(now)
		for _, text := range texts {
			if d := cmp.Diff(answer(fresh, text), answer(x, text)); d != "" {
				t.Fatalf("%q (-new +followed):\n%s", text, d)
			}
		}
	})
}

func TestASmallChangeIsNoNewIndex(t *testing.T) {
	now := make(documents, 1000)
	for n := range now {
		now[n] = customer(n, "Contoso")
	}
	x := New(now)
	was := x.segments()
	if got := x.Next(now, nil).segments(); got != was {
		t.Error("no change made something new")
	}
	for n := range 3 {
		now = slices.Clone(now)
		now[n].Name = "Fabrikam"
		x = x.Next(now, []int32{int32(n)})
		if got := x.segments(); got.main != was.main || len(got.recent.slots) != n+1 {
			t.Fatalf("after %d changes: the same main segment %v, %d documents in the recent one", n+1, got.main == was.main, len(got.recent.slots))
		}
	}
	many := x.source.Slots()[:500]
	if got := x.Next(now, many).segments(); got.main == was.main || got.recent != nil {
		t.Error("many changes are carried along")
	}
}
