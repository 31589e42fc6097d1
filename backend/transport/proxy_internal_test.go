package transport

import (
	"net/url"
	"testing"
)

// What macOS' scutil prints.
func TestTheProxyOfMacOSIsUnderstood(t *testing.T) {
	const text = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : intra.example
  }
  FTPPassive : 1
  HTTPEnable : 1
  HTTPPort : 8080
  HTTPProxy : proxy.example
  HTTPSEnable : 1
  HTTPSPort : 8443
  HTTPSProxy : secure.example
}
`
	choose := scutilProxy(text)
	for address, want := range map[string]string{
		"https://graph.microsoft.com": "http://secure.example:8443", "http://x.example": "http://proxy.example:8080",
		"https://a.local": "", "https://intra.example": "",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := choose(u); err != nil || shownProxy(got) != want {
			t.Errorf("%s: %v, %v; want %q", address, got, err, want)
		}
	}
	if scutilProxy("<dictionary> {\n  HTTPEnable : 0\n  HTTPProxy : old.example\n}\n") != nil {
		t.Error("a proxy that is switched off")
	}
}
