package simcloud

import (
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// Service names one of the four faces that clients call. The support page is a fifth, for people.
type Service = httpd.Service

// The services.
const (
	Login         = httpd.Login
	Graph         = httpd.Graph
	PartnerCenter = httpd.PartnerCenter
	Azure         = httpd.Azure
)

// What the simulated partner is called; simulate prints these.
const (
	ClientID = world.ClientID  // the app registration
	TenantID = world.PartnerID // the partner's own tenant
	Username = world.Username  // who signs in
)

// Endpoints are base URLs, without a trailing slash.
type Endpoints struct{ Login, Graph, PartnerCenter, Azure string }

// inMemory are the names that Transport answers to.
var inMemory = Endpoints{
	Login:         "https://login.simcloud.test",
	Graph:         "https://graph.simcloud.test",
	PartnerCenter: "https://partnercenter.simcloud.test",
	Azure:         "https://azure.simcloud.test",
}

// microsofts are Microsoft's own names; their scopes are understood, too.
var microsofts = Endpoints{
	Login:         "https://login.microsoftonline.com",
	Graph:         "https://graph.microsoft.com",
	PartnerCenter: "https://api.partnercenter.microsoft.com",
	Azure:         "https://management.azure.com",
}

func (e Endpoints) of(s Service) string {
	switch s {
	case Graph:
		return e.Graph
	case PartnerCenter:
		return e.PartnerCenter
	case Azure:
		return e.Azure
	}
	return e.Login
}

func (e *Endpoints) set(s Service, base string) {
	switch s {
	case Graph:
		e.Graph = base
	case PartnerCenter:
		e.PartnerCenter = base
	case Azure:
		e.Azure = base
	default:
		e.Login = base
	}
}

// serviceAt finds whose base URL base is.
func (e Endpoints) serviceAt(base string) (Service, bool) {
	for _, s := range httpd.Services {
		if strings.EqualFold(e.of(s), base) {
			return s, true
		}
	}
	return "", false
}
