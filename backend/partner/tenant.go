package partner

import (
	"strings"

	"github.com/google/uuid"

	"tenantry/backend/fault"
)

// TenantID is a tenant's GUID, lower case with hyphens. It is the only key of a customer.
type TenantID string

// ParseTenantID accepts a GUID in either case, with or without braces and blanks around it.
func ParseTenantID(s string) (TenantID, error) {
	s = strings.Trim(strings.TrimSpace(s), "{}")
	if len(s) != 36 {
		return "", fault.New(fault.Invalid, "customer_no_tenant_id", "text", short(s))
	}
	id, err := uuid.Parse(s)
	if err != nil {
		return "", fault.New(fault.Invalid, "customer_no_tenant_id", "text", short(s))
	}
	return TenantID(id.String()), nil
}

func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		s = string(r[:60]) + "…"
	}
	return s
}
