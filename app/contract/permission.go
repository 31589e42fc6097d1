package contract

import "tenantry/backend/cloud"

// Permission is one that the app registration is to have, and whether the partner's own tenant granted it.
type Permission struct {
	API      string   `json:"api" ts:"PermissionAPI"`
	Scope    string   `json:"scope"` // Microsoft's name
	Optional bool     `json:"optional"`
	State    string   `json:"state" ts:"PermissionState"`
	Problem  *Problem `json:"problem"` // why the sign-in refuses the whole API, or why it is not known
}

// Whether a permission was granted.
const (
	PermissionGranted = "granted"
	PermissionMissing = "missing"
	PermissionUnknown = "unknown"
)

// permissionAPIs are the APIs by names that say which.
var permissionAPIs = map[string]string{cloud.GraphAPI: "graph", cloud.PartnerCenterAPI: "partner-center", cloud.AzureAPI: "azure"}

// PermissionAPIs and PermissionStates are those that there are.
func PermissionAPIs() []string { return []string{"graph", "partner-center", "azure"} }
func PermissionStates() []string {
	return []string{PermissionGranted, PermissionMissing, PermissionUnknown}
}

// PermissionOf is a permission as both faces show it. err is what the sign-in refused for its API.
func PermissionOf(p cloud.Permission, granted, known bool, err error) Permission {
	out := Permission{API: permissionAPIs[p.API], Scope: p.Scope, Optional: p.Optional, State: PermissionUnknown}
	switch {
	case granted:
		out.State = PermissionGranted
	case known:
		out.State = PermissionMissing
	}
	if err != nil {
		out.Problem = ProblemOfError(err)
	}
	return out
}
