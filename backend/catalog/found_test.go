package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tenantry/backend/partner"
)

func TestEqualEvidenceGoesByTheShorterNameThenByName(t *testing.T) {
	c := filled(customer(1, "Contoso Zebra Group"), customer(2, "Contoso Zebra"), customer(3, "Contoso Apple"), customer(4, "Contoso Apple Group"))
	wantNames(t, "by relevance", find(c, "group"), "Contoso Apple Group", "Contoso Zebra Group")
	wantNames(t, "all", find(c, "cont"), "Contoso Apple", "Contoso Zebra", "Contoso Apple Group", "Contoso Zebra Group")
	wantNames(t, "in another order", names(c.Query(Query{Text: "cont", Sort: ByName}).Rows), "Contoso Apple", "Contoso Apple Group", "Contoso Zebra", "Contoso Zebra Group")
}

func TestARowSaysWhyItWasFound(t *testing.T) {
	c := filled(customer(1, "Contoso", tags("Gold")), customer(2, "Fabrikam"))
	m := c.Query(Query{Text: "gold"}).Rows[0].Match
	if m == nil || m.Field != "tag" || m.Text != "Gold" || !slices.Equal(m.Ranges, []Range{{From: 0, To: 4}}) {
		t.Errorf("match: %+v", m)
	}
	if m := c.Query(Query{}).Rows[0].Match; m != nil {
		t.Errorf("a list explains itself: %+v", m)
	}
}

func TestARenamedCustomerIsFoundByTheNewNameOnly(t *testing.T) {
	old := func(n int) string { return fmt.Sprintf("Old%c%c%c Limited", 'a'+n%13, 'n'+n/13%13, 'a'+n/169) }
	fresh := func(n int) string { return "Fresh" + old(n)[3:] }
	var all []Entry
	for n := range 2000 {
		all = append(all, customer(n, old(n)))
	}
	c := filled(all...)
	who := func(text string) (ids []partner.TenantID) {
		for _, r := range c.Query(Query{Text: text, Limit: 3}).Rows {
			ids = append(ids, r.ID)
		}
		return ids
	}
	who("warm") // from here on there is an index to carry over
	for n := range 200 {
		c.Apply(customer(n, fresh(n)))
		if got := who(fresh(n)); !slices.Equal(got, []partner.TenantID{id(n)}) {
			t.Fatalf("%s: found %v, want %v", fresh(n), got, id(n))
		}
		if got := who(old(n)); slices.Contains(got, id(n)) {
			t.Fatalf("%s is still found", old(n))
		}
	}
	c.Remove(id(5), id(1999))
	if got := append(who(fresh(5)), who(old(1999))...); slices.Contains(got, id(5)) || slices.Contains(got, id(1999)) {
		t.Errorf("somebody removed is found: %v", got)
	}
	c.Apply(customer(5000, "Newcomer")) // in a slot that became free
	if got := who("newcomer"); !slices.Equal(got, []partner.TenantID{id(5000)}) {
		t.Errorf("the newcomer: found %v", got)
	}
	if got := c.Query(Query{Text: "limited", Limit: 1}).Total; got != 1998 {
		t.Errorf("%d customers are limited", got)
	}
}

// pasted are what long pastes are made of.
var pasted = []string{"a", "a ", "ab ", "GmbH ", "7", "0f3a", ".", "@", "a.", "a-", "a@b.", "l'o ", "华为", "삼성 ", "شركة ", "Север ", "ทย", "हिं", "a\u0301", "\xff\xfe", "👩‍👩‍👧", "\x00", "xn--a-",
	"ß", "ﷺ", "+49 30 ", "EX123456 ", "TNT-7F3K2M ", "it@contoso.com ", "https://contoso.com/?a=", "12345678-1234-1234-1234-123456789012 "}

// Any text gets an answer whose parts agree; see the search's own tests for what it is.
func FuzzAnyTextIsAnswered(f *testing.F) {
	for _, text := range []string{"contoso bank", "köln.de", "jo@contoso.com", "https://a.b/c?d=@e.f", "12345678-1234-1234-1234-123456789012", "xn--a.xn--b", "\xff\xfe a", "fbkm"} {
		f.Add(text)
	}
	for _, piece := range pasted {
		f.Add(strings.Repeat(piece, 64<<10/len(piece)))
	}
	c := filled(customer(1, "Contoso Bank", domains("contoso.com")), customer(2, "Contoso Köln", domains("köln.de")), customer(3, "Fabrikam", aliases("Fab")))
	f.Fuzz(func(t *testing.T, text string) {
		p := c.Query(Query{Text: text})
		if p.Total != len(p.Rows) {
			t.Fatalf("total %d, %d rows", p.Total, len(p.Rows))
		}
		for i, r := range p.Rows {
			if at, ok := c.Position(r.ID, Query{Text: text}); !ok || at != i {
				t.Fatalf("%q: row %d stands at %d, %v", text, i, at, ok)
			}
		}
		if e, among, ok := c.Resolve(text); ok != (e.ID != "") || ok && len(among.Rows) > 0 {
			t.Fatalf("%q means %q among %d, %v", text, e.Name, len(among.Rows), ok)
		}
	})
}
