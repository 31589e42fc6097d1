package portal

import (
	"slices"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func TestPortalsComeInTheUsersOrderWithTheUsersOwn(t *testing.T) {
	d := New()
	d.Arrange(Arrangement{Order: []string{Teams, "Runbook", Admin}, Hosts: []string{"wiki.contoso.example"},
		Own: []Own{{"Runbook", "https://wiki.contoso.example/run?tenant={tid}&d={default}"}, {"Elsewhere", "https://other.example/{tid}"}}})
	links := d.Links(customer())
	var keys []string
	for _, l := range links {
		keys = append(keys, l.Portal)
	}
	if want := []string{Teams, "Runbook", Admin, Exchange, Entra}; !slices.Equal(keys[:5], want) {
		t.Errorf("%v", keys)
	}
	if slices.Contains(keys, "Elsewhere") {
		t.Error("a host that nobody allowed")
	}
	if links[1].URL != "https://wiki.contoso.example/run?tenant="+tid+"&d=contoso.com" || links[1].Source != partner.LinkFromTemplate {
		t.Errorf("%+v", links[1])
	}
	if len(keys) != len(Keys())+1 {
		t.Errorf("%d of %d", len(keys), len(Keys())+1)
	}
}

// What a user allows is opened where the user's own links lead, and never because a text from outside names it.
func TestAHostOfTheUsersIsOpenedByHTTPSAlone(t *testing.T) {
	d := New()
	d.Arrange(Arrangement{Hosts: []string{"wiki.contoso.example"}})
	if got, err := d.Allowed("https://wiki.contoso.example/a?b=c"); err != nil || got != "https://wiki.contoso.example/a?b=c" {
		t.Errorf("%q, %v", got, err)
	}
	for _, address := range []string{"http://wiki.contoso.example/", "https://wiki.contoso.example:8443/", "https://x.wiki.contoso.example/",
		"https://wiki.contoso.example.evil.test/", "https://a@wiki.contoso.example/", "https://evil.test/wiki.contoso.example"} {
		if got, err := d.Allowed(address); err == nil {
			t.Errorf("%s is opened as %s", address, got)
		}
	}
	if got, err := d.Told("https://wiki.contoso.example/a"); err == nil {
		t.Errorf("a post leads to %s", got)
	}
}

func TestWhatIsWrongWithAnArrangementIsSaidByName(t *testing.T) {
	many := make([]Own, maxOwn+1)
	for key, a := range map[string]Arrangement{
		"link_own_host":   {Hosts: []string{"https://x.example"}},
		"link_own_many":   {Own: many},
		"link_own_name":   {Own: []Own{{" x", "https://aka.ms/"}}},
		"link_own_twice":  {Own: []Own{{"Exchange admin center", "https://aka.ms/"}}},
		"link_place":      {Own: []Own{{"x", "https://aka.ms/{tenant}"}}},
		"link_place_host": {Own: []Own{{"x", "https://{default}.aka.ms/"}}},
		"link_host":       {Own: []Own{{"x", "https://evil.test/{tid}"}}},
		"link_no_https":   {Own: []Own{{"x", "http://aka.ms/{tid}"}}},
	} {
		f, ok := fault.As(a.Check())
		if !ok || f.Kind != fault.Invalid || f.Message.Key != key {
			t.Errorf("%s: %v", key, a.Check())
		}
	}
	for _, h := range []string{"", "localhost", "127.0.0.1", "10.0.0.1", ".example.com", "a..b", "EXAMPLE.com", "x.example/path", "x.example:8443", "ex ample.com", "*.example.com", "münchen.example"} {
		if checkHost(h) == nil {
			t.Errorf("%q is a host", h)
		}
	}
	if err := (Arrangement{Hosts: []string{"wiki.contoso.example"}, Own: []Own{{"Wiki", "https://wiki.contoso.example/{initial}#x={default}"}, {"Plain", "https://aka.ms/x"}}}).Check(); err != nil {
		t.Error(err)
	}
}

func FuzzATemplateLeadsWhereItSays(f *testing.F) {
	for _, s := range []string{"https://wiki.contoso.example/{tid}", "https://{tid}@evil.test", "https://wiki.contoso.example{default}", "https://evil.test?https://wiki.contoso.example"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, template string) {
		d := New()
		d.Arrange(Arrangement{Hosts: []string{"wiki.contoso.example"}})
		address, err := Example(template, []string{"wiki.contoso.example"})
		if err != nil {
			return
		}
		u, err := d.parse(address, true)
		if err != nil || u.Hostname() != "wiki.contoso.example" && !microsoft(u.Hostname()) {
			t.Fatalf("%q leads to %q: %v", template, address, err)
		}
	})
}
