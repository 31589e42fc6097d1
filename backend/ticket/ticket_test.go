package ticket

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"tenantry/backend/deeplink"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

var at = time.Date(2026, 3, 2, 8, 15, 0, 0, time.UTC)

func fabrikam(title, words string) partner.Customer {
	c := partner.Customer{ID: "2a8a6ee6-41fb-4f7f-ab9d-59bd8ce2c92c", Name: "Fabrikam *GmbH* <b>", PrimaryDomain: "fabrikam.example"}
	c.Health.AsOf, c.Requests.AsOf = at.Add(time.Hour), at
	c.Health.Value.Services = []partner.Service{{Name: "Exchange Online", Issues: []partner.Issue{
		{ID: "EX1", Title: title, Service: "Exchange Online", Status: "serviceDegradation", StartsAt: at, Posts: []partner.Post{{At: at, Text: words}, {At: at, Text: "older"}}},
		{ID: "EX0", Title: "over", Service: "Exchange Online", Resolved: true, EndsAt: at}}}}
	c.Requests.Value = []partner.ServiceRequest{{ID: "24", Title: "No mail", Status: "open", Severity: "critical", CreatedAt: at, Description: "Nobody\ngets mail"}}
	return c
}

func TestATicketSaysWhatItIsOfAndLeadsBack(t *testing.T) {
	c := fabrikam("Mail is late", "First line.\n\nSecond line.")
	for what, w := range map[string]struct {
		incident, request string
		l                 message.Language
		title, leads      string
		holds             []string
		not               string
	}{
		"an incident": {incident: "ex1", l: message.English, title: "EX1: Mail is late", leads: "tenantry:incident/EX1",
			holds: []string{"Customer: Fabrikam *GmbH* <b>\n", "Tenant ID: 2a8a6ee6", "Status at Microsoft: serviceDegradation\n", "> First line.\n> Second line.\n"}, not: "older"},
		"one that is over": {incident: "EX0", l: message.English, title: "EX0: over", leads: "tenantry:incident/EX0", holds: []string{"Over since: "}, not: "Microsoft wrote"},
		"a request": {request: "24", l: "fr", title: "24: No mail", leads: "tenantry:customer/2a8a6ee6-41fb-4f7f-ab9d-59bd8ce2c92c/request/24",
			holds: []string{"Demande de service\u00a0: 24", "> Nobody\n> gets mail\n"}, not: "Produit"},
		"its health": {l: message.English, title: "Service health of Fabrikam *GmbH* <b>", leads: "tenantry:customer/2a8a6ee6-41fb-4f7f-ab9d-59bd8ce2c92c/health",
			holds: []string{"Exchange Online: EX1: Mail is late\n"}, not: "EX0"},
	} {
		got, ok := Of(c, w.incident, w.request, w.l)
		text := got.In(Plain)
		if !ok || got.Title != w.title || got.Link != w.leads || !strings.HasSuffix(text, ": "+w.leads+"\n") || strings.Contains(text, w.not) {
			t.Errorf("%s: %v %q\n%s", what, ok, got.Title, text)
		}
		for _, part := range w.holds {
			if !strings.Contains(text, part) {
				t.Errorf("%s: %q is missing in\n%s", what, part, text)
			}
		}
		if _, err := deeplink.Parse(got.Link); err != nil {
			t.Errorf("%s: %s leads nowhere: %v", what, got.Link, err)
		}
	}
	for _, none := range [][2]string{{"EX9", ""}, {"", "25"}} {
		if _, ok := Of(c, none[0], none[1], message.English); ok {
			t.Errorf("%q is a ticket", none)
		}
	}
}

func TestEverySystemHasANameAndAMarkupThatIsWritten(t *testing.T) {
	got, _ := Of(fabrikam("Mail is late", "Words."), "EX1", "", message.English)
	begins := map[Markup]string{Plain: "Customer: ", Markdown: "- **Customer**: ", HTML: "<ul>\n<li><b>Customer</b>"}
	seen := map[string]bool{}
	for _, s := range Systems() {
		if seen[s.Key] || s.Key == "" || s.Name == "" && s.Key != "plain" || !strings.HasPrefix(got.In(s.Markup), begins[s.Markup]) || begins[s.Markup] == "" {
			t.Errorf("%+v", s)
		}
		seen[s.Key] = true
	}
	if _, known := SystemNamed("jira"); known || len(seen) < 6 {
		t.Errorf("%v", seen)
	}
}

// What comes from outside marks nothing: HTML has the elements that we write and no other, and its text is what came in;
// Markdown has no mark of it that is not taken back.
func FuzzWhatComesFromOutsideIsText(f *testing.F) {
	f.Add("Mail <script>", "a **b** [c](http://d)\n<img src=x>")
	f.Add("`x`", "1. one\n# two\n> three\n- four\n\\*")
	f.Add("\u2028\x00", "&lt;b&gt;")
	f.Fuzz(func(t *testing.T, title, words string) {
		got, ok := Of(fabrikam(title, words), "EX1", "", message.English)
		if !ok {
			t.Fatal("no ticket")
		}
		doc, err := html.Parse(strings.NewReader(got.In(HTML)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && !strings.Contains(" html head body ul li b p blockquote a ", " "+n.Data+" ") {
				t.Errorf("<%s> came from outside", n.Data)
			}
			if n.Type == html.ElementNode && n.Data == "a" && n.Attr[0].Val != got.Link {
				t.Errorf("a link leads to %q", n.Attr[0].Val)
			}
		}
		for l := range strings.Lines(got.In(Markdown)) {
			l = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSuffix(l, "\n"), "- **"), "> ")
			l = strings.Replace(l, "**: ", "", 1)
			if strings.HasPrefix(l, "["+unmarked(got.leads)) || l == ">" {
				continue
			}
			for i := 0; i < len(l); i++ {
				if l[i] == '\\' {
					i++
				} else if strings.IndexByte(marks, l[i]) >= 0 {
					t.Errorf("%q marks", l)
					break
				}
			}
		}
	})
}
