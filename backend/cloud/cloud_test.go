package cloud_test

import (
	"net/url"
	"strings"
	"testing"

	"tenantry/backend/cloud"
)

func TestEachNationalCloudHasItsOwnAddressesAndScopes(t *testing.T) {
	for name, want := range map[string][]string{ // api/facts.md 4
		"global": {"https://login.microsoftonline.com", "https://graph.microsoft.com/.default",
			"https://api.partnercenter.microsoft.com/user_impersonation", "https://management.azure.com/user_impersonation"},
		"usgov": {"https://login.microsoftonline.us", "https://graph.microsoft.us/.default",
			"https://api.partnercenter.microsoft.com/user_impersonation", "https://management.usgovcloudapi.net/user_impersonation"},
		"usgovdod": {"https://login.microsoftonline.us", "https://dod-graph.microsoft.us/.default",
			"https://api.partnercenter.microsoft.com/user_impersonation", "https://management.usgovcloudapi.net/user_impersonation"},
		"china": {"https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn/.default",
			"https://partner.partnercenterapi.microsoftonline.cn/user_impersonation", "https://management.chinacloudapi.cn/user_impersonation"},
	} {
		e, err := cloud.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{e.Login.String(), e.GraphScope(), e.PartnerCenterScope(), e.AzureScope()}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if china := name == "china"; e.GDAP == china || e.ManagedServices == china || e.ServiceRequests == china {
			t.Errorf("%s: offers %+v", name, e)
		}
	}
	if len(cloud.Names()) != 4 {
		t.Errorf("names: %v", cloud.Names())
	}
}

func TestAnUnknownCloudListsTheKnownOnes(t *testing.T) {
	_, err := cloud.Named("mars")
	if err == nil || !strings.Contains(err.Error(), "global, usgov, usgovdod, china") {
		t.Errorf("got %v", err)
	}
}

func TestACustomCloudMayBePlainOnThisMachineOnly(t *testing.T) {
	const ok = "https://cloud.example"
	for _, address := range []string{"http://127.0.0.1:8080", "http://127.9.9.9", "http://localhost:1/", "http://LOCALHOST",
		"http://[::1]:8080", "https://example.com:444/base/"} {
		e, err := cloud.Custom(address, ok, ok, ok)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		if strings.HasSuffix(e.Login.String(), "/") {
			t.Errorf("%s: kept the slash: %s", address, e.Login)
		}
	}
	for address, reason := range map[string]string{
		"":                            "missing",
		"http://example.com":          "loopback",
		"http://localhost.example":    "loopback",
		"http://127.0.0.1.example":    "loopback",
		"http://10.0.0.1":             "loopback",
		"http://0.0.0.0":              "loopback",
		"http://[::ffff:10.0.0.1]":    "loopback",
		"ftp://example.com":           "https://",
		"example.com":                 "https://",
		"//example.com":               "https://",
		"https://":                    "host",
		"https://:443":                "host",
		"https://u:hunter2@x.example": "password",
		"https://x.example?a=b":       "query",
		"https://x.example?":          "query",
		"https://x.example#f":         "fragment",
		"https://x.example:hunter2":   "can't be read",
	} {
		for i := range 4 {
			args := []string{ok, ok, ok, ok}
			args[i] = address
			_, err := cloud.Custom(args[0], args[1], args[2], args[3])
			if err == nil || !strings.Contains(err.Error(), reason) {
				t.Errorf("%q as address %d: %v, want %q", address, i, err, reason)
			}
		}
	}
}

func TestSameOriginLooksAtSchemeHostAndPort(t *testing.T) {
	base, _ := url.Parse("https://graph.microsoft.com")
	for address, want := range map[string]bool{
		"https://graph.microsoft.com/v1.0/x?y": true,
		"https://GRAPH.microsoft.com:443":      true,
		"http://graph.microsoft.com":           false,
		"https://graph.microsoft.com:444":      false,
		"https://graph.microsoft.com.evil.org": false,
		"https://evil.org/graph.microsoft.com": false,
		"https://graph.microsoft.com@evil.org": false,
		"/v1.0/x":                              false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := cloud.SameOrigin(u, base); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
	if cloud.SameOrigin(nil, base) || cloud.SameOrigin(base, nil) {
		t.Error("nothing is of no origin")
	}
}

func FuzzABaseIsHTTPSOrOnThisMachine(f *testing.F) {
	for _, s := range []string{"https://a", "http://localhost", "http://[::1]", "http://127.0.0.1@evil", "http:\\\\x", "https://a/%2f/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := cloud.ParseBase(s)
		if err != nil {
			return
		}
		again, err := url.Parse(u.String())
		if err != nil {
			t.Fatalf("%q: %s can't be read again: %v", s, u, err)
		}
		if again.Scheme != "https" && !cloud.Loopback(again.Hostname()) {
			t.Fatalf("%q became %s", s, again)
		}
		if !cloud.SameOrigin(u, again) {
			t.Fatalf("%q: %s is not %s", s, u, again)
		}
	})
}
