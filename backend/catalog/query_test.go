package catalog

import (
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestFiltersNarrowListAndSearch(t *testing.T) {
	degraded := partner.Degraded
	c := filled(
		customer(1, "Contoso Foods", health(partner.Degraded), tags("VIP"), favourite),
		customer(2, "Contoso Bank", health(partner.Degraded), failed(fault.Consent)),
		customer(3, "Contoso Toys", tags("vip", "Île")),
		customer(4, "Fabrikam", health(partner.Degraded), tags("★")),
	)
	for _, test := range []struct {
		what string
		q    Query
		want []string
	}{
		{"health", Query{Health: &degraded}, []string{"Contoso Bank", "Contoso Foods", "Fabrikam"}},
		{"health and text", Query{Health: &degraded, Text: "contoso"}, []string{"Contoso Bank", "Contoso Foods"}},
		{"tag in any case", Query{Tag: "Vip"}, []string{"Contoso Foods", "Contoso Toys"}},
		{"tag without accents", Query{Tag: "ile"}, []string{"Contoso Toys"}},
		{"tag without letters", Query{Tag: "★"}, []string{"Fabrikam"}},
		{"another tag without letters", Query{Tag: "☆"}, []string{}},
		{"problem", Query{Problem: true}, []string{"Contoso Bank"}},
		{"favourite and text", Query{Favourite: true, Text: "conto"}, []string{"Contoso Foods"}},
		{"nothing", Query{Favourite: true, Problem: true}, []string{}},
		{"text in another order", Query{Text: "contoso", Sort: ByName, Desc: true}, []string{"Contoso Toys", "Contoso Foods", "Contoso Bank"}},
	} {
		p := c.Query(test.q)
		wantNames(t, test.what, names(p.Rows), test.want...)
		if p.Total != len(test.want) {
			t.Errorf("%s: total %d", test.what, p.Total)
		}
	}
}

func TestAWindowIsAPartOfTheWhole(t *testing.T) {
	var all []Entry
	for n := range 200 {
		all = append(all, customer(n, "Contoso "+string(rune('A'+n%26))+string(rune('a'+n/26))))
	}
	c := filled(all...)
	for _, text := range []string{"", "contoso", "c"} {
		whole := names(c.Query(Query{Text: text}).Rows)
		for _, w := range []struct{ offset, limit, from, to int }{{0, 5, 0, 5}, {10, 20, 10, 30}, {190, 50, 190, 200}, {300, 5, 200, 200}, {-4, 3, 0, 3}} {
			p := c.Query(Query{Text: text, Offset: w.offset, Limit: w.limit})
			wantNames(t, text, names(p.Rows), whole[w.from:w.to]...)
			if p.Total != 200 {
				t.Errorf("%q: total %d", text, p.Total)
			}
		}
	}
}

func TestPositionOfSomebodyWhoIsNotThere(t *testing.T) {
	c := filled(customer(1, "Contoso"), customer(2, "Fabrikam"))
	for _, q := range []Query{{Text: "contoso"}, {Favourite: true}} {
		if at, ok := c.Position(id(2), q); ok {
			t.Errorf("%+v: found at %d", q, at)
		}
	}
	if at, ok := c.Position(id(3), Query{}); ok {
		t.Errorf("an unknown customer stands at %d", at)
	}
}
