package search

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tenantry/backend/catalog/search/fold"
)

// documents is a Source: slot → document, an empty one where nobody is.
type documents []Document

func (d documents) Slots() (slots []int32) {
	for i := range d {
		if d[i].ID != "" {
			slots = append(slots, int32(i))
		}
	}
	slices.SortFunc(slots, func(a, b int32) int { return strings.Compare(d[a].ID, d[b].ID) })
	return slots
}

func (d documents) Document(slot int32) (Document, bool) { return d[slot], d[slot].ID != "" }

func (d documents) WithID(start string) (slots []int32) {
	return slices.DeleteFunc(d.Slots(), func(slot int32) bool { return !strings.HasPrefix(d[slot].ID, start) })
}

// id makes the nth id.
func id(n int) string { return fmt.Sprintf("%08x-0000-4000-a000-%012x", uint32(n)*2654435761, n) }

// customer makes a document with a name, its domains (the primary one first) and what the options say.
func customer(n int, name string, options ...func(*Document)) Document {
	d := Document{ID: id(n), Name: name}
	for _, o := range options {
		o(&d)
	}
	return d
}

func domains(list ...string) func(*Document) {
	return func(d *Document) { d.PrimaryDomain, d.Domains = list[0], list }
}

func initial(text string) func(*Document) {
	return func(d *Document) { d.InitialDomain = text; d.Domains = append(d.Domains, text) }
}

func tags(t ...string) func(*Document)    { return func(d *Document) { d.Tags = t } }
func aliases(a ...string) func(*Document) { return func(d *Document) { d.Aliases = a } }

// row is a hit as the caller shows it.
type row struct {
	Document
	*Match
}

// rows answers a text from a new index.
func rows(d documents, text string) []row { return answer(New(d), text) }

// answer puts hits in order. Ties are the caller's to break; here the shorter name goes first, then by name.
func answer(x *Index, text string) (out []row) {
	q := Parse(text)
	hits := x.Find(q)
	name := func(h Hit) string {
		d, _ := x.source.Document(h.Slot)
		return fold.Text(d.Name)
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Rank, a.Rank), cmp.Compare(len(name(a)), len(name(b))), cmp.Compare(name(a), name(b)), cmp.Compare(a.Slot, b.Slot))
	})
	for _, h := range hits {
		d, _ := x.source.Document(h.Slot)
		out = append(out, row{d, x.Match(q, h)})
	}
	return out
}

// find names who is found.
func find(d documents, text string) []string {
	names := []string{}
	for _, r := range rows(d, text) {
		names = append(names, r.Name)
	}
	return names
}

func wantNames(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}
