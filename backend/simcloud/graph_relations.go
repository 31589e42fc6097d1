package simcloud

import (
	"encoding/base64"
	"net/http"
	"strings"

	"tenantry/backend/simcloud/world"
)

// maxDelegatedPage is the documented bound of $top for GDAP lists (api/facts.md 1.2).
const maxDelegatedPage = 300

// Numbers of the objects that a customer owns, for [world.World.Object].
const (
	contractObject   = 3
	assignmentObject = 40
)

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
func (c *Cloud) contractOf(i int) contract {
	t := c.world.Tenant(i)
	k := contract{ID: c.world.Object(i, contractObject), ContractType: "ResellerPartner", CustomerID: t.ID, DefaultDomainName: t.Primary, DisplayName: t.Name}
	if i%9 == 4 {
		k.DefaultDomainName = t.Initial
	}
	return k
}

// walkListed yields the rows of the customers that a list names.
func (c *Cloud) walkListed(l world.List, keep func(i int) bool, row func(i int) any) func(int, int) ([]any, int) {
	return func(i, n int) ([]any, int) {
		rows := []any{}
		for ; i < c.world.Len(); i++ {
			if !c.listed(l, i) || keep != nil && !keep(i) {
				continue
			}
			if len(rows) == n {
				return rows, i
			}
			rows = append(rows, row(i))
		}
		return rows, -1
	}
}

func (c *Cloud) contracts(q *query) answer {
	if c.tenantOf(q) != partnerIndex { // only partner tenants have any
		return graphWhole(q, "contracts", []contract{})
	}
	var keep func(int) bool
	if f := q.opts.Get("$filter"); f != "" {
		name, value, ok := equals(f)
		field := map[string]func(contract) string{"customerId": func(k contract) string { return k.CustomerID },
			"defaultDomainName": func(k contract) string { return k.DefaultDomainName }, "displayName": func(k contract) string { return k.DisplayName }}[name]
		if !ok || field == nil {
			return unsupportedFilter(q)
		}
		keep = func(i int) bool { return strings.EqualFold(field(c.contractOf(i)), value) }
	}
	return graphPage(q, "contracts", 100, 999, c.walkListed(world.Contracts, keep, func(i int) any { return c.contractOf(i) }))
}

func (c *Cloud) contract(q *query) answer {
	i, n, ok := c.world.Owner(q.args[0])
	if !ok || n != contractObject || !c.listed(world.Contracts, i) || c.tenantOf(q) != partnerIndex {
		return notFound(q, q.args[0])
	}
	return graphOne(q, "contracts", c.contractOf(i))
}

type delegatedCustomer struct {
	Type        string `json:"@odata.type"`
	ETag        string `json:"@odata.etag"`
	ID          string `json:"id"`
	TenantID    string `json:"tenantId"`
	DisplayName string `json:"displayName"`
}

func (c *Cloud) delegatedCustomerOf(i int) delegatedCustomer {
	id := c.world.ID(i)
	return delegatedCustomer{"#microsoft.graph.delegatedAdminCustomer", etag(id), id, id, c.world.Name(i)}
}

func etag(id string) string {
	return `W/"` + base64.StdEncoding.EncodeToString([]byte("'"+id[:18]+"'")) + `"`
}

func (c *Cloud) delegatedCustomers(q *query) answer {
	return graphPage(q, "tenantRelationships/delegatedAdminCustomers", 100, maxDelegatedPage,
		c.walkListed(world.DelegatedCustomers, nil, func(i int) any { return c.delegatedCustomerOf(i) }))
}

// delegated finds the customer that the path names, if it is on the list.
func (c *Cloud) delegated(q *query) (int, bool) {
	i, ok := c.world.Lookup(q.args[0])
	return i, ok && world.IsGUID(q.args[0]) && c.listed(world.DelegatedCustomers, i)
}

func (c *Cloud) delegatedCustomer(q *query) answer {
	i, ok := c.delegated(q)
	if !ok {
		return notFound(q, q.args[0])
	}
	return graphOne(q, "tenantRelationships/delegatedAdminCustomers", c.delegatedCustomerOf(i))
}

func (c *Cloud) serviceManagement(q *query) answer {
	i, ok := c.delegated(q)
	if !ok {
		return notFound(q, q.args[0])
	}
	t := c.world.Tenant(i)
	type detail struct {
		Type string `json:"@odata.type"`
		ID   string `json:"id"`
		URL  string `json:"serviceManagementUrl"`
		Name string `json:"serviceName"`
	}
	var rows []detail
	for _, d := range [][3]string{
		{"fa5fa04e-13df-4b7c-9e99-92573ba1fa55", "https://entra.microsoft.com/" + t.Initial, "Microsoft Entra ID"},
		{"5d0273c3-0f0e-4e00-90e8-e792c8860fb5", "https://lighthouse.microsoft.com", "Microsoft 365 Lighthouse"},
		{"6a3a5d0e-33ce-4c5e-9d8e-8f6ab3a30b17", "https://admin.cloud.microsoft/?delegatedOrg=" + t.Initial, "Microsoft 365"},
		{"0f5a9d3c-4a6e-4a0f-9dca-2b6c2b7f8e11", "https://admin.cloud.microsoft/exchange?delegatedOrg=" + t.Initial, "Exchange"},
		{"ce0b42f4-bfde-4abe-a5f7-add83f104b23", "https://admin.teams.microsoft.com/?delegatedOrg=" + t.Initial, "Teams"},
		{"2b565abc-b0de-4974-97c0-bed0abb14a0f", "https://businesscentral.dynamics.com/" + t.ID + "/admin", "Dynamics 365 Business Central"},
	} {
		rows = append(rows, detail{"#microsoft.graph.delegatedAdminServiceManagementDetail", d[0], d[1], d[2]})
	}
	return graphWhole(q, "tenantRelationships/delegatedAdminCustomers/"+t.ID+"/serviceManagementDetails", rows[:3+i%4])
}

type participant struct {
	TenantID    string `json:"tenantId"`
	DisplayName string `json:"displayName"`
}

type role struct {
	ID string `json:"roleDefinitionId"`
}

type accessDetails struct {
	Roles []role `json:"unifiedRoles"`
}

type relationshipRow struct {
	Type             string        `json:"@odata.type"`
	ETag             string        `json:"@odata.etag"`
	ID               string        `json:"id"`
	DisplayName      string        `json:"displayName"`
	Duration         string        `json:"duration"`
	Customer         *participant  `json:"customer,omitempty"`
	AccessDetails    accessDetails `json:"accessDetails"`
	Status           string        `json:"status"`
	AutoExtend       string        `json:"autoExtendDuration"`
	Created          string        `json:"createdDateTime"`
	Modified         string        `json:"lastModifiedDateTime"`
	Activated        *string       `json:"activatedDateTime"`
	Ends             *string       `json:"endDateTime"`
	ConsentPending   *bool         `json:"isPartnerConsentPending,omitempty"`
	IndirectProvider string        `json:"indirectProviderTenantId,omitempty"`
}

func (c *Cloud) relationshipOf(r world.Relationship) relationshipRow {
	row := relationshipRow{Type: "#microsoft.graph.delegatedAdminRelationship", ETag: etag(r.ID), ID: r.ID, DisplayName: r.Name, Duration: r.Duration,
		Customer: &participant{c.world.ID(r.Customer), c.world.Name(r.Customer)}, AccessDetails: roles(r.Roles), Status: r.Status, AutoExtend: r.AutoExtend,
		Created: stamp(r.Created), Modified: stamp(r.Modified), Activated: stampOrNull(r.Activated), Ends: stampOrNull(r.Ends)}
	if r.Status == "approvalPending" && r.Customer%2 == 0 {
		row.Customer = nil // may be absent before approval (api/facts.md 1.3)
	}
	if r.Reseller {
		pending := false
		row.Type, row.ConsentPending, row.IndirectProvider = "#microsoft.graph.resellerDelegatedAdminRelationship", &pending, "60ea59db-a506-485e-94c5-d115f369e239"
	}
	return row
}

func roles(ids []string) accessDetails {
	var d accessDetails
	for _, id := range ids {
		d.Roles = append(d.Roles, role{id})
	}
	return d
}

func (c *Cloud) relationshipList(q *query) answer {
	status := ""
	if f := q.opts.Get("$filter"); f != "" {
		name, value, ok := equals(f)
		if !ok || name != "status" {
			return unsupportedFilter(q)
		}
		status = value
	}
	return graphPage(q, "tenantRelationships/delegatedAdminRelationships", 100, maxDelegatedPage, func(cursor, n int) ([]any, int) {
		rows := []any{}
		for i := cursor / world.MaxRelationships; i < c.world.Len(); i++ {
			for k, r := range c.relationships(i) {
				at := i*world.MaxRelationships + k
				if at < cursor || status != "" && !strings.EqualFold(r.Status, status) {
					continue
				}
				if len(rows) == n {
					return rows, at
				}
				rows = append(rows, c.relationshipOf(r))
			}
		}
		return rows, -1
	})
}

// delegation finds a relationship by id as it is now.
func (c *Cloud) delegation(id string) (world.Relationship, bool) {
	found, ok := c.world.Relationship(strings.ToLower(id))
	if !ok {
		return found, false
	}
	for _, r := range c.relationships(found.Customer) {
		if r.ID == found.ID {
			return r, true
		}
	}
	return found, false
}

func (c *Cloud) relationship(q *query) answer {
	r, ok := c.delegation(q.args[0])
	if !ok {
		return notFound(q, q.args[0])
	}
	return graphOne(q, "tenantRelationships/delegatedAdminRelationships", c.relationshipOf(r)).with("ETag", etag(r.ID))
}

func (c *Cloud) accessAssignments(q *query) answer {
	r, ok := c.delegation(q.args[0])
	if !ok {
		return notFound(q, q.args[0])
	}
	type container struct {
		ID   string `json:"accessContainerId"`
		Type string `json:"accessContainerType"`
	}
	type assignment struct {
		Type          string        `json:"@odata.type"`
		ETag          string        `json:"@odata.etag"`
		ID            string        `json:"id"`
		Status        string        `json:"status"`
		Created       string        `json:"createdDateTime"`
		Modified      string        `json:"lastModifiedDateTime"`
		Container     container     `json:"accessContainer"`
		AccessDetails accessDetails `json:"accessDetails"`
	}
	rows := []assignment{}
	if c.access(r.Customer) != world.Unassigned && !r.Activated.IsZero() {
		id := c.world.Object(r.Customer, assignmentObject)
		status := "active"
		if r.Status != "active" && r.Status != "expiring" {
			status = "deleted"
		}
		rows = append(rows, assignment{"#microsoft.graph.delegatedAdminAccessAssignment", etag(id), id, status, stamp(r.Activated), stamp(r.Activated),
			container{"227a2f44-2682-4831-a021-f8d69a34bcba", "securityGroup"}, roles(r.Roles)})
	}
	return graphWhole(q, "accessAssignments", rows)
}

func (c *Cloud) findTenant(q *query) answer {
	i, e := c.tenant(q.args[0])
	if e != nil {
		return notFound(q, q.args[0])
	}
	info := map[string]any{"@odata.context": q.context("microsoft.graph.tenantInformation"), "tenantId": TenantID, "federationBrandName": nil,
		"displayName": partnerName, "defaultDomainName": partnerDomain}
	if i != partnerIndex {
		t := c.world.Tenant(i)
		info["tenantId"], info["displayName"], info["defaultDomainName"] = t.ID, t.Name, t.Primary
	}
	return jsonAnswer(http.StatusOK, info)
}
