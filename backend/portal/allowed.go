package portal

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"tenantry/backend/fault"
)

// hosts are Microsoft's: each stands for itself and for every name below it. Names under which
// strangers can publish (*.azurewebsites.net, *.blob.core.windows.net, …) are not among them.
var hosts = []string{
	"microsoft.com", "cloud.microsoft", "microsoftonline.com", "microsoft365.com", "office.com", "office365.com",
	"azure.com", "dynamics.com", "powerbi.com", "powerapps.com", "powerautomate.com", "aka.ms",
	// US Government
	"microsoft.us", "microsoft365.us", "office365.us", "microsoftonline.us", "azure.us", "osi.apps.mil",
	"microsoftdynamics.us", "appsplatform.us", "powerapps.us", "powerbigov.us",
	// 21Vianet
	"microsoftonline.cn", "login.chinacloudapi.cn", "azure.cn", "partner.outlook.cn", "dynamics.cn", "powerbi.cn", "powerapps.cn",
}

// strangers are names below those, under which anybody can have a machine.
var strangers = []string{"cloudapp.azure.com"}

// plainHost is how a host's name looks to every reader alike: no other alphabet, no escapes.
var plainHost = regexp.MustCompile(`^[a-z0-9.-]+$`)

// adminSite is the SharePoint admin center of a tenant; its name can't be derived from a domain, so it
// comes from Microsoft's own list.
var adminSite = regexp.MustCompile(`^[a-z0-9]+-admin\.sharepoint\.(com|us|cn)$`)

// Allowed says why an address may not be opened: only https (on an extra loopback host also http) to a
// host of Microsoft's or an extra one, with no user name and no odd port, and not through
// BeginClientSession.aspx, which is dead since April 2025. The failure is of kind Invalid, for the dead
// address Retired.
func (d *Directory) Allowed(address string) error {
	if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f }) {
		return refuse("link_blank")
	}
	u, err := url.Parse(address)
	if err != nil || u.Opaque != "" || u.Host == "" {
		return refuse("link_no_address")
	}
	scheme, host := strings.ToLower(u.Scheme), strings.ToLower(u.Hostname())
	allowed := *d.extra.Load()
	extra := slices.Contains(allowed, host) || slices.Contains(allowed, strings.ToLower(u.Host))
	switch {
	case u.User != nil:
		return refuse("link_user")
	case scheme != "https" && (scheme != "http" || !extra || !loopback(host)):
		return refuse("link_no_https")
	case strings.Contains(strings.ToLower(u.Path), "beginclientsession"):
		return fault.New(fault.Retired, "link_withdrawn")
	case extra:
		return nil
	case u.Port() != "" && u.Port() != "443":
		return refuse("link_port")
	case !microsoft(host):
		return refuse("link_host")
	}
	return nil
}

func refuse(key string) error { return fault.New(fault.Invalid, key) }

func microsoft(host string) bool {
	return plainHost.MatchString(host) && (below(host, hosts) && !below(host, strangers) || adminSite.MatchString(host))
}

func below(host string, roots []string) bool {
	return slices.ContainsFunc(roots, func(r string) bool { return host == r || strings.HasSuffix(host, "."+r) })
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
