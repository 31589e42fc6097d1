package cloud

import (
	"net/url"
	"strings"

	"tenantry/backend/fault"
)

// Endpoints says where one national cloud's services are and what they offer.
type Endpoints struct {
	Name          string   // "global", "usgov", "usgovdod", "china" or "custom"
	Login         *url.URL // the identity platform, without a tenant
	Graph         *url.URL // Microsoft Graph, without a version
	PartnerCenter *url.URL // Partner Center REST, without /v1
	Azure         *url.URL // Azure Resource Manager

	GDAP            bool // Graph has tenantRelationships/delegatedAdmin* (api/facts.md 1.3)
	ManagedServices bool // Partner Center has managedservices (2.4)
	ServiceRequests bool // Partner Center has servicerequests (2.5)
}

// national is api/facts.md 4, and for Azure the management address of each cloud. GDAP in the
// US Government clouds is in Microsoft's metadata but not in its pages (1.3): it is tried there,
// and clients take a 404 for "not here".
var national = []Endpoints{
	{Name: "global", GDAP: true, ManagedServices: true, ServiceRequests: true,
		Login:         must("https://login.microsoftonline.com"),
		Graph:         must("https://graph.microsoft.com"),
		PartnerCenter: must("https://api.partnercenter.microsoft.com"),
		Azure:         must("https://management.azure.com")},
	{Name: "usgov", GDAP: true, ManagedServices: true, ServiceRequests: true,
		Login:         must("https://login.microsoftonline.us"),
		Graph:         must("https://graph.microsoft.us"),
		PartnerCenter: must("https://api.partnercenter.microsoft.com"),
		Azure:         must("https://management.usgovcloudapi.net")},
	{Name: "usgovdod", GDAP: true, ManagedServices: true, ServiceRequests: true,
		Login:         must("https://login.microsoftonline.us"),
		Graph:         must("https://dod-graph.microsoft.us"),
		PartnerCenter: must("https://api.partnercenter.microsoft.com"),
		Azure:         must("https://management.usgovcloudapi.net")},
	{Name: "china",
		Login:         must("https://login.partner.microsoftonline.cn"),
		Graph:         must("https://microsoftgraph.chinacloudapi.cn"),
		PartnerCenter: must("https://partner.partnercenterapi.microsoftonline.cn"),
		Azure:         must("https://management.chinacloudapi.cn")},
}

// Names lists the national clouds that [Named] knows.
func Names() []string {
	out := make([]string, len(national))
	for i, e := range national {
		out[i] = e.Name
	}
	return out
}

// Named gives a national cloud. An unknown name is a fault of kind Invalid that lists the known ones.
func Named(name string) (Endpoints, error) {
	for _, e := range national {
		if e.Name == name {
			return e, nil
		}
	}
	return Endpoints{}, fault.New(fault.Invalid, "cloud_unknown", "name", name, "names", strings.Join(Names(), ", "))
}

// Custom gives a cloud at the user's own addresses, such as the simulated one. It is taken to offer
// everything. See [ParseBase] for the addresses allowed.
func Custom(login, graph, partnerCenter, azure string) (Endpoints, error) {
	e := Endpoints{Name: "custom", GDAP: true, ManagedServices: true, ServiceRequests: true}
	for _, part := range []struct {
		what, address string
		into          **url.URL
	}{
		{"login", login, &e.Login}, {"Graph", graph, &e.Graph},
		{"Partner Center", partnerCenter, &e.PartnerCenter}, {"Azure", azure, &e.Azure},
	} {
		u, err := ParseBase(part.address)
		if err != nil {
			return Endpoints{}, fault.New(fault.Invalid, "cloud_address", "service", part.what, "problem", fault.Words(err))
		}
		*part.into = u
	}
	return e, nil
}

// GraphScope asks for all Graph permissions that the app is registered with and was granted.
func (e Endpoints) GraphScope() string { return e.Graph.String() + "/.default" }

// PartnerCenterScope is Partner Center's only delegated permission (api/facts.md 3.3).
func (e Endpoints) PartnerCenterScope() string {
	return e.PartnerCenter.String() + "/user_impersonation"
}

// AzureScope is Azure Resource Manager's only delegated permission (api/facts.md 2.10).
func (e Endpoints) AzureScope() string { return e.Azure.String() + "/user_impersonation" }

// Authority is the identity platform of one tenant: a tenant id, one of its domains, or
// "organizations".
func (e Endpoints) Authority(tenant string) *url.URL { return e.Login.JoinPath(tenant) }

// AdminConsent is the page where an administrator of a tenant approves an app with every permission that its
// registration asks for (api/facts.md 2.11). It ends at the app's redirect address, where nobody need listen.
func (e Endpoints) AdminConsent(tenant, clientID string) *url.URL {
	u := e.Authority(tenant).JoinPath("v2.0", "adminconsent")
	u.RawQuery = url.Values{"client_id": {clientID}, "scope": {e.GraphScope()}, "redirect_uri": {"http://localhost"}}.Encode()
	return u
}

func must(address string) *url.URL {
	u, err := ParseBase(address)
	if err != nil {
		panic(err)
	}
	return u
}
