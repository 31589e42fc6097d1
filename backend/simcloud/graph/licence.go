package graph

import (
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/odata"
	"tenantry/backend/simcloud/world"
)

// licences are what an organisation bought, by product and by purchase.
type licences struct{ graph }

func (g licences) routes(get func(string, httpd.Handler)) {
	get("subscribedSkus", g.subscribedSKUs)
	get("subscribedSkus/{}", g.subscribedSKU)
	get("directory/subscriptions", g.subscriptions)
	get("directory/subscriptions/{}", g.subscription)
	get("directory/subscriptions(commerceSubscriptionId='{}')", g.subscription)
}

type servicePlan struct {
	ID        string `json:"servicePlanId"`
	Name      string `json:"servicePlanName"`
	Status    string `json:"provisioningStatus"`
	AppliesTo string `json:"appliesTo"`
}

var plansOfAll = []servicePlan{
	{planIDs[0], "EXCHANGE_S_STANDARD", "Success", "User"}, {planIDs[1], "SHAREPOINTSTANDARD", "Success", "User"},
	{planIDs[2], "TEAMS1", "Success", "User"}, {planIDs[3], "INTUNE_O365", "PendingActivation", "Company"},
}

type skuRow struct {
	ID              string         `json:"id"`
	AccountID       string         `json:"accountId"`
	AccountName     string         `json:"accountName"`
	AppliesTo       string         `json:"appliesTo"`
	Status          string         `json:"capabilityStatus"`
	Consumed        int            `json:"consumedUnits"`
	Prepaid         map[string]int `json:"prepaidUnits"`
	Plans           []servicePlan  `json:"servicePlans"`
	SKU             string         `json:"skuId"`
	Part            string         `json:"skuPartNumber"`
	SubscriptionIDs []string       `json:"subscriptionIds"`
}

var (
	skuList          = selecting("subscribedSkus", odata.TypeOf[skuRow]("microsoft.graph.subscribedSku"))
	subscriptionList = general("directory/subscriptions", odata.TypeOf[subscriptionRow]("microsoft.graph.companySubscription"), 100, 999)
)

// holder is whose licences the caller sees. The partner has licences of its own; whose does not matter.
func holder(q *httpd.Query) int { return max(q.Caller, 0) }

func (g licences) skuRows(q *httpd.Query) []skuRow {
	tid := g.World.ID(q.Caller)
	rows := []skuRow{}
	for _, l := range g.World.Licences(holder(q)) {
		units := map[string]int{"enabled": 0, "lockedOut": 0, "suspended": 0, "warning": 0}
		units[strings.ToLower(l.Status[:1])+l.Status[1:]] = l.Total
		rows = append(rows, skuRow{ID: tid + "_" + l.SKU.ID, AccountID: tid, AccountName: "Default", AppliesTo: "User", Status: l.Status, Consumed: l.Used,
			Prepaid: units, Plans: plansOfAll, SKU: l.SKU.ID, Part: l.Part, SubscriptionIDs: []string{l.ID}})
	}
	return rows
}

// subscribedSKUs knows $select and nothing else (api/facts.md 1.6).
func (g licences) subscribedSKUs(q *httpd.Query) httpd.Answer {
	return whole(q, skuList, g.skuRows(q))
}

func (g licences) subscribedSKU(q *httpd.Query) httpd.Answer {
	return found(q, skuList, g.skuRows(q), func(s skuRow) bool { return strings.EqualFold(s.ID, q.Args[0]) })
}

type subscriptionRow struct {
	Created     string        `json:"createdDateTime"`
	CommerceID  string        `json:"commerceSubscriptionId"`
	ID          string        `json:"id"`
	IsTrial     bool          `json:"isTrial"`
	Lifecycle   *string       `json:"nextLifecycleDateTime"`
	Plans       []servicePlan `json:"serviceStatus"`
	SKU         string        `json:"skuId"`
	Part        string        `json:"skuPartNumber"`
	Status      string        `json:"status"`
	Total       int           `json:"totalLicenses"`
	OwnerID     *string       `json:"ownerId"`
	OwnerTenant *string       `json:"ownerTenantId"`
	OwnerType   *string       `json:"ownerType"`
}

func (g licences) subscriptionRows(q *httpd.Query) []subscriptionRow {
	i := holder(q)
	rows := []subscriptionRow{}
	for _, l := range g.World.Licences(i) {
		row := subscriptionRow{Created: httpd.Stamp(l.Created), CommerceID: g.World.CommerceID(i, l), ID: l.ID, IsTrial: l.Trial, Lifecycle: httpd.StampOrNull(l.Lifecycle),
			Plans: plansOfAll, SKU: l.SKU.ID, Part: l.Part, Status: l.Status, Total: l.Total}
		if !l.Trial { // sold by the partner
			owner, kind := world.PartnerID, "User"
			row.OwnerTenant, row.OwnerType = &owner, &kind
		}
		rows = append(rows, row)
	}
	return rows
}

func (g licences) subscriptions(q *httpd.Query) httpd.Answer {
	return paged(q, subscriptionList, through(g.subscriptionRows(q)))
}

// subscription is found by either id: the documented example asks with the commerce system's.
func (g licences) subscription(q *httpd.Query) httpd.Answer {
	return found(q, subscriptionList, g.subscriptionRows(q), func(s subscriptionRow) bool {
		return strings.EqualFold(s.ID, q.Args[0]) || strings.EqualFold(s.CommerceID, q.Args[0])
	})
}
