package catalog

import "testing"

func TestResolveDecidesOnlyWhenOneCustomerIsMeant(t *testing.T) {
	c := filled(
		customer(1, "Contoso", domains("contoso.com")),
		customer(2, "Contoso Foods", domains("contosofoods.com"), initial("cf.onmicrosoft.com")),
		customer(3, "Fabrikam", domains("fabrikam.com"), aliases("Fab One")),
		customer(4, "Twin Bakery", domains("twin1.com")),
		customer(5, "Twin Bakery", domains("twin2.com")),
		customer(6, "Alpine Steel"),
		customer(7, "Verdant Alpine Studio"),
		customer(8, "Shared One", domains("shared.com")),
		customer(9, "Shared Two", domains("shared.com")),
	)
	for _, test := range []struct {
		text  string
		want  string   // empty: undecided
		among []string // the candidates then, in this order
	}{
		{text: string(id(2)), want: "Contoso Foods"},
		{text: "{" + string(id(2)) + "}", want: "Contoso Foods"},
		{text: "11111111-1111-1111-1111-111111111111"},
		{text: "contoso.com", want: "Contoso"},
		{text: "CF.onmicrosoft.com", want: "Contoso Foods"},
		{text: "jo@mail.fabrikam.com", want: "Fabrikam"},
		{text: "contoso", want: "Contoso"}, // its exact name, though another one begins with it
		{text: "fab one", want: "Fabrikam"},
		{text: "contoso foods", want: "Contoso Foods"},
		{text: "contoso f", want: "Contoso Foods"},
		{text: "fabr", want: "Fabrikam"},
		{text: "fabrikan", want: "Fabrikam"},
		{text: "conto", among: []string{"Contoso", "Contoso Foods"}},
		{text: "twin bakery", among: []string{"Twin Bakery", "Twin Bakery"}},
		{text: "twin1.com", want: "Twin Bakery"},
		{text: "alpine", among: []string{"Alpine Steel", "Verdant Alpine Studio"}},
		{text: "alpine st", among: []string{"Alpine Steel", "Verdant Alpine Studio"}},
		{text: "fabrikam.org", among: []string{"Fabrikam"}}, // somebody else's domain
		{text: "fbkm", among: []string{"Fabrikam"}},         // scattered letters are no name
		{text: "shared.com", among: []string{"Shared One", "Shared Two"}},
		{text: "www.fabrikam.com", want: "Fabrikam"},
		{text: "qqqq"},
		{text: ""},
		{text: "  "},
	} {
		e, near, ok := c.Resolve(test.text)
		if ok != (test.want != "") || e.Name != test.want {
			t.Errorf("%q means %q (%v), want %q", test.text, e.Name, ok, test.want)
		}
		wantNames(t, test.text, names(near.Rows), test.among...)
	}
}

func TestWhatNobodyHasIsToldFromWhatFitsSeveral(t *testing.T) {
	c := filled(customer(1, "Birch Foods", domains("birch.example")), customer(2, "Ivy Care"), customer(3, "Ivy Care"))
	const nobodys = "11111111-1111-1111-1111-111111111111"
	for text, want := range map[string]Near{
		"birchfoods.example":              {Identifier: "birchfoods.example"},
		"www.birchfoods.example":          {Identifier: "birchfoods.example"},
		"jo@birchfoods.example":           {Identifier: "birchfoods.example"},
		"https://birchfoods.example/path": {Identifier: "birchfoods.example"},
		nobodys:                           {Identifier: nobodys, IsID: true},
		"{" + nobodys + "}":               {Identifier: nobodys, IsID: true},
		"ivy care":                        {Several: true},
		"ivy":                             {Several: true},
		"bfds":                            {}, // scattered letters of one name
		"zorro":                           {},
	} {
		_, near, ok := c.Resolve(text)
		if ok || near.Identifier != want.Identifier || near.IsID != want.IsID || near.Several != want.Several {
			t.Errorf("%q: %v, %+v", text, ok, near)
		}
	}
}
