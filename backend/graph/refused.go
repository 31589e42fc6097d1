package graph

import (
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/wire"
)

// meaning is what a code means at a customer and at home.
type meaning struct {
	kind                 fault.Kind
	remedy, remedyAtHome fault.Remedy
	key, keyAtHome       string
}

// codes are Graph's codes that say more than the status, in lower case (api/facts.md 5b). A 401 that names the
// app speaks of consent: the token was given, and the tenant does not know whom it was given to.
var codes = map[string]meaning{
	"authorization_identitynotfound": {fault.Consent, fault.GrantConsent, fault.AskAdmin, "signin_app_unknown", "signin_app_not_approved_home"},
	"authorization_identitydisabled": {fault.Denied, fault.AskCustomer, fault.AskOwn, "signin_app_disabled", "signin_app_disabled_home"},
	"unknowntenantid":                {fault.Missing, fault.CheckDelegation, fault.CorrectInput, "signin_no_tenant", "signin_no_tenant"},
}

// refine corrects what the status said of a refusal where the code or the tenant says more.
func refine(r wire.Refusal, f *fault.Error) *fault.Error {
	atHome := r.Tenant == ""
	if m, ok := codes[strings.ToLower(r.Code)]; ok {
		known := fault.New(m.kind, m.key).With(m.remedy)
		if atHome {
			known = fault.New(m.kind, m.keyAtHome).With(m.remedyAtHome)
		}
		return known.WithCode(r.Code, r.RequestID).AtCustomer(r.Tenant)
	}
	switch {
	case f.Kind == fault.Missing: // a resource is not there; that the tenant is, its token says
		f.Remedy = fault.WaitAndRetry
	case f.Kind == fault.Denied && atHome: // no delegation stands between us and our own tenant
		f.Remedy = fault.AskOwn
	}
	return f
}
