package graph

import (
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/odata"
	"tenantry/backend/simcloud/world"
)

// directory is an organisation and its domains.
type directory struct{ graph }

func (g directory) routes(get func(string, httpd.Handler)) {
	get("organization", g.organization)
	get("organization/{}", g.organizationByID)
	get("domains", g.domains)
	get("domains/{}", g.domain)
}

type plan struct {
	Assigned string `json:"assignedDateTime"`
	Status   string `json:"capabilityStatus"`
	Service  string `json:"service"`
	ID       string `json:"servicePlanId"`
}

type verifiedDomain struct {
	Capabilities string `json:"capabilities"`
	IsDefault    bool   `json:"isDefault"`
	IsInitial    bool   `json:"isInitial"`
	Name         string `json:"name"`
	Type         string `json:"type"`
}

type organizationRow struct {
	ID                 string           `json:"id"`
	Deleted            *string          `json:"deletedDateTime"`
	BusinessPhones     []string         `json:"businessPhones"`
	City               *string          `json:"city"`
	Country            *string          `json:"country"`
	CountryLetterCode  string           `json:"countryLetterCode"`
	Created            string           `json:"createdDateTime"`
	UsageLocation      *string          `json:"defaultUsageLocation"`
	DisplayName        string           `json:"displayName"`
	MarketingMails     []string         `json:"marketingNotificationEmails"`
	OnPremisesSynced   *string          `json:"onPremisesLastSyncDateTime"`
	OnPremisesSync     *bool            `json:"onPremisesSyncEnabled"`
	PostalCode         *string          `json:"postalCode"`
	PreferredLanguage  string           `json:"preferredLanguage"`
	SecurityMails      []string         `json:"securityComplianceNotificationMails"`
	SecurityPhones     []string         `json:"securityComplianceNotificationPhones"`
	State              *string          `json:"state"`
	Street             *string          `json:"street"`
	TechnicalMails     []string         `json:"technicalNotificationMails"`
	TenantType         string           `json:"tenantType"`
	DirectorySizeQuota map[string]int   `json:"directorySizeQuota"`
	AssignedPlans      []plan           `json:"assignedPlans"`
	ProvisionedPlans   []map[string]any `json:"provisionedPlans"`
	VerifiedDomains    []verifiedDomain `json:"verifiedDomains"`
}

// organizationOf leaves the address null where nobody ever entered it, as in the documented example.
func organizationOf(t world.Tenant) organizationRow {
	o := organizationRow{ID: t.ID, BusinessPhones: []string{t.Phone}, CountryLetterCode: t.CountryCode, Created: httpd.Stamp(t.Created), DisplayName: t.Name,
		MarketingMails: []string{}, PreferredLanguage: t.Language, SecurityMails: []string{}, SecurityPhones: []string{}, TechnicalMails: []string{t.Mail},
		TenantType: "AAD", DirectorySizeQuota: map[string]int{"used": 40 + 3*t.Seats, "total": 50000}}
	if t.Index%17 != 5 {
		o.City, o.Country, o.Street, o.UsageLocation = &t.City, &t.Country, &t.Street, &t.CountryCode
		if t.State != "" {
			o.State = &t.State
		}
		if t.PostalCode != "" {
			o.PostalCode = &t.PostalCode
		}
	}
	for k, s := range []string{"exchange", "SharePoint", "MicrosoftCommunicationsOnline", "SCO"} {
		o.AssignedPlans = append(o.AssignedPlans, plan{httpd.Stamp(t.Created), "Enabled", s, planIDs[k]})
		o.ProvisionedPlans = append(o.ProvisionedPlans, map[string]any{"capabilityStatus": "Enabled", "provisioningStatus": "Success", "service": s})
	}
	for _, d := range t.Domains {
		o.VerifiedDomains = append(o.VerifiedDomains, verifiedDomain{"Email, OfficeCommunicationsOnline", d.Default, d.Initial, d.Name, authentication(d)})
	}
	return o
}

// planIDs are service plans of Exchange, SharePoint, Teams and Intune.
var planIDs = []string{"9aaf7827-d63c-4b61-89c3-182f06f82e5c", "c7699d2e-19aa-44de-8edf-1736da088ca1", "57ff2da0-773e-42df-b2af-ffb7a2317929", "882e1d05-acd1-4ccb-8708-6ee03664b117"}

func authentication(d world.Domain) string {
	if d.Federated {
		return "Federated"
	}
	return "Managed"
}

var organizationList = selecting("organization", odata.TypeOf[organizationRow]("microsoft.graph.organization"))

func (g directory) organization(q *httpd.Query) httpd.Answer {
	return whole(q, organizationList, []organizationRow{organizationOf(g.World.Tenant(q.Caller))})
}

func (g directory) organizationByID(q *httpd.Query) httpd.Answer {
	t := g.World.Tenant(q.Caller)
	if !strings.EqualFold(t.ID, q.Args[0]) {
		return notFound(q, q.Args[0])
	}
	return one(q, organizationList, organizationOf(t))
}

type domainRow struct {
	ID                 string   `json:"id"`
	AuthenticationType string   `json:"authenticationType"`
	Availability       *string  `json:"availabilityStatus"`
	IsAdminManaged     bool     `json:"isAdminManaged"`
	IsDefault          bool     `json:"isDefault"`
	IsInitial          bool     `json:"isInitial"`
	IsRoot             bool     `json:"isRoot"`
	IsVerified         bool     `json:"isVerified"`
	Services           []string `json:"supportedServices"`
	PasswordDays       *int     `json:"passwordValidityPeriodInDays"`
	PasswordNotice     *int     `json:"passwordNotificationWindowInDays"`
}

func domainRows(t world.Tenant) []domainRow {
	var rows []domainRow
	for _, d := range t.Domains {
		row := domainRow{ID: d.Name, AuthenticationType: authentication(d), IsAdminManaged: true, IsDefault: d.Default, IsInitial: d.Initial,
			IsRoot: d.Root, IsVerified: true, Services: []string{"Email", "OfficeCommunicationsOnline"}}
		if d.Root {
			days, notice := 2147483647, 14
			row.PasswordDays, row.PasswordNotice = &days, &notice
		}
		rows = append(rows, row)
	}
	if t.Index%23 == 7 { // somebody began to add a domain and never proved to own it
		rows = append(rows, domainRow{ID: "www." + t.Primary, AuthenticationType: "Managed", IsAdminManaged: true, Services: []string{}})
	}
	return rows
}

// domainList knows $select and $top (api/facts.md 1.5).
var domainList = list{"domains", odata.Offer{Type: odata.TypeOf[domainRow]("microsoft.graph.domain"), Top: 999}, 100}

func (g directory) domains(q *httpd.Query) httpd.Answer {
	return paged(q, domainList, through(domainRows(g.World.Tenant(q.Caller))))
}

func (g directory) domain(q *httpd.Query) httpd.Answer {
	return found(q, domainList, domainRows(g.World.Tenant(q.Caller)), func(d domainRow) bool { return strings.EqualFold(d.ID, q.Args[0]) })
}
