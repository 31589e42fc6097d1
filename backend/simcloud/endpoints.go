package simcloud

import "strings"

// Service names one of the four faces. The support page is a fifth, that no client calls.
type Service string

// The services.
const (
	Login         Service = "login"
	Graph         Service = "graph"
	PartnerCenter Service = "partnercenter"
	Azure         Service = "azure"
)

var services = []Service{Login, Graph, PartnerCenter, Azure}

// What the simulated partner is called; simulate prints these.
const (
	ClientID   = "5c1a7e6e-0b1f-4e0c-9d3a-7a1c0de0f001"         // the app registration
	TenantID   = "0f5a11ce-7e4a-4c10-8d00-5ec0fab21ca0"         // the partner's own tenant
	Username   = "avery.morgan@fabrikampartner.onmicrosoft.com" // who signs in
	userObject = "b7d1f0aa-3c55-4f7e-9b7c-2f9d31c4a117"
	userName   = "Avery Morgan"

	partnerName    = "Fabrikam Cloud Services"
	partnerDomain  = "fabrikamcloud.com"
	partnerInitial = "fabrikampartner.onmicrosoft.com"
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

// real are Microsoft's own names; their scopes are understood, too.
var realBases = Endpoints{
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
	for _, s := range services {
		if strings.EqualFold(e.of(s), base) {
			return s, true
		}
	}
	return "", false
}
