package login

import (
	"strings"
	"testing"

	"tenantry/backend/simcloud/httpd"
)

func platform() *Platform {
	return &Platform{ServiceAt: func(base string) (httpd.Service, bool) {
		s, ok := map[string]httpd.Service{"https://graph.test": httpd.Graph, "https://azure.test": httpd.Azure, "https://login.test": httpd.Login}[base]
		return s, ok
	}}
}

func TestAScopeNamesOneResourceByAnyOfItsNames(t *testing.T) {
	for scope, want := range map[string]httpd.Service{
		"https://graph.test/.default":                          httpd.Graph,
		"https://graph.test//.default offline_access":          httpd.Graph,
		"00000003-0000-0000-C000-000000000000/Domain.Read.All": httpd.Graph,
		"User.Read":                   httpd.Graph,
		"openid":                      httpd.Graph,
		"https://azure.test/.default": httpd.Azure,
		"https://azure.test/User_Impersonation openid profile": httpd.Azure,
	} {
		if r, e := platform().parseScope(scope); e != nil || r.service != want || r.scope == "" {
			t.Errorf("%q: %+v, %v", scope, r, e)
		}
	}
	for scope, want := range map[string]int{
		"": 900144, "offline_access": 900144, "nonsense": 70011, "Mail.Read": 65001, "https://nowhere.test/.default": 500011, "https://login.test/.default": 500011,
		"https://graph.test/.default https://azure.test/.default": 28000,
	} {
		if _, e := platform().parseScope(scope); e == nil || e.code != want {
			t.Errorf("%q: %v, want AADSTS%d", scope, e, want)
		}
	}
}

func TestOnlyALoopbackWithoutAPathIsARedirect(t *testing.T) {
	for address, want := range map[string]bool{
		"http://localhost": true, "http://localhost:1/": true, "http://127.0.0.1:65000": true,
		"https://localhost": false, "http://localhost/x": false, "http://localhost?x": false, "http://localhost#x": false, "http://a@localhost": false,
		"http://localhost.example": false, "http://[::1]": false, "": false, "http://127.0.0.1%2f": false,
	} {
		if got := loopbackRedirect(address); got != want {
			t.Errorf("%q: %v", address, got)
		}
	}
}

func TestEveryErrorHasItsNumberItsKindAndNoGapLeft(t *testing.T) {
	for _, e := range []*signInError{errNoConsent.is(), errBlocked.is(), errNotInTenant.is(), errNoTenant.about("x"), errBadTenant.about("x"), errRevoked.is(), errTokenTooOld.is(),
		errBadGrant.is(), errCodeUsed.is(), errCodeOld.is(), errVerifier.is(), errNoChallenge.is(), errRedirect.about("x"), errUnknownApp.about("x"), errSecret.is(), errScope.about("x"),
		errTwoResources.about("x"), errNoResource.about("x"), errMissing.about("x"), errGrantType.about("x"), errResponseType.about("x"), errResponseMode.about("x"), errLoginRequired.is(),
		errLoop.is(), errTenantThrottled.is(), errPending.is(), errDeclined.is(), errBadDevice.is(), errDeviceOld.is(), errSlowDown.is()} {
		if e.code < 10000 || e.error == "" || e.text == "" || strings.Contains(e.text, "%") {
			t.Errorf("%+v", e)
		}
	}
}
