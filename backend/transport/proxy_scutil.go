package transport

import (
	"net"
	"net/url"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// scutilProxy is the proxy that macOS' `scutil --proxy` tells of; nil: none. A proxy script is not run: then the
// user names the proxy.
func scutilProxy(text string) func(*url.URL) (*url.URL, error) {
	values := map[string]string{}
	var except []string
	inList := false
	for line := range strings.Lines(text) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), " : ")
		switch {
		case strings.TrimSpace(line) == "}":
			inList = false
		case ok && strings.HasPrefix(value, "<array>"):
			inList = name == "ExceptionsList"
		case ok && inList:
			except = append(except, strings.TrimPrefix(value, "*")) // *.example is .example there
		case ok:
			values[name] = value
		}
	}
	at := func(kind string) string {
		if values[kind+"Enable"] != "1" || values[kind+"Proxy"] == "" {
			return ""
		}
		if port := values[kind+"Port"]; port != "" {
			return net.JoinHostPort(values[kind+"Proxy"], port)
		}
		return values[kind+"Proxy"]
	}
	c := httpproxy.Config{HTTPProxy: at("HTTP"), HTTPSProxy: at("HTTPS"), NoProxy: strings.Join(except, ",")}
	if c.HTTPProxy == "" && c.HTTPSProxy == "" {
		return nil
	}
	return c.ProxyFunc()
}
