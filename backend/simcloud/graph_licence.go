package simcloud

import (
	"strings"

	"tenantry/backend/simcloud/world"
)

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

func (c *Cloud) licences(q *query) []world.Licence {
	i := c.tenantOf(q)
	if i == partnerIndex {
		i = 0 // the partner has licences of its own; whose does not matter
	}
	return c.world.Licences(i)
}

func (c *Cloud) skuRows(q *query) []skuRow {
	tid := c.tenantID(c.tenantOf(q))
	rows := []skuRow{}
	for _, l := range c.licences(q) {
		units := map[string]int{"enabled": 0, "lockedOut": 0, "suspended": 0, "warning": 0}
		units[strings.ToLower(l.Status[:1])+l.Status[1:]] = l.Total
		rows = append(rows, skuRow{ID: tid + "_" + l.SKU.ID, AccountID: tid, AccountName: "Default", AppliesTo: "User", Status: l.Status, Consumed: l.Used,
			Prepaid: units, Plans: plansOfAll, SKU: l.SKU.ID, Part: l.Part, SubscriptionIDs: []string{l.ID}})
	}
	return rows
}

// subscribedSKUs knows $select and nothing else (api/facts.md 1.6).
func (c *Cloud) subscribedSKUs(q *query) answer {
	if q.opts.Has("$filter") {
		return unsupportedFilter(q)
	}
	return graphWhole(q, "subscribedSkus", c.skuRows(q))
}

func (c *Cloud) subscribedSKU(q *query) answer {
	for _, s := range c.skuRows(q) {
		if strings.EqualFold(s.ID, q.args[0]) {
			return graphOne(q, "subscribedSkus", s)
		}
	}
	return notFound(q, q.args[0])
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

// commerceObject is where the numbers of the commerce system's ids begin.
const commerceObject = 64

func (c *Cloud) subscriptionRows(q *query) []subscriptionRow {
	i := max(c.tenantOf(q), 0)
	rows := []subscriptionRow{}
	for _, l := range c.licences(q) {
		row := subscriptionRow{Created: stamp(l.Created), CommerceID: c.world.Object(i, commerceObject+l.N), ID: l.ID, IsTrial: l.Trial, Lifecycle: stampOrNull(l.Lifecycle),
			Plans: plansOfAll, SKU: l.SKU.ID, Part: l.Part, Status: l.Status, Total: l.Total}
		if !l.Trial { // sold by the partner
			owner, kind := TenantID, "User"
			row.OwnerTenant, row.OwnerType = &owner, &kind
		}
		rows = append(rows, row)
	}
	return rows
}

func (c *Cloud) subscriptions(q *query) answer {
	return graphWhole(q, "directory/subscriptions", c.subscriptionRows(q))
}

// subscription is found by either id: the documented example asks with the commerce system's.
func (c *Cloud) subscription(q *query) answer {
	for _, s := range c.subscriptionRows(q) {
		if strings.EqualFold(s.ID, q.args[0]) || strings.EqualFold(s.CommerceID, q.args[0]) {
			return graphOne(q, "directory/subscriptions", s)
		}
	}
	return notFound(q, q.args[0])
}
