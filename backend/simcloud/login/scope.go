package login

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"tenantry/backend/simcloud/httpd"
)

// resourceIDs are the application ids that may stand for a resource in a scope.
var resourceIDs = map[string]httpd.Service{
	"00000003-0000-0000-c000-000000000000": httpd.Graph,
	"fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd": httpd.PartnerCenter,
	"797f4846-ba00-4fd7-ba43-dac1f8f63013": httpd.Azure, // from memory, not in the facts
}

// asked are the delegated permissions that the app registration asks for.
var asked = map[httpd.Service][]string{
	httpd.Graph: {"User.Read", "Directory.Read.All", "Organization.Read.All", "Domain.Read.All", "ServiceHealth.Read.All",
		"ServiceMessage.Read.All", "DelegatedAdminRelationship.Read.All", "CrossTenantInformation.ReadBasic.All", "LicenseAssignment.Read.All"},
	httpd.PartnerCenter: {"user_impersonation"},
	httpd.Azure:         {"user_impersonation"},
}

// withdrawn are permissions that an administrator of the partner took back.
type withdrawn struct {
	mu    sync.Mutex
	names []string
}

// Withdraw takes a permission of the app back in the partner's tenant, by its name.
func (p *Platform) Withdraw(name string) error {
	for _, names := range asked {
		if slices.Contains(names, name) {
			p.withdrawn.mu.Lock()
			defer p.withdrawn.mu.Unlock()
			p.withdrawn.names = append(p.withdrawn.names, name)
			return nil
		}
	}
	return fmt.Errorf("the app asks for no permission %q", name)
}

// Approve gives back all that was taken.
func (p *Platform) Approve() {
	p.withdrawn.mu.Lock()
	defer p.withdrawn.mu.Unlock()
	p.withdrawn.names = nil
}

// granted are the permissions that the app has for a service.
func (p *Platform) granted(s httpd.Service) []string {
	p.withdrawn.mu.Lock()
	defer p.withdrawn.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(asked[s]), func(name string) bool { return slices.Contains(p.withdrawn.names, name) })
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
	var names, wanted []string
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
		case name != ".default" && !slices.ContainsFunc(p.granted(service), func(g string) bool { return strings.EqualFold(g, name) }):
			if resource == "" && !strings.Contains(name, ".") {
				return r, errScope.about(s)
			}
			return r, errNoConsent.is()
		}
		r.service, r.resource = service, resource
		wanted = append(wanted, s)
	}
	if r.service == "" {
		if len(names) == 0 {
			return r, errMissing.about("scope")
		}
		r.service = httpd.Graph
	}
	for _, g := range p.granted(r.service) {
		if r.resource != "" {
			g = r.resource + "/" + g
		}
		if !slices.Contains(wanted, g) {
			names = append(names, g)
		}
	}
	names = append(names, wanted...) // MSAL takes a scope that is not named for a declined one
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
