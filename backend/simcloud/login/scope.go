package login

import (
	"slices"
	"strings"

	"tenantry/backend/simcloud/httpd"
)

// resourceIDs are the application ids that may stand for a resource in a scope.
var resourceIDs = map[string]httpd.Service{
	"00000003-0000-0000-c000-000000000000": httpd.Graph,
	"fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd": httpd.PartnerCenter,
	"797f4846-ba00-4fd7-ba43-dac1f8f63013": httpd.Azure, // from memory, not in the facts
}

// granted are the delegated permissions that the app registration asks for.
var granted = map[httpd.Service][]string{
	httpd.Graph: {"User.Read", "Directory.Read.All", "Organization.Read.All", "Domain.Read.All", "ServiceHealth.Read.All",
		"ServiceMessage.Read.All", "DelegatedAdminRelationship.Read.All", "CrossTenantInformation.ReadBasic.All", "LicenseAssignment.Read.All"},
	httpd.PartnerCenter: {"user_impersonation"},
	httpd.Azure:         {"user_impersonation"},
}

// request is what a scope parameter asks for.
type request struct {
	service  httpd.Service
	resource string // as the client wrote it
	offline  bool
	openID   bool
	scope    string // what the answer says was granted
}

// parseScope reads a scope parameter. One token is for one resource (api/facts.md 3.1).
func (p *Platform) parseScope(scope string) (request, *signInError) {
	var r request
	var names, asked []string
	for _, s := range strings.Fields(scope) {
		switch s {
		case "offline_access":
			r.offline = true
			continue
		case "openid", "profile", "email":
			r.openID = r.openID || s == "openid"
			names = append(names, s)
			continue
		}
		resource, name := "", s
		if i := strings.LastIndexByte(s, '/'); i >= 0 {
			resource, name = strings.TrimRight(s[:i], "/"), s[i+1:]
		}
		service, known := p.resource(resource)
		switch {
		case !known:
			return r, errNoResource.about(resource)
		case r.service != "" && r.service != service:
			return r, errTwoResources.about(scope)
		case name != ".default" && !slices.ContainsFunc(granted[service], func(g string) bool { return strings.EqualFold(g, name) }):
			if resource == "" && !strings.Contains(name, ".") {
				return r, errScope.about(s)
			}
			return r, errNoConsent.is()
		}
		r.service, r.resource = service, resource
		asked = append(asked, s)
	}
	if r.service == "" {
		if len(names) == 0 {
			return r, errMissing.about("scope")
		}
		r.service = httpd.Graph
	}
	for _, g := range granted[r.service] {
		if r.resource != "" {
			g = r.resource + "/" + g
		}
		if !slices.Contains(asked, g) {
			names = append(names, g)
		}
	}
	names = append(names, asked...) // MSAL takes a scope that is not named for a declined one
	r.scope = strings.Join(names, " ")
	return r, nil
}

// resource finds the service that a scope's prefix names; a bare scope is Graph's.
func (p *Platform) resource(prefix string) (httpd.Service, bool) {
	if prefix == "" {
		return httpd.Graph, true
	}
	if s, ok := resourceIDs[strings.ToLower(prefix)]; ok {
		return s, true
	}
	s, ok := p.ServiceAt(prefix)
	return s, ok && s != httpd.Login
}
