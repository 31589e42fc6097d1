package transport

import (
	"net/url"

	"github.com/mattn/go-ieproxy"
	"golang.org/x/net/http/httpproxy"
)

// systemProxy is what Windows' settings say, a proxy script (PAC) among them; nil: nothing.
func systemProxy() func(*url.URL) (*url.URL, error) {
	conf := ieproxy.GetConf()
	if !conf.Static.Active && !conf.Automatic.Active {
		return nil
	}
	fixed := func(*url.URL) (*url.URL, error) { return nil, nil }
	if conf.Static.Active {
		all := conf.Static.Protocols
		one := func(scheme string) string {
			if at, ok := all[scheme]; ok {
				return at
			}
			return all[""]
		}
		fixed = (&httpproxy.Config{HTTPProxy: one("http"), HTTPSProxy: one("https"), NoProxy: conf.Static.NoProxy}).ProxyFunc()
	}
	return func(at *url.URL) (*url.URL, error) {
		if conf.Automatic.Active {
			if host := conf.Automatic.FindProxyForURL((&url.URL{Scheme: at.Scheme, Host: at.Host}).String()); host != "" {
				return parseProxy(host)
			}
		}
		return fixed(at)
	}
}
