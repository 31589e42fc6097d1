package deeplink_test

import (
	"strings"
	"testing"

	"tenantry/backend/deeplink"
)

const tid = "4fdbff88-9d6b-42e0-9713-45c922ba8001"

func TestLinksLeadWhereTheySay(t *testing.T) {
	for text, c := range map[string]struct {
		link    deeplink.Link
		command string
	}{
		"tenantry:customer/" + tid:                  {deeplink.Link{Kind: deeplink.Customer, Customer: tid}, "customer " + tid},
		"tenantry://customer/contoso.com/":          {deeplink.Link{Kind: deeplink.Customer, Customer: "contoso.com"}, "customer contoso.com"},
		"TENANTRY:Customer/contoso.com/Health":      {deeplink.Link{Kind: deeplink.Health, Customer: "contoso.com"}, "health contoso.com"},
		"tenantry:customer/m%C3%BCnchen.de":         {deeplink.Link{Kind: deeplink.Customer, Customer: "münchen.de"}, "customer münchen.de"},
		"tenantry:customer/" + tid + "/request/615": {deeplink.Link{Kind: deeplink.Request, Customer: tid, ID: "615"}, "requests show 615 --customer " + tid},
		"tenantry:request/TNT-7F3K2M":               {deeplink.Link{Kind: deeplink.Request, ID: "TNT-7F3K2M"}, "requests show TNT-7F3K2M"},
		"tenantry:incident/EX123456?profile=werk-2": {deeplink.Link{Kind: deeplink.Incident, ID: "EX123456", Profile: "werk-2"}, "incidents EX123456 --profile werk-2"},
		"tenantry:view/incidents":                   {deeplink.Link{Kind: deeplink.View, ID: "incidents"}, "incidents"},
		"tenantry:view/Requests":                    {deeplink.Link{Kind: deeplink.View, ID: "requests"}, "requests list"},
	} {
		got, err := deeplink.Parse(text)
		if err != nil || got != c.link {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
		if words := strings.Join(got.Command(), " "); words != c.command {
			t.Errorf("%s: %s", text, words)
		}
	}
}

func TestWhatIsNoLinkLeadsNowhereAndIsNotRepeated(t *testing.T) {
	for _, text := range []string{"", "tenantry", "tenantry:", "https://contoso.com", "tenantry:customer", "tenantry:customer/", "tenantry:customer//health",
		"tenantry:customer/contoso.com/delete", "tenantry:sync", "tenantry:view/settings", "tenantry:incident/EX1/close", "tenantry:customer/--home",
		"tenantry:customer/a%20b", "tenantry:customer/a%2Fb", "tenantry:customer/..", "tenantry:customer/%E2%80%AEmoc.example", "tenantry:customer/a%0Ab",
		"tenantry:customer/<script>", "tenantry:customer/a?home=/tmp", "tenantry:customer/a?profile=", "tenantry:customer/a?profile=b&profile=c",
		"tenantry:customer/a?profile=-x", "tenantry:customer/%ff", "tenantry:customer/%zz", "tenantry:customer/a#b", "tenantry:incident/" + strings.Repeat("E", 600)} {
		got, err := deeplink.Parse(text)
		if err == nil {
			t.Errorf("%q leads to %+v", text, got)
		} else if len(text) > 18 && strings.Contains(err.Error(), text[9:]) {
			t.Errorf("%q stands in %q", text, err)
		}
	}
}

func FuzzWhatIsReadIsWrittenAndReadAgain(f *testing.F) {
	for _, text := range []string{"tenantry:customer/contoso.com/health", "tenantry://incident/EX1?profile=a", "tenantry:customer/m%C3%BCnchen.de", "tenantry:view/requests"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l, err := deeplink.Parse(text)
		if err != nil {
			if l != (deeplink.Link{}) {
				t.Fatalf("%q is wrong and leads to %+v", text, l)
			}
			return
		}
		for _, w := range append(l.Command(), l.Profile) {
			if strings.ContainsAny(w, " \t\r\n\"'`$&|;<>/\\\x00\x1b") || strings.HasPrefix(w, "-") && w != "--profile" && w != "--customer" {
				t.Fatalf("%q makes the word %q", text, w)
			}
		}
		written := l.String()
		if written == "" && len(text) >= 100 {
			return // escaped it is too long
		}
		if back, err := deeplink.Parse(written); err != nil || back != l {
			t.Fatalf("%q became %q: %+v, %v", text, written, back, err)
		}
	})
}
