package portal

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"tenantry/backend/fault"
)

func TestWhatWasJudgedIsWhatIsOpened(t *testing.T) {
	for address, want := range map[string]string{
		"HTTPS://ADMIN.Cloud.Microsoft:443/?a=b#/c": "https://admin.cloud.microsoft/?a=b#/c",
		"https://learn.microsoft.com/fr-fr/é":       "https://learn.microsoft.com/fr-fr/%C3%A9",
		"https://learn.microsoft.com/a%2Fb":         "https://learn.microsoft.com/a%2Fb",
		"https://learn.microsoft.com/a|b\"c":        "https://learn.microsoft.com/a%7Cb%22c",
	} {
		got, err := New().Told(address)
		if err != nil || got != want {
			t.Errorf("%s: %s (%v), want %s", address, got, err, want)
		}
	}
}

// A post may send its reader to what Microsoft publishes, and to no page that a stranger made or that asks for something.
func TestALinkOfAPostLeadsToMicrosoftsOwnWords(t *testing.T) {
	for _, address := range []string{
		"https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow", "https://aka.ms/MFA", "https://support.microsoft.com/x",
		"https://admin.cloud.microsoft/?ref=MessageCenter#/MessageCenter/:/messages/MC1", "https://portal.azure.com/#view/x", "https://go.microsoft.com/fwlink/?linkid=1",
		"https://www.microsoft.com/linkedin", "https://outlook.office.com/bookmarks",
	} {
		if _, err := New().Told(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	tid := "4fdbff88-9d6b-42e0-9713-45c922ba8001"
	for key, addresses := range map[string][]string{
		"link_asks": {
			"https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=x", "https://login.microsoftonline.com/" + tid + "/adminconsent?client_id=x",
			"https://LOGIN.Microsoft.com/", "https://microsoft.com/devicelogin", "https://microsoft.com/x/../DeviceLogin", "https://microsoft.com/%64evicelogin",
			"https://www.microsoft.com/link", "https://aka.ms/devicelogin", "https://myapps.microsoft.com/signin/x",
			"https://admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/x",
			"https://admin.microsoft.com/Adminportal/Home?invType=Reseller&partnerId=x", "https://portal.office.com/partner/partnersignup.aspx?type=x",
			"https://portal.azure.com/#create/Microsoft.Template/uri/https%3A%2F%2Fevil.test", "https://login.partner.microsoftonline.cn/",
			"https://www.microsoft.com/go?to=https%3A%2F%2Flogin.microsoftonline.com%2F",
		},
		"link_published": {
			"https://forms.office.com/r/x", "https://forms.cloud.microsoft/r/x", "https://sway.office.com/x", "https://customervoice.microsoft.com/x",
			"https://outlook.office365.com/book/x@contoso.com/", "https://outlook.office.com/a/../book/x", "https://app.powerbi.com/view?r=x",
			"https://x.svc.dynamics.com/t/x", "https://public-eur.mkt.dynamics.com/x", "https://dev.azure.com/evil/_git/x", "https://teams.microsoft.com/l/meetup-join/x",
			"https://learn.microsoft.com/answers/questions/1",
		},
		"link_host": {
			"https://contoso.sharepoint.com/x", "https://evil.github.io/", "https://sites.google.com/x", "https://x.azurewebsites.net/",
			"https://x.blob.core.windows.net/x", "https://evil.powerappsportals.com/", "https://xn--micrsoft-qbh.com/",
		},
		"link_user": {"https://microsoft.com@evil.test/", "https://x@aka.ms/"},
	} {
		for _, address := range addresses {
			got, err := New().Told(address)
			var f *fault.Error
			if !errors.As(err, &f) || f.Message.Key != key {
				t.Errorf("%s: %q (%v), want %s", address, got, err, key)
			}
		}
	}
}

func TestTheSimulatedCloudsPagesAreTold(t *testing.T) {
	if _, err := New("127.0.0.1:8123").Told("http://127.0.0.1:8123/devicelogin"); err != nil {
		t.Error(err)
	}
}

func FuzzWhatIsOpenedIsOfMicrosofts(f *testing.F) {
	for _, s := range []string{"https://aka.ms/x", "https://a@aka.ms", "https://aka.ms:443/%2e%2e/\u00e9", "https://microsoft.com\\@evil.test", "https://evil.test#.microsoft.com"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		d := New()
		got, err := d.Told(address)
		if err != nil {
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "https" || u.User != nil || u.Port() != "" || !microsoft(u.Host) || strings.ContainsAny(got, " \\\n\t") {
			t.Fatalf("%q is opened as %q", address, got)
		}
		if again, err := d.Told(got); err != nil || again != got {
			t.Fatalf("%q is opened as %q, and that as %q (%v)", address, got, again, err)
		}
	})
}
