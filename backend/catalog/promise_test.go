package catalog

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"tenantry/backend/catalog/judged"
	"tenantry/backend/catalog/search/fold"
	"tenantry/backend/catalog/search/ident"
)

// What names are made of here: words of many scripts, legal forms, and what telling words stand between.
var (
	telling = strings.Fields(`Apex Bauhaus Contoso Köln Lefèvre Garonne Straße Łódź Ørsted İstanbul O'Brien McDonald's L'Oréal Œuvre
		Север Газпром Київ Ёлка Οδυσσεύς Αθήνα Հայաստան საქართველო ישראל مدينة 東京商事 北京 トヨタ さくら 삼성전자 ประเทศไทย हिंदी बैंक Café İzmir ﬁlter 365fit 🦄Zebra`)
	legal  = strings.Fields(`GmbH AG Ltd Limited Inc. LLC S.A. SARL S.p.A. S.r.l. Oy AB A/S ApS B.V. s.r.o. d.o.o. Kft ООО ЗАО PLC KG`)
	little = strings.Fields(`a x AB xy 7 24 the of and und et y og de la die der Co. St. Group 1st U.S. A.B.C. C&A R+V C# №5`)
	joins  = []string{" ", " ", " ", "-", ", ", " & ", "  "}
)

// drawnName draws the name of an organisation.
func drawnName(t *rapid.T) string {
	words := rapid.SliceOfN(rapid.SampledFrom(telling), 1, 3).Draw(t, "words")
	if rapid.IntRange(0, 3).Draw(t, "short") == 0 {
		words = rapid.SliceOfN(rapid.SampledFrom(slices.Concat(telling, little)), 1, 4).Draw(t, "short words")
	}
	name := strings.Join(words, rapid.SampledFrom(joins).Draw(t, "join"))
	switch form := rapid.SampledFrom(legal).Draw(t, "form"); rapid.IntRange(0, 3).Draw(t, "with") {
	case 0:
		return name + " " + form
	case 1:
		return form + " " + name
	}
	return name
}

// drawnCustomers draws customers who are easily taken for each other: of one name, sisters, called like another's domain.
func drawnCustomers(t *rapid.T) (all []Entry) {
	for n := range rapid.IntRange(2, 16).Draw(t, "customers") {
		name := drawnName(t)
		if n > 0 {
			other := all[rapid.IntRange(0, n-1).Draw(t, "other")]
			switch rapid.IntRange(0, 9).Draw(t, "like") {
			case 0:
				name = other.Name
			case 1:
				name = strings.ToUpper(other.Name)
			case 2:
				name = other.PrimaryDomain
			case 3:
				name = strings.ReplaceAll(other.Name, " ", "")
			case 4, 5:
				name = other.Name + " " + rapid.SampledFrom(telling).Draw(t, "more")
			}
		}
		label := strings.ReplaceAll(fold.Text(rapid.SampledFrom([]string{name, drawnName(t)}).Draw(t, "label")), " ", rapid.SampledFrom([]string{"", "-", "."}).Draw(t, "dot"))
		e := customer(n, name, domains(label+rapid.SampledFrom([]string{".com", ".de", ".co.uk", ".рф"}).Draw(t, "tld")))
		if rapid.Bool().Draw(t, "initial") {
			initial(label + rapid.SampledFrom([]string{"", "1", "2"}).Draw(t, "number") + ".onmicrosoft.com")(&e)
		}
		if rapid.IntRange(0, 3).Draw(t, "called") == 0 {
			aliases(drawnName(t))(&e)
		}
		if rapid.IntRange(0, 2).Draw(t, "marked") == 0 {
			tags(rapid.SampledFrom([]string{"VIP", "Gold", "Apex"}).Draw(t, "tag"))(&e)
		}
		all = append(all, e)
	}
	return all
}

// exact is a text that is, or holds, a customer's name, domain or id, and whether it is that of another one, too.
type exact struct {
	text string
	fits func(Entry) bool
}

// exactTexts are the texts by which a customer's name, alias, domains and id are written and pasted.
func exactTexts(e Entry) (all []exact) {
	whole := func(text string) exact {
		folded := fold.Text(text)
		named := func(name string) bool { return fold.Text(name) == folded }
		return exact{text, func(e Entry) bool { return named(e.Name) || slices.ContainsFunc(e.Aliases, named) || owns(e, text) }}
	}
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		all = append(all, whole(name), whole(fold.Text(name)), whole(strings.ToUpper(name)), whole(strings.ToLower(name)), whole("  "+name+"\n"))
	}
	for _, d := range e.Domains {
		for _, form := range []string{d, strings.ToUpper(d), ident.OtherForm(d)} {
			if form != "" {
				owner := func(e Entry) bool { return owns(e, form) }
				all = append(all, whole(form), exact{"https://www." + form + "/en/?x=1", owner}, exact{"Jo Doe <jo.doe@" + form + ">", owner})
			}
		}
	}
	id := string(e.ID)
	for _, text := range []string{id, "{" + strings.ToUpper(id) + "}", strings.ReplaceAll(id, "-", ""), "tenant " + id + ": no sign-in"} {
		all = append(all, exact{text, func(other Entry) bool { return other.ID == e.ID }})
	}
	return all
}

// owns says whether a text is a domain of a customer, in any form of the two.
func owns(e Entry, text string) bool {
	forms := ident.DomainForms(strings.TrimSpace(text))
	return slices.ContainsFunc(e.Domains, func(d string) bool {
		return d != "" && slices.ContainsFunc(ident.DomainForms(d), func(form string) bool { return slices.Contains(forms, form) })
	})
}

// wantFirst fails if a customer is not found by a text that fits it, or if somebody whom it does not fit comes before.
func wantFirst(t interface{ Fatalf(string, ...any) }, c *Catalog, e Entry, x exact) {
	at, ok := c.Position(e.ID, Query{Text: x.text})
	if !ok {
		t.Fatalf("%q does not find %q (%s)", x.text, e.Name, e.PrimaryDomain)
	}
	if at == 0 {
		return
	}
	for _, r := range c.Query(Query{Text: x.text, Limit: at}).Rows {
		if !x.fits(r.Entry) {
			t.Fatalf("%q: %q (%s) comes before %q: %+v", x.text, r.Name, r.PrimaryDomain, e.Name, *r.Match)
		}
	}
}

func TestAnExactNameDomainOrIDIsAlwaysFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawnCustomers(t)
		c := filled(all...)
		for _, e := range all {
			for _, x := range exactTexts(e) {
				wantFirst(t, c, e, x)
			}
		}
	})
}

// judgedCatalog is a judged set and the catalog of its customers.
type judgedCatalog struct {
	judged.Set
	*Catalog
}

var judgedCatalogs = sync.OnceValue(func() (all []judgedCatalog) {
	for _, s := range judged.Sets(2027) {
		all = append(all, judgedCatalog{s, filled(judgedEntries(s)...)})
	}
	return all
})

// everyNth are a set's customers, a few of them.
func everyNth(s judged.Set, n int) (some []Entry) {
	for i, e := range judgedEntries(s) {
		if i%n == 0 {
			some = append(some, e)
		}
	}
	return some
}

func TestAJudgedCustomerIsFirstByItsNameDomainAndID(t *testing.T) {
	for _, s := range judgedCatalogs() {
		c := s.Catalog
		for _, e := range everyNth(s.Set, 80) {
			for _, x := range exactTexts(e) {
				wantFirst(t, c, e, x)
			}
		}
	}
}

// beginnings are a text's, letter by letter, from the first letter on that counts. Of the domain that Microsoft gives the one
// that ends in ".o" is left out: only from ".on" on its end is known.
func beginnings(text string) (out []string) {
	runes := []rune(text)
	for n := 1; n <= len(runes); n++ {
		if part := string(runes[:n]); fold.Text(part) != "" && !(strings.HasSuffix(part, ".o") && strings.HasPrefix(text[len(part):], "nmicrosoft")) {
			out = append(out, part)
		}
	}
	return out
}

// growing are the texts by which people type a customer's name and domains letter by letter, the words of a name in any
// order.
func growing(e Entry) []string {
	texts := append([]string{e.Name, fold.Text(e.Name), strings.ToUpper(e.Name), e.PrimaryDomain, e.InitialDomain}, e.Aliases...)
	words := strings.Fields(fold.Text(e.Name))
	slices.Reverse(words)
	texts = append(texts, strings.Join(words, " "))
	if n := len(words); n > 2 && words[n-1] != words[n-3] {
		texts = append(texts, words[n-1]+" "+words[n-3])
	}
	if n := len(words); n > 1 && len(words[n-1]) > 2 { // a word of two letters is looked for where words begin
		texts = append(texts, words[n-1]+words[n-2])
	}
	return texts
}

func wantFoundAtEveryLength(t interface{ Fatalf(string, ...any) }, c *Catalog, e Entry) {
	for _, text := range growing(e) {
		for _, part := range beginnings(text) {
			if _, ok := c.Position(e.ID, Query{Text: part}); !ok {
				t.Fatalf("%q on the way to %q does not find %q (%s)", part, text, e.Name, e.PrimaryDomain)
			}
		}
	}
}

func TestALetterMoreNeverMakesTheRightOneVanish(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawnCustomers(t)
		c := filled(all...)
		wantFoundAtEveryLength(t, c, rapid.SampledFrom(all).Draw(t, "meant"))
	})
}

func TestAJudgedCustomerIsFoundAtEveryLength(t *testing.T) {
	for _, s := range judgedCatalogs() {
		c := s.Catalog
		for _, e := range everyNth(s.Set, 400) {
			wantFoundAtEveryLength(t, c, e)
		}
	}
}
