package transport

import (
	"net/url"
	"strings"
	"testing"

	"tenantry/backend/fault"
)

// A variable that is no address is named, and what it holds is not: it may be a password.
func TestAVariableThatIsNoProxyIsNamed(t *testing.T) {
	none := func() func(*url.URL) (*url.URL, error) { return nil }
	for name, value := range map[string]string{"HTTPS_PROXY": "http://me:SECRET@:8080", "HTTP_PROXY": "ftp://me:SECRET@proxy.example"} {
		t.Run(name, func(t *testing.T) {
			for _, other := range []string{"HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"} {
				t.Setenv(other, "")
			}
			t.Setenv(name, value)
			_, err := newProxies("", none)
			f, ok := fault.As(err)
			if !ok || f.Kind != fault.Invalid || f.Remedy != fault.CheckProxy || !strings.Contains(f.Error(), name) || strings.Contains(f.Error(), "SECRET") {
				t.Errorf("%v", err)
			}
			if p, err := newProxies(Direct, none); err != nil || p.Source != FromSetting {
				t.Errorf("what the user chose goes before it: %v", err)
			}
		})
	}
}
