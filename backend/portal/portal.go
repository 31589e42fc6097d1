package portal

import (
	"net/url"
	"slices"
	"strings"
	"sync/atomic"

	"tenantry/backend/partner"
)

// The stable keys of the portals. The window translates them; Title is their English.
const (
	Admin         = "admin"
	Exchange      = "exchange"
	Entra         = "entra"
	Teams         = "teams"
	Azure         = "azure"
	Intune        = "intune"
	Defender      = "defender"
	Purview       = "purview"
	PowerPlatform = "powerplatform"
	PartnerCenter = "partnercenter"
	ServiceHealth = "servicehealth"
	Support       = "support"
	Status        = "status"
)

// entry is one portal. In its template {tid} stands for the tenant id and {initial} for the *.onmicrosoft.com
// domain. The default domain, {default}, is in none of ours: it can move to another customer, and a link would open that one. Where
// delegatedOrg names the customer, no document lets it be a tenant id; the initial domain stays with its tenant.
type entry struct {
	key, title, template string
	names                []string // what Microsoft's own lists call it besides, folded
}

// entries are the portals in the order in which they are shown.
var entries = []entry{
	{Admin, "Microsoft 365 admin center", "https://admin.cloud.microsoft/?delegatedOrg={initial}",
		[]string{"office365", "microsoft365", "office365admincenter"}},
	{Exchange, "Exchange admin center", "https://admin.cloud.microsoft/exchange?delegatedOrg={initial}",
		[]string{"exchangeonline"}},
	{Entra, "Microsoft Entra admin center", "https://entra.microsoft.com/{tid}",
		[]string{"microsoftentra", "microsoftentraid", "azureactivedirectory"}},
	{Teams, "Teams admin center", "https://admin.teams.microsoft.com/?delegatedOrg={initial}",
		[]string{"microsoftteams"}},
	{Azure, "Azure portal", "https://portal.azure.com/{tid}",
		[]string{"microsoftazure"}},
	{Intune, "Intune admin center", "https://intune.microsoft.com/{tid}",
		[]string{"microsoftintune", "microsoftendpointmanager"}},
	{Defender, "Microsoft Defender portal", "https://security.microsoft.com/?tid={tid}",
		[]string{"microsoftdefender", "microsoft365defender", "security"}},
	{Purview, "Microsoft Purview portal", "https://purview.microsoft.com/?tid={tid}",
		[]string{"microsoftpurview", "compliance"}},
	{PowerPlatform, "Power Platform admin center", "https://admin.powerplatform.microsoft.com/account/login/{tid}",
		[]string{"microsoftpowerplatform"}},
	{PartnerCenter, "Partner Center, service management", "https://partner.microsoft.com/dashboard/v2/customers/{tid}/servicemanagementpage", nil},
	{ServiceHealth, "Service health", "https://admin.cloud.microsoft/?delegatedOrg={initial}#/servicehealth", nil},
	{Support, "Support requests", "https://admin.cloud.microsoft/?delegatedOrg={initial}#/support/requests", nil},
	{Status, "Microsoft 365 public status", "https://status.cloud.microsoft/", nil},
}

// Keys lists the portals' keys in the order in which they are shown.
func Keys() []string {
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = e.key
	}
	return out
}

// Title is the English name of a portal's key. A name that is no key is its own title.
func Title(key string) string {
	for _, e := range entries {
		if e.key == key {
			return e.title
		}
	}
	return key
}

// Directory makes links and judges addresses. It is safe for concurrent use.
type Directory struct {
	extra    atomic.Pointer[[]string]
	arranged atomic.Pointer[Arrangement]
}

// New makes a directory; see [Directory.Allow] for the extra hosts.
func New(extraHosts ...string) *Directory {
	d := &Directory{}
	d.Allow(extraHosts...)
	d.Arrange(Arrangement{})
	return d
}

// Allow sets the extra hosts ("name" or "name:port") that are allowed besides Microsoft's, in place of
// those before: for a simulated cloud. On a loopback host plain http is allowed too.
func (d *Directory) Allow(hosts ...string) {
	extra := make([]string, 0, len(hosts))
	for _, h := range hosts {
		extra = append(extra, strings.ToLower(h))
	}
	d.extra.Store(&extra)
}

// Links are the portals for a customer, in the user's order: for each portal the customer's own link
// (Graph's before Partner Center's), else the template where all it needs is known; after them the
// customer's links to portals that have no key, under the name that Microsoft gives them. Every
// address was judged by Allowed; one that may not be opened is left out.
func (d *Directory) Links(c partner.Customer) []partner.Link {
	own := map[string]partner.Link{}
	var others []string
	for _, source := range []string{partner.LinkFromGraph, partner.LinkFromPartnerCenter} {
		for _, l := range c.Links.Value {
			address, err := d.Allowed(l.URL)
			if l.Source != source || l.Portal == "" || err != nil {
				continue
			}
			l.Portal, l.URL = keyOf(l.Portal), address
			if _, known := own[l.Portal]; known {
				continue
			}
			own[l.Portal] = l
			if Title(l.Portal) == l.Portal {
				others = append(others, l.Portal)
			}
		}
	}
	out := []partner.Link{}
	for _, e := range d.entries() {
		if l, ok := own[e.key]; ok {
			out = append(out, l)
		} else if u, ok := e.fill(c); ok {
			if u, err := d.Allowed(u); err == nil {
				out = append(out, partner.Link{Portal: e.key, URL: u, Source: partner.LinkFromTemplate})
			}
		}
	}
	slices.Sort(others)
	for _, name := range others {
		out = append(out, own[name])
	}
	return out
}

// keyOf is the key of the portal that one of Microsoft's links names; a name nobody knows is its own
// key. The address says too little: one host serves many portals.
func keyOf(name string) string {
	f := fold(name)
	for _, e := range entries {
		if f == e.key || f == fold(e.title) || slices.Contains(e.names, f) {
			return e.key
		}
	}
	return name
}

func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_,", r) {
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// fill makes the address for a customer. Values are escaped for the place where they stand.
func (e entry) fill(c partner.Customer) (string, bool) {
	path, query, hasQuery := strings.Cut(e.template, "?")
	for place, value := range map[string]string{"{tid}": string(c.ID), "{initial}": initialDomain(c), "{default}": c.PrimaryDomain} {
		if !strings.Contains(e.template, place) {
			continue
		}
		if value == "" {
			return "", false
		}
		path = strings.ReplaceAll(path, place, url.PathEscape(value))
		query = strings.ReplaceAll(query, place, url.QueryEscape(value))
	}
	if hasQuery {
		path += "?" + query
	}
	return path, true
}

// initialDomain is the customer's *.onmicrosoft.com domain, or the one among its domains that looks it.
func initialDomain(c partner.Customer) string {
	if c.InitialDomain != "" {
		return c.InitialDomain
	}
	for _, d := range c.Domains() {
		if l := strings.ToLower(d); strings.HasSuffix(l, ".onmicrosoft.com") && strings.Count(l, ".") == 2 {
			return d
		}
	}
	return ""
}
