package portal

import (
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

const tid = "4fdbff88-9d6b-42e0-9713-45c922ba8001"

func customer() partner.Customer {
	return partner.Customer{ID: tid, Name: "Contoso", PrimaryDomain: "contoso.com", InitialDomain: "contoso.onmicrosoft.com"}
}

func addresses(links []partner.Link) map[string]string {
	m := map[string]string{}
	for _, l := range links {
		m[l.Portal] = l.URL
	}
	return m
}

func TestEveryPortalHasALinkForACustomerWhoseDomainsAreKnown(t *testing.T) {
	want := map[string]string{
		"admin":         "https://admin.cloud.microsoft/?delegatedOrg=contoso.onmicrosoft.com",
		"exchange":      "https://admin.cloud.microsoft/exchange?delegatedOrg=contoso.onmicrosoft.com",
		"entra":         "https://entra.microsoft.com/" + tid,
		"teams":         "https://admin.teams.microsoft.com/?delegatedOrg=contoso.onmicrosoft.com",
		"azure":         "https://portal.azure.com/" + tid,
		"intune":        "https://intune.microsoft.com/" + tid,
		"defender":      "https://security.microsoft.com/?tid=" + tid,
		"purview":       "https://purview.microsoft.com/?tid=" + tid,
		"powerplatform": "https://admin.powerplatform.microsoft.com/account/login/" + tid,
		"partnercenter": "https://partner.microsoft.com/dashboard/v2/customers/" + tid + "/servicemanagementpage",
		"servicehealth": "https://admin.cloud.microsoft/?delegatedOrg=contoso.onmicrosoft.com#/servicehealth",
		"support":       "https://admin.cloud.microsoft/?delegatedOrg=contoso.onmicrosoft.com#/support/requests",
		"status":        "https://status.cloud.microsoft/",
	}
	links := New().Links(customer())
	if d := cmp.Diff(want, addresses(links)); d != "" {
		t.Error(d)
	}
	for _, l := range links {
		if l.Source != "template" || Title(l.Portal) == l.Portal {
			t.Errorf("%+v has no title or a wrong source", l)
		}
	}
}

// A domain can move to another customer: a link that names it would open that one.
func TestNoLinkNamesADomainThatCanMove(t *testing.T) {
	for _, l := range New().Links(customer()) {
		if strings.Contains(l.URL, "contoso.com") {
			t.Errorf("%s: %s", l.Portal, l.URL)
		}
	}
}

func TestAPortalThatNeedsAnUnknownDomainIsLeftOut(t *testing.T) {
	got := addresses(New().Links(partner.Customer{ID: tid}))
	for _, key := range []string{Admin, Exchange, Teams, ServiceHealth, Support} {
		if got[key] != "" {
			t.Errorf("%s was made without a domain: %s", key, got[key])
		}
	}
	if got[Entra] == "" || got[Azure] == "" || got[Status] == "" {
		t.Error("the portals that need no domain are missing")
	}
}

func TestTheInitialDomainIsFoundAmongTheVerifiedOnes(t *testing.T) {
	c := partner.Customer{ID: tid, PrimaryDomain: "contoso.com"}
	c.Details.Value.Domains = []partner.VerifiedDomain{{Name: "contoso.mail.onmicrosoft.com"}, {Name: "contoso.onmicrosoft.com"}}
	if got := addresses(New().Links(c))[Teams]; got != "https://admin.teams.microsoft.com/?delegatedOrg=contoso.onmicrosoft.com" {
		t.Error(got)
	}
}

func TestTheCustomersOwnLinksComeFirstAndGraphBeforePartnerCenter(t *testing.T) {
	c := customer()
	c.Links.Value = []partner.Link{
		{Portal: "Teams", URL: "https://admin.teams.microsoft.com/?from=partnercenter", Source: "partnercenter"},
		{Portal: "Teams", URL: "https://admin.teams.microsoft.com/?from=graph", Source: "graph"},
		{Portal: "Azure Active Directory", URL: "https://aad.portal.azure.com/contoso.onmicrosoft.com", Source: "graph"},
		{Portal: "Microsoft 365 Lighthouse", URL: "https://lighthouse.microsoft.com", Source: "graph"},
		{Portal: "Dynamics 365 Business Central", URL: "https://businesscentral.dynamics.com/x/admin", Source: "graph"},
		{Portal: "Exchange", URL: "https://portal.office.com/Partner/BeginClientSession.aspx?CTID=1", Source: "partnercenter"},
		{Portal: "Intune", URL: "http://intune.microsoft.com/", Source: "graph"},
		{Portal: "Purview", URL: "https://purview.microsoft.com.evil.example/", Source: "graph"},
	}
	links := New().Links(c)
	got := addresses(links)
	for key, want := range map[string]string{
		Teams:    "https://admin.teams.microsoft.com/?from=graph",
		Entra:    "https://aad.portal.azure.com/contoso.onmicrosoft.com",
		Exchange: "https://admin.cloud.microsoft/exchange?delegatedOrg=contoso.onmicrosoft.com",
		Intune:   "https://intune.microsoft.com/" + tid,
		Purview:  "https://purview.microsoft.com/?tid=" + tid,
	} {
		if got[key] != want {
			t.Errorf("%s: %s, want %s", key, got[key], want)
		}
	}
	last := links[len(links)-2:]
	if last[0].Portal != "Dynamics 365 Business Central" || last[1].Portal != "Microsoft 365 Lighthouse" {
		t.Errorf("the portals without a key do not come last, by name: %+v", last)
	}
}

func TestOnlyMicrosoftsHostsOverHTTPSMayBeOpened(t *testing.T) {
	for _, address := range []string{
		"https://admin.microsoft.com/", "https://microsoft.com", "https://ADMIN.Cloud.Microsoft/?a=b#/c", "https://portal.azure.com:443/x",
		"https://portal.azure.us/", "https://portal.azure.cn/", "https://portal.partner.microsoftonline.cn/", "https://contoso-admin.sharepoint.com/_layouts/15/online",
		"https://learn.microsoft.com/fr-fr/x", "https://aka.ms/x",
	} {
		if _, err := New().Allowed(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	for address, kind := range map[string]fault.Kind{
		"":                                         fault.Invalid,
		"admin.microsoft.com":                      fault.Invalid,
		"//admin.microsoft.com/":                   fault.Invalid,
		"http://admin.microsoft.com/":              fault.Invalid,
		"javascript:alert(1)":                      fault.Invalid,
		"file:///etc/passwd":                       fault.Invalid,
		"https:admin.microsoft.com":                fault.Invalid,
		"https://user@admin.microsoft.com/":        fault.Invalid,
		"https://admin.microsoft.com@evil.test/":   fault.Invalid,
		"https://admin.microsoft.com:8443/":        fault.Invalid,
		"https://evilmicrosoft.com/":               fault.Invalid,
		"https://microsoft.com.evil.test/":         fault.Invalid,
		"https://admin.microsoft.com\\@evil.test/": fault.Invalid,
		"https://evil.test\t.microsoft.com/":       fault.Invalid,
		"https://evil.test/.microsoft.com":         fault.Invalid,
		"https://evil／.microsoft.com/":             fault.Invalid,
		"https://micrоsoft.com/":                   fault.Invalid, // a Cyrillic o
		"https://x.westeurope.cloudapp.azure.com/": fault.Invalid,
		"https://contoso.sharepoint.com/":          fault.Invalid,
		"https://a.b-admin.sharepoint.com/":        fault.Invalid,
		"https://127.0.0.1/":                       fault.Invalid,
		"https://[::1]/":                           fault.Invalid,
		"https://portal.office.com/Partner/BeginClientSession.aspx?CTID=1": fault.Retired,
		"https://portal.office.com/partner/beginclientsession.ASPX":        fault.Retired,
	} {
		if _, err := New().Allowed(address); fault.KindOf(err) != kind {
			t.Errorf("%q: %v, want %s", address, err, kind)
		}
	}
}

func TestAnExtraHostIsAllowedAndPlainHTTPOnlyOnLoopback(t *testing.T) {
	d := New("127.0.0.1:8123", "portal.simcloud.test")
	for address, ok := range map[string]bool{
		"http://127.0.0.1:8123/admin":   true,
		"http://127.0.0.1:8124/admin":   false,
		"https://portal.simcloud.test/": true,
		"http://portal.simcloud.test/":  false,
		"https://admin.microsoft.com/":  true,
	} {
		if _, err := d.Allowed(address); (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestTheExtraHostsCanBeReplacedWhileLinksAreMade(t *testing.T) {
	d := New("127.0.0.1:8123")
	var others sync.WaitGroup
	for range 4 {
		others.Go(func() {
			for range 100 {
				d.Links(customer())
			}
		})
	}
	for range 100 {
		d.Allow("LOCALHOST:9000")
	}
	others.Wait()
	allowed := func(address string) bool { _, err := d.Allowed(address); return err == nil }
	if allowed("http://127.0.0.1:8123/support/x") || !allowed("http://localhost:9000/support/x") {
		t.Error("the hosts of before are allowed, or the new ones are not")
	}
	d.Allow()
	if allowed("http://localhost:9000/support/x") {
		t.Error("a host that was taken off is allowed")
	}
}

func TestPartnerCentersSupportPageIsTheSupportLinkWhereItsHostIsAllowed(t *testing.T) {
	const page = "http://127.0.0.1:8123/support/" + tid
	c := customer()
	c.Links.Value = []partner.Link{
		{Portal: "support", URL: "https://portal.office.com/Partner/BeginClientSession.aspx?CTID=1&CSDEST=Support", Source: "partnercenter"},
		{Portal: "support", URL: page, Source: "partnercenter"},
	}
	if got := addresses(New("127.0.0.1:8123").Links(c))[Support]; got != page {
		t.Error(got)
	}
	if got := addresses(New("127.0.0.1:8124").Links(c))[Support]; !strings.HasPrefix(got, "https://admin.cloud.microsoft/") {
		t.Error(got)
	}
}

func FuzzNoDomainChangesWhereALinkLeads(f *testing.F) {
	for _, s := range []string{"contoso.com", "a/../b", "x?y=z#f", "@evil.test/", "{tid}", "münchen.de", "a b&c=d", "..", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, domain string) {
		d := New()
		c := partner.Customer{ID: tid, PrimaryDomain: domain, InitialDomain: domain}
		for _, l := range d.Links(c) {
			if same, err := d.Allowed(l.URL); err != nil || same != l.URL {
				t.Fatal(l.URL, same, err)
			}
			u, err := url.Parse(l.URL)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				if e.key != l.Portal {
					continue
				}
				want, err := url.Parse(strings.ReplaceAll(e.template, "{", ""))
				if err != nil || u.Host != want.Host || u.Fragment != want.Fragment {
					t.Fatalf("%q leads to %s", domain, l.URL)
				}
				if strings.Contains(e.template, "{initial}") && u.Query().Get("delegatedOrg") != domain {
					t.Fatalf("%q was changed in %s", domain, l.URL)
				}
			}
		}
	})
}
