package simcloud

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tenantry/backend/simcloud/world"
)

// asked is an address with OData parameters, written as in the documents.
func asked(path, query string) string {
	v := url.Values{}
	for _, part := range strings.Split(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		v.Set(name, value)
	}
	return path + "?" + v.Encode()
}

// everyRow follows a list to its end.
func (c *client) everyRow(tenant, path string) (rows []map[string]any, first map[string]any) {
	c.t.Helper()
	for path != "" {
		m := c.want(c.graph(tenant, path), 200).json(c.t)
		if first == nil {
			first = m
		}
		for _, r := range m["value"].([]any) {
			rows = append(rows, r.(map[string]any))
		}
		path, _ = m["@odata.nextLink"].(string)
	}
	return rows, first
}

func (c *client) troubledCustomer() (int, string) {
	c.t.Helper()
	return customerWith(c.t, c.cloud, func(i int) bool {
		return i%3 == 0 && c.cloud.customers.Access(i) == world.Open && len(c.cloud.customers.Issues(i, c.cloud.now())) >= 5
	})
}

const (
	announce = "/admin/serviceAnnouncement"
	gdap     = "/tenantRelationships/delegatedAdmin"
)

// queries are what may be asked of which list, and which of its rows come; where keep is nil it is refused. {} in a
// path is the customer.
var queries = []struct {
	tenant, path, query string // an empty tenant is the customer
	keep                func(map[string]any) bool
}{
	{"", announce + "/issues", "$filter=isResolved eq false", func(r map[string]any) bool { return r["isResolved"] == false }},
	{"", announce + "/issues", "$filter=endDateTime eq null and classification eq 'incident'", func(r map[string]any) bool { return r["endDateTime"] == nil && r["classification"] == "incident" }},
	{"", announce + "/issues", "$filter=service eq 'Exchange Online' or startswith(id,'MO')", func(r map[string]any) bool {
		return r["service"] == "Exchange Online" || strings.HasPrefix(r["id"].(string), "MO")
	}},
	{"", announce + "/issues", "$filter=not contains(title,'users')", func(r map[string]any) bool { return !strings.Contains(strings.ToLower(r["title"].(string)), "users") }},
	{"", announce + "/issues", "$filter=startDateTime ge 2000-01-01T00:00:00Z", func(map[string]any) bool { return true }},
	{"", announce + "/issues", "$filter=startDateTime lt 2000-01-01T00:00:00Z", func(map[string]any) bool { return false }},
	{"", announce + "/issues", "$filter=startDateTime ge '2000-01-01T00:00:00Z'", nil},
	{"", announce + "/issues", "$filter=details eq 'x'", nil},
	{"", announce + "/issues", "$search=mail", nil},
	{"", announce + "/issues", "$expand=posts", nil},
	{"", announce + "/messages", "$filter=category eq 'planForChange'", func(r map[string]any) bool { return r["category"] == "planForChange" }},
	{"", announce + "/messages", "$filter=isMajorChange eq true", func(r map[string]any) bool { return r["isMajorChange"] == true }},
	{"", announce + "/messages", "$filter=isMajorChange eq 'true'", nil},
	{"", announce + "/healthOverviews", "$filter=status ne 'serviceOperational'", func(r map[string]any) bool { return r["status"] != "serviceOperational" }},
	{"", announce + "/healthOverviews", "$expand=incidents", nil},
	{"", announce + "/healthOverviews/Exchange/issues", "$filter=isResolved eq true", func(r map[string]any) bool { return r["isResolved"] == true }},
	{"", "/directory/subscriptions", "$filter=status eq 'Enabled'", func(r map[string]any) bool { return r["status"] == "Enabled" }},
	{"", "/directory/subscriptions", "$filter=totalLicenses gt 0 and isTrial eq false", func(r map[string]any) bool { return r["isTrial"] == false }},
	{"", "/directory/subscriptions", "$skip=1", nil},
	{"", "/subscribedSkus", "$filter=skuPartNumber eq 'SPB'", nil},
	{"", "/subscribedSkus", "$top=1", nil},
	{"", "/subscribedSkus", "$orderby=skuPartNumber", nil},
	{"", "/domains", "$filter=isDefault eq true", nil},
	{"", "/domains", "$count=true", nil},
	{"", "/organization", "$top=1", nil},
	{"", "/organization", "$select=colour", nil},
	{TenantID, "/contracts", "$filter=displayName eq 'nobody'", func(map[string]any) bool { return false }},
	{TenantID, "/contracts", "$filter=contractType eq 'ResellerPartner'", nil},
	{TenantID, "/contracts", "$orderby=displayName", nil},
	{TenantID, gdap + "Customers", "$filter=startswith(displayName,'A')", func(r map[string]any) bool { return strings.HasPrefix(strings.ToLower(r["displayName"].(string)), "a") }},
	{TenantID, gdap + "Customers", "$top=301", nil},
	{TenantID, gdap + "Customers", "$skip=1", nil},
	{TenantID, gdap + "Relationships", "$filter=status eq 'active' and autoExtendDuration eq 'P180D'", func(r map[string]any) bool { return r["status"] == "active" && r["autoExtendDuration"] == "P180D" }},
	{TenantID, gdap + "Relationships", "$filter=startswith(customer/displayName,'a')", func(r map[string]any) bool {
		of, _ := r["customer"].(map[string]any)
		name, _ := of["displayName"].(string)
		return strings.HasPrefix(strings.ToLower(name), "a")
	}},
	{TenantID, gdap + "Relationships", "$filter=status in ('expired','terminated')", func(r map[string]any) bool { return r["status"] == "expired" || r["status"] == "terminated" }},
	{TenantID, gdap + "Relationships", "$filter=accessDetails/unifiedRoles eq 'x'", nil},
	{TenantID, gdap + "Relationships", "$filter=status eq active", nil},
	{TenantID, gdap + "Customers/{}/serviceManagementDetails", "$select=serviceName", nil},
	{TenantID, "/tenantRelationships/findTenantInformationByTenantId(tenantId='{}')", "$select=displayName", nil},
}

func TestEveryQueryIsHonouredOrRefused(t *testing.T) {
	c := newClient(t, "troubled", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.troubledCustomer()
	all, telling := map[string][]map[string]any{}, 0
	for _, x := range queries {
		x.path = strings.ReplaceAll(x.path, "{}", tenant)
		if x.tenant == "" {
			x.tenant = tenant
		}
		if x.keep == nil {
			e := c.want(c.graph(x.tenant, asked(x.path, x.query)), 400).json(t)["error"].(map[string]any)
			if e["innerError"] == nil || e["code"] != "BadRequest" && e["code"] != "Request_UnsupportedQuery" || e["message"] == "" {
				t.Errorf("%s?%s: %v", x.path, x.query, e)
			}
			continue
		}
		if all[x.path] == nil {
			all[x.path], _ = c.everyRow(x.tenant, x.path)
		}
		want := map[any]bool{}
		for _, r := range all[x.path] {
			if x.keep(r) {
				want[r["id"]] = true
			}
		}
		if len(want) > 0 && len(want) < len(all[x.path]) {
			telling++
		}
		for _, more := range []string{"", "&$top=2", "&$count=true"} {
			if strings.HasPrefix(x.path, "/contracts") && more != "" {
				continue
			}
			got, first := c.everyRow(x.tenant, asked(x.path, x.query+more))
			if len(got) != len(want) || slices.ContainsFunc(got, func(r map[string]any) bool { return !want[r["id"]] }) {
				t.Errorf("%s?%s%s: %d rows, want %d", x.path, x.query, more, len(got), len(want))
			}
			if r := c.want(c.graph(x.tenant, asked(x.path+"/$count", x.query)), 200); more == "" && string(r.body) != strconv.Itoa(len(want)) {
				t.Errorf("%s/$count?%s: %s, want %d", x.path, x.query, r.body, len(want))
			}
			if more == "&$count=true" && first["@odata.count"] != float64(len(want)) {
				t.Errorf("%s?%s: a count of %v, want %d", x.path, x.query, first["@odata.count"], len(want))
			}
		}
	}
	if telling < 10 {
		t.Errorf("%d filters keep some rows and leave some out: the others tell nothing", telling)
	}
}

func TestAListComesInTheOrderThatIsAskedForOverAllItsPages(t *testing.T) {
	c := newClient(t, "troubled", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.troubledCustomer()
	for _, x := range []struct{ tenant, path, by string }{
		{tenant, "/admin/serviceAnnouncement/issues", "startDateTime"}, {tenant, "/admin/serviceAnnouncement/issues", "lastModifiedDateTime desc"},
		{tenant, "/admin/serviceAnnouncement/messages", "title"}, {tenant, "/admin/serviceAnnouncement/healthOverviews", "service desc"},
		{tenant, "/directory/subscriptions", "totalLicenses desc"}, {TenantID, "/tenantRelationships/delegatedAdminCustomers", "displayName"},
		{TenantID, "/tenantRelationships/delegatedAdminRelationships", "displayName desc"},
	} {
		property, direction, _ := strings.Cut(x.by, " ")
		plain, _ := c.everyRow(x.tenant, x.path)
		rows, first := c.everyRow(x.tenant, asked(x.path, "$orderby="+x.by+"&$top=3"))
		if len(rows) != len(plain) || len(first["value"].([]any)) > 3 {
			t.Fatalf("%s by %s: %d rows, want %d", x.path, x.by, len(rows), len(plain))
		}
		if !slices.IsSortedFunc(rows, func(a, b map[string]any) int {
			n := strings.Compare(strings.ToLower(fmt.Sprint(a[property])), strings.ToLower(fmt.Sprint(b[property])))
			if v, ok := a[property].(float64); ok {
				n = int(v - b[property].(float64))
			}
			if direction == "desc" {
				n = -n
			}
			return n
		}) {
			t.Errorf("%s is not ordered by %s", x.path, x.by)
		}
	}
}

func TestAWishForPagesIsHeededAsFarAsItGoes(t *testing.T) {
	c := newClient(t, "troubled", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.troubledCustomer()
	for _, x := range []struct {
		tenant, path, prefer, applied string
		rows                          int
	}{
		{tenant, "/admin/serviceAnnouncement/messages", "odata.maxpagesize=2", "odata.maxpagesize=2", 2},
		{tenant, "/admin/serviceAnnouncement/healthOverviews", "respond-async, odata.maxpagesize=3", "odata.maxpagesize=3", 3},
		{tenant, "/admin/serviceAnnouncement/healthOverviews", "odata.maxpagesize=5000", "odata.maxpagesize=1000", len(world.Services)},
		{tenant, "/admin/serviceAnnouncement/healthOverviews", "odata.maxpagesize=none", "", len(world.Services)},
		{TenantID, "/tenantRelationships/delegatedAdminCustomers", "odata.maxpagesize=7", "odata.maxpagesize=7", 7},
		{TenantID, "/tenantRelationships/delegatedAdminCustomers?$top=4", "odata.maxpagesize=7", "", 4},
	} {
		r := c.want(c.call(x.tenant, Graph, "GET", x.path, "", "Prefer", x.prefer), 200)
		if n := len(r.json(t)["value"].([]any)); n != x.rows || r.header.Get("Preference-Applied") != x.applied {
			t.Errorf("%s, %s: %d rows, applied %q", x.path, x.prefer, n, r.header.Get("Preference-Applied"))
		}
	}
}

func TestOfOneThingOnlyItsPropertiesCanBeAsked(t *testing.T) {
	c := newClient(t, "troubled", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.troubledCustomer()
	overview := "/admin/serviceAnnouncement/healthOverviews/Exchange"
	m := c.want(c.graph(tenant, overview+"?$select=status&$expand=issues"), 200).json(t)
	if m["status"] == nil || m["service"] != nil || m["issues"] == nil {
		t.Errorf("%v", m)
	}
	for _, query := range []string{"$filter=status eq 'x'", "$top=1", "$count=true", "$expand=posts", "$select=colour"} {
		c.want(c.graph(tenant, asked(overview, query)), 400)
	}
}
