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

// Allowed is the address to open: written anew, so that what was judged is what is opened. Only https (on an extra
// loopback host also http) to a host of Microsoft's, an extra one or one of the user's is, with no user name and no odd port, and not
// through BeginClientSession.aspx, which is dead since April 2025. The failure is of kind Invalid, for the dead address
// Retired.
func (d *Directory) Allowed(address string) (string, error) {
	u, err := d.parse(address, true)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// Told is Allowed for an address that a text from outside holds: a post, whoever wrote it. There it may not lead to a page
// that anybody can have published at Microsoft's, nor to one where a sign-in, a code or a consent is asked.
func (d *Directory) Told(address string) (string, error) {
	u, err := d.parse(address, false)
	switch {
	case err != nil:
		return "", err
	case d.extraHost(u): // the simulated cloud's
	case asked.holds(u):
		return "", refuse("link_asks")
	case published.holds(u):
		return "", refuse("link_published")
	}
	return u.String(), nil
}

// parse judges an address. own: it may lead to a host that the user allows.
func (d *Directory) parse(address string, own bool) (*url.URL, error) {
	if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f }) {
		return nil, refuse("link_blank")
	}
	u, err := url.Parse(address)
	if err != nil || u.Opaque != "" || u.Host == "" {
		return nil, refuse("link_no_address")
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	extra := d.extraHost(u)
	switch {
	case u.User != nil:
		return nil, refuse("link_user")
	case u.Scheme != "https" && (u.Scheme != "http" || !extra || !loopback(u.Hostname())):
		return nil, refuse("link_no_https")
	case strings.Contains(strings.ToLower(u.Path), "beginclientsession"):
		return nil, fault.New(fault.Retired, "link_withdrawn")
	case extra:
		return u, nil
	case u.Port() != "" && u.Port() != "443":
		return nil, refuse("link_port")
	case !microsoft(u.Hostname()) && !(own && d.ownHost(u)):
		return nil, refuse("link_host")
	}
	u.Host = u.Hostname()
	return u, nil
}

func (d *Directory) extraHost(u *url.URL) bool {
	allowed := *d.extra.Load()
	return slices.Contains(allowed, u.Hostname()) || slices.Contains(allowed, u.Host)
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
