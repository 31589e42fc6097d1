package cloud

import (
	"slices"
	"strings"
)

// Permission is a delegated permission of the app registration. The scopes are Microsoft's names (api/facts.md 1.1, 1.3,
// 1.4, 1.5, 3.5); an app without the optional ones works, and knows less.
type Permission struct {
	API      string // GraphAPI, …
	Scope    string
	Customer bool // read, or written, in the customers' tenants: their administrators consent to it
	Optional bool
}

// The application ids of the APIs, the same in every cloud: Azure Resource Manager's is from memory, not in the facts.
const (
	GraphAPI         = "00000003-0000-0000-c000-000000000000"
	PartnerCenterAPI = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd"
	AzureAPI         = "797f4846-ba00-4fd7-ba43-dac1f8f63013"
)

// Permissions are all that the app registration is to have.
func Permissions() []Permission {
	return []Permission{
		{GraphAPI, "User.Read", true, false},
		{GraphAPI, "Directory.Read.All", true, false},
		{GraphAPI, "DelegatedAdminRelationship.Read.All", false, false},
		{GraphAPI, "Organization.Read.All", true, false},
		{GraphAPI, "Domain.Read.All", true, false},
		{GraphAPI, "ServiceHealth.Read.All", true, false},
		{GraphAPI, "ServiceMessage.Read.All", true, false},
		{GraphAPI, "CrossTenantInformation.ReadBasic.All", false, true},
		{PartnerCenterAPI, "user_impersonation", false, false},
		{AzureAPI, "user_impersonation", true, true},
	}
}

// Scopes are those of an API, in the order of the table: the needed or the optional ones.
func Scopes(api string, optional bool) []string {
	var out []string
	for _, p := range Permissions() {
		if p.API == api && p.Optional == optional {
			out = append(out, p.Scope)
		}
	}
	return out
}

// In says whether the permission, or one that reaches further, is among the names of those that were granted.
func (p Permission) In(granted []string) bool {
	wider := strings.Replace(p.Scope, ".Read.", ".ReadWrite.", 1)
	return slices.ContainsFunc(granted, func(name string) bool {
		return strings.EqualFold(name, p.Scope) || strings.EqualFold(name, wider)
	})
}
