package customerexport

import "tenantry/backend/partner"

// Entry is one line of the export.
type Entry struct {
	ID            partner.TenantID
	Name          string
	PrimaryDomain string
	Relationship  string
	Tags          []string
}
