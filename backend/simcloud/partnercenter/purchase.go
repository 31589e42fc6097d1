package partnercenter

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

type purchaseRow struct {
	ID            string     `json:"id"`
	EntitlementID string     `json:"entitlementId"`
	OfferID       string     `json:"offerId"`
	OfferName     string     `json:"offerName"`
	FriendlyName  string     `json:"friendlyName"`
	Quantity      int        `json:"quantity"`
	UnitType      string     `json:"unitType"`
	Created       string     `json:"creationDate"`
	Starts        string     `json:"effectiveStartDate"`
	Ends          string     `json:"commitmentEndDate"`
	Status        string     `json:"status"`
	AutoRenew     bool       `json:"autoRenewEnabled"`
	IsTrial       bool       `json:"isTrial"`
	BillingType   string     `json:"billingType"`
	BillingCycle  string     `json:"billingCycle"`
	Term          string     `json:"termDuration"`
	ContractType  string     `json:"contractType"`
	OrderID       string     `json:"orderId"`
	Links         any        `json:"links"`
	Attributes    attributes `json:"attributes"`
}

// purchase is a licence as the partner sold it. One customer in eleven shows the dates with blanks in
// them that the documented example has.
func (api *API) purchase(t world.Tenant, l world.Licence) purchaseRow {
	date := func(at time.Time) string {
		if t.Index%11 == 3 {
			return at.UTC().Format("2006-01-02T15: 04: 05Z")
		}
		return httpd.Stamp(at)
	}
	status := map[string]string{"Enabled": "active", "Warning": "active", "Suspended": "suspended", "Deleted": "deleted"}[l.Status]
	id := api.World.CommerceID(t.Index, l)
	offer := "/v1/offers/" + strings.ToUpper(l.SKU.ID)
	return purchaseRow{ID: id, EntitlementID: api.World.Object(t.Index, 80+l.N), OfferID: strings.ToUpper(l.SKU.ID), OfferName: l.Offer, FriendlyName: l.Offer, Quantity: l.Total,
		UnitType: "none", Created: date(l.Created), Starts: date(l.Created.Truncate(24 * time.Hour)), Ends: date(l.Lifecycle), Status: status, AutoRenew: l.AutoRenew, IsTrial: l.Trial,
		BillingType: "license", BillingCycle: "monthly", Term: "P1Y", ContractType: "subscription", OrderID: api.World.Object(t.Index, 96+l.N),
		Links:      map[string]*link{"offer": linkTo(offer), "self": linkTo("/customers/" + t.ID + "/subscriptions/" + id)},
		Attributes: attributes{ETag: "eyJ2ZXIiOiIxIn0=", Type: "Subscription"}}
}

func (api *API) customerSubscriptions(_ *httpd.Query, t world.Tenant) httpd.Answer {
	items := []any{}
	for _, l := range api.World.Licences(t.Index) {
		if !l.Trial {
			items = append(items, api.purchase(t, l))
		}
	}
	return listOf(items, nil)
}

func (api *API) customerSubscription(q *httpd.Query, t world.Tenant) httpd.Answer {
	for _, l := range api.World.Licences(t.Index) {
		if row := api.purchase(t, l); !l.Trial && strings.EqualFold(row.ID, q.Args[1]) {
			return httpd.JSON(http.StatusOK, row)
		}
	}
	return problem(http.StatusNotFound, 1000, "The subscription was not found.")
}

// managedServices still names the links into BeginClientSession.aspx, dead since April 2025, as Partner
// Center does. The link for tickets leads to our own support page.
func (api *API) managedServices(q *httpd.Query, t world.Tenant) httpd.Answer {
	type row struct {
		ID         string           `json:"id"`
		Name       string           `json:"name"`
		Group      string           `json:"groupName"`
		Links      map[string]*link `json:"links"`
		Attributes attributes       `json:"attributes"`
	}
	session := func(to string) *link {
		return linkTo("https://portal.office.com/Partner/BeginClientSession.aspx?" +
			url.Values{"CTID": {t.ID}, "CSDEST": {to}, "InitialDomain": {t.Initial}, "PrimaryDomain": {t.Primary}}.Encode())
	}
	items := []any{}
	for _, s := range [][2]string{{"Exchange", "Exchange"}, {"SharePoint", "SharePoint"}, {"MicrosoftCommunicationsOnline", "SkypeforBusiness"}, {"MicrosoftIntune", "Intune"}} {
		admin := session(s[0])
		if s[0] == "MicrosoftIntune" {
			admin = linkTo("https://intune.microsoft.com/" + t.ID)
		}
		items = append(items, row{s[0], s[1], "Office", map[string]*link{"adminService": admin, "serviceHealth": session("ServiceStatus"), "serviceTicket": linkTo(api.SupportAt(q.Base(), t.ID))},
			attributes{Type: "ManagedService"}})
	}
	return listOf(items, nil)
}
