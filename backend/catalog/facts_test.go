package catalog

import (
	"slices"
	"testing"

	"tenantry/backend/catalog/search"
	"tenantry/backend/partner"
)

func foundBy(all ...partner.Fact) func(*Entry) {
	return func(e *Entry) { e.Written = append(e.Written, all...) }
}

func fact(kind partner.FactKind, key, text string) partner.Fact {
	return partner.Fact{Kind: kind, Key: key, Text: text}
}

func issue(id string) func(*Entry) {
	return func(e *Entry) { e.OpenIssues = append(e.OpenIssues, partner.IssueHead{ID: id, Title: "Mail is late"}) }
}

func request(id, title string) func(*Entry) {
	return func(e *Entry) { e.Requests = append(e.Requests, partner.RequestHead{ID: id, Title: title}) }
}

// desk are customers with facts: some are called like what others only have.
func deskOfFacts() *Catalog {
	return filled(
		customer(1, "Contoso GmbH", domains("contoso.com"), issue("EX123456"), request("2412050040001234", "Outlook down"),
			foundBy(fact(partner.FactPhone, "", "+49 30 80441200"), fact(partner.FactContact, "", "it@fabrikam.com"))),
		customer(2, "Fabrikam", domains("fabrikam.com"), issue("EX123456"), foundBy(fact(partner.FactAddress, "", "Storgata 1, 0155 Oslo"))),
		customer(3, "Oslo Shipping", domains("shipping.no"), foundBy(fact(partner.FactPhone, "", "+47 22 00 00 00"))),
		customer(4, "Berlin 2412050040001234", domains("berlin.example")),
		customer(5, "Northwind", domains("northwind.com"), foundBy(fact(partner.FactOutgoing, "TNT-7F3K2M", "Nobody can sign in"))),
		customer(6, "2412050040009999", domains("numbers.example")),
		customer(7, "Litware", domains("litware.com"), request("2412050040009999", "A number that is a name")))
}

func TestWhatATextNamesIsFoundBesideNames(t *testing.T) {
	c := deskOfFacts()
	for _, q := range []struct {
		text  string
		want  []string // in order
		field string   // of the first
		to    string   // the first one's target
	}{
		{"2412050040001234", []string{"Contoso GmbH"}, "request", "2412050040001234"},
		{"Ticket 2412050040001234 – Fabrikam: Outlook down", []string{"Contoso GmbH"}, "request", "2412050040001234"},
		{"EX123456", []string{"Fabrikam", "Contoso GmbH"}, "incident", "EX123456"},
		{"EX123456 Contoso", []string{"Contoso GmbH", "Fabrikam"}, "incident", "EX123456"},
		{"EX123456 jo@contoso.com", []string{"Contoso GmbH", "Fabrikam"}, "incident", "EX123456"},
		{"Re: TNT-7F3K2M", []string{"Northwind"}, "outgoing", "TNT-7F3K2M"},
		{"it@fabrikam.com", []string{"Fabrikam", "Contoso GmbH"}, "primaryDomain", ""}, // its own domain before a contact there
		{"jo@fabrikam.com", []string{"Fabrikam"}, "primaryDomain", ""},
		{"030 80441200", []string{"Contoso GmbH"}, "phone", ""},
		{"+49 30 8044", []string{"Contoso GmbH"}, "phone", ""},
		{"oslo", []string{"Oslo Shipping", "Fabrikam"}, "name", ""},
		{"2412050040009999", []string{"2412050040009999", "Litware"}, "name", ""}, // an exact name is always first
		{"nobody sign", []string{"Northwind"}, "outgoing", "TNT-7F3K2M"},
		{"https://admin.cloud.microsoft/?delegatedOrg=fabrikam.com#/servicehealth/EX999999", []string{"Fabrikam"}, "primaryDomain", ""},
		{"https://portal.azure.com/%23%40contoso.com/resource", []string{"Contoso GmbH"}, "primaryDomain", ""},
	} {
		page := c.Query(Query{Text: q.text, Limit: 10})
		var names []string
		for _, r := range page.Rows {
			names = append(names, r.Name)
		}
		if !slices.Equal(names, q.want) {
			t.Errorf("%q: %q, want %q", q.text, names, q.want)
			continue
		}
		if m := page.Rows[0].Match; m.Field != q.field || m.Target != q.to || len(m.Ranges) == 0 {
			t.Errorf("%q: matched %+v, want the field %s and the target %q", q.text, m, q.field, q.to)
		}
	}
}

func TestFactsCanBeLeftOut(t *testing.T) {
	if p := deskOfFacts().Query(Query{Text: "TNT-7F3K2M", Skip: search.Facts}); p.Total != 0 {
		t.Errorf("found %d customers, though no name holds it", p.Total)
	}
}

func TestOnlyAnIdentifierOfOneCustomerDecides(t *testing.T) {
	c := deskOfFacts()
	for text, want := range map[string]string{
		"TNT-7F3K2M":       "Northwind",
		"+49 30 80441200":  "Contoso GmbH",
		"EX123456":         "", // two have it
		"storgata":         "", // a word decides nothing
		"2412050040001234": "Contoso GmbH",
		"EX123456 Contoso": "", // the name helps to find, and does not decide
	} {
		e, near, ok := c.Resolve(text)
		if ok != (want != "") || e.Name != want {
			t.Errorf("%q means %q %v, want %q", text, e.Name, ok, want)
		}
		if !ok && (len(near.Rows) == 0 || near.Identifier != "") {
			t.Errorf("%q: near are %+v", text, near)
		}
	}
}

func TestWhatChangesIsFoundAtOnceAndNotWhatWas(t *testing.T) {
	c := deskOfFacts()
	total := func(text string) int { return c.Query(Query{Text: text}).Total }
	if total("TNT-7F3K2M") != 1 || total("EX123456") != 2 {
		t.Fatal("not found before it changes")
	}
	e, _ := c.Get(id(5))
	e.Written = []partner.Fact{fact(partner.FactOutgoing, "TNT-AAAAAA", "Another")}
	c.Apply(e)
	s, _ := c.Get(id(2))
	s.OpenIssues = nil
	c.Update(s.Summary)
	if total("TNT-7F3K2M") != 0 || total("TNT-AAAAAA") != 1 || total("EX123456") != 1 {
		t.Errorf("TNT-7F3K2M at %d, TNT-AAAAAA at %d, EX123456 at %d", total("TNT-7F3K2M"), total("TNT-AAAAAA"), total("EX123456"))
	}
	c.Update(partner.Summary{ID: id(5), Name: "Northwind", ListedAt: day})
	c.SetMarks(id(5), partner.Marks{Favourite: true})
	if total("TNT-AAAAAA") != 1 {
		t.Error("a sync or a mark made what the user wrote unfindable")
	}
	c.Remove(id(5))
	if total("TNT-AAAAAA") != 0 {
		t.Error("found at a customer who left")
	}
}

func TestAMatchSaysWhichWordsItDoesWithout(t *testing.T) {
	c := filled(customer(1, "Contoso Shipping", domains("contoso.com")), customer(2, "Fabrikam", domains("fabrikam.com")))
	for text, want := range map[string][]string{"contoso shipping": nil, "contoso zürich shipping": {"zurich"}} {
		rows := c.Query(Query{Text: text}).Rows
		if len(rows) != 1 || !slices.Equal(rows[0].Match.Missing, want) || rows[0].Match.Weak {
			t.Errorf("%q: %+v, want one customer without %q", text, rows, want)
		}
	}
}
