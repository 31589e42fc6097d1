package graph

import (
	"encoding/base64"
	"net/http"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/odata"
	"tenantry/backend/simcloud/world"
)

// relations are what the partner's lists say of its customers.
type relations struct{ graph }

func (g relations) routes(get func(string, httpd.Handler)) {
	get("contracts", g.contracts)
	get("contracts/{}", g.contract)
	get("tenantRelationships/delegatedAdminCustomers", g.delegatedCustomers)
	get("tenantRelationships/delegatedAdminCustomers/{}", g.delegatedCustomer)
	get("tenantRelationships/delegatedAdminCustomers/{}/serviceManagementDetails", g.serviceManagement)
	get("tenantRelationships/delegatedAdminCustomers/{}/serviceManagementDetails/{}", g.serviceManagementByID)
	get("tenantRelationships/findTenantInformationByTenantId(tenantId='{}')", g.findTenant)
	get("tenantRelationships/findTenantInformationByDomainName(domainName='{}')", g.findTenant)
}

// maxDelegatedPage is the documented bound of $top for GDAP lists (api/facts.md 1.2).
const maxDelegatedPage = 300

// contractObject is the number of a contract among the objects of a customer, for [world.World.Object].
const contractObject = 3

type contract struct {
	ID                string  `json:"id"`
	DeletedDateTime   *string `json:"deletedDateTime"`
	ContractType      string  `json:"contractType"`
	CustomerID        string  `json:"customerId"`
	DefaultDomainName string  `json:"defaultDomainName"`
	DisplayName       string  `json:"displayName"`
}

// contractOf is a copy from when the contract was made, not refreshed since (api/facts.md 1.1): every
// ninth still has the initial domain.
func (g relations) contractOf(i int) contract {
	t := g.World.Tenant(i)
	k := contract{ID: g.World.Object(i, contractObject), ContractType: "ResellerPartner", CustomerID: t.ID, DefaultDomainName: t.Primary, DisplayName: t.Name}
	if i%9 == 4 {
		k.DefaultDomainName = t.Initial
	}
	return k
}

var exactly = []string{odata.Equal}

// contractList can be filtered by three properties (api/facts.md 1.1).
var contractList = list{"contracts", odata.Offer{Type: odata.TypeOf[contract]("microsoft.graph.contract"), Filter: true,
	By: map[string][]string{"customerId": exactly, "defaultDomainName": exactly, "displayName": exactly}, Top: 999}, 100}

func (g relations) contracts(q *httpd.Query) httpd.Answer {
	if q.Caller != world.Partner { // only partner tenants have any
		return paged(q, contractList, through([]contract{}))
	}
	return paged(q, contractList, g.Customers.Walk(world.Contracts, nil, func(i int) any { return g.contractOf(i) }))
}

func (g relations) contract(q *httpd.Query) httpd.Answer {
	i, n, ok := g.World.Owner(q.Args[0])
	if !ok || n != contractObject || !g.Customers.Listed(world.Contracts, i) || q.Caller != world.Partner {
		return notFound(q, q.Args[0])
	}
	return one(q, contractList, g.contractOf(i))
}

type delegatedCustomer struct {
	Type        string `json:"@odata.type"`
	ETag        string `json:"@odata.etag"`
	ID          string `json:"id"`
	TenantID    string `json:"tenantId"`
	DisplayName string `json:"displayName"`
}

func (g relations) delegatedCustomerOf(i int) delegatedCustomer {
	id := g.World.ID(i)
	return delegatedCustomer{"#microsoft.graph.delegatedAdminCustomer", etag(id), id, id, g.World.Name(i)}
}

func etag(id string) string {
	return `W/"` + base64.StdEncoding.EncodeToString([]byte("'"+id[:18]+"'")) + `"`
}

var delegatedCustomerList = general("tenantRelationships/delegatedAdminCustomers", odata.TypeOf[delegatedCustomer]("microsoft.graph.delegatedAdminCustomer"), 100, maxDelegatedPage)

func (g relations) delegatedCustomers(q *httpd.Query) httpd.Answer {
	return paged(q, delegatedCustomerList,
		g.Customers.Walk(world.DelegatedCustomers, nil, func(i int) any { return g.delegatedCustomerOf(i) }))
}

// delegated finds the customer that the path names, if it is on the list.
func (g relations) delegated(q *httpd.Query) (int, bool) {
	i, ok := g.World.Lookup(q.Args[0])
	return i, ok && world.IsGUID(q.Args[0]) && g.Customers.Listed(world.DelegatedCustomers, i)
}

func (g relations) delegatedCustomer(q *httpd.Query) httpd.Answer {
	i, ok := g.delegated(q)
	if !ok {
		return notFound(q, q.Args[0])
	}
	return one(q, delegatedCustomerList, g.delegatedCustomerOf(i))
}

type serviceManagementDetail struct {
	Type string `json:"@odata.type"`
	ID   string `json:"id"`
	URL  string `json:"serviceManagementUrl"`
	Name string `json:"serviceName"`
}

// serviceManagementOf is where a customer's services are managed; no OData parameter at all is offered there
// (api/facts.md 1.2).
func serviceManagementOf(t world.Tenant) (list, []serviceManagementDetail) {
	var rows []serviceManagementDetail
	for _, d := range [][3]string{
		{"fa5fa04e-13df-4b7c-9e99-92573ba1fa55", "https://entra.microsoft.com/" + t.Initial, "Microsoft Entra ID"},
		{"5d0273c3-0f0e-4e00-90e8-e792c8860fb5", "https://lighthouse.microsoft.com", "Microsoft 365 Lighthouse"},
		{"6a3a5d0e-33ce-4c5e-9d8e-8f6ab3a30b17", "https://admin.cloud.microsoft/?delegatedOrg=" + t.Initial, "Microsoft 365"},
		{"0f5a9d3c-4a6e-4a0f-9dca-2b6c2b7f8e11", "https://admin.cloud.microsoft/exchange?delegatedOrg=" + t.Initial, "Exchange"},
		{"ce0b42f4-bfde-4abe-a5f7-add83f104b23", "https://admin.teams.microsoft.com/?delegatedOrg=" + t.Initial, "Teams"},
		{"2b565abc-b0de-4974-97c0-bed0abb14a0f", "https://businesscentral.dynamics.com/" + t.ID + "/admin", "Dynamics 365 Business Central"},
	} {
		rows = append(rows, serviceManagementDetail{"#microsoft.graph.delegatedAdminServiceManagementDetail", d[0], d[1], d[2]})
	}
	return list{of: delegatedCustomerList.of + "/" + t.ID + "/serviceManagementDetails", offer: odata.Offer{Nothing: true}}, rows[:3+t.Index%4]
}

func (g relations) serviceManagement(q *httpd.Query) httpd.Answer {
	i, ok := g.delegated(q)
	if !ok {
		return notFound(q, q.Args[0])
	}
	l, rows := serviceManagementOf(g.World.Tenant(i))
	return whole(q, l, rows)
}

func (g relations) serviceManagementByID(q *httpd.Query) httpd.Answer {
	i, ok := g.delegated(q)
	if q.Args = q.Args[1:]; !ok {
		return notFound(q, q.Args[0])
	}
	l, rows := serviceManagementOf(g.World.Tenant(i))
	return found(q, l, rows, func(d serviceManagementDetail) bool { return strings.EqualFold(d.ID, q.Args[0]) })
}

// findTenant is what anybody may know of any tenant.
func (g relations) findTenant(q *httpd.Query) httpd.Answer {
	i, ok := g.World.Directory(q.Args[0])
	if !ok {
		return notFound(q, q.Args[0])
	}
	if _, err := (odata.Offer{Nothing: true}).Read(q.Params); err != nil {
		return badQuery(q, err)
	}
	t := g.World.Tenant(i)
	return httpd.JSON(http.StatusOK, map[string]any{"@odata.context": metadata(q, "microsoft.graph.tenantInformation"), "tenantId": t.ID,
		"federationBrandName": nil, "displayName": t.Name, "defaultDomainName": t.Primary})
}
