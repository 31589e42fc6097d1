package official

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	abstractions "github.com/microsoft/kiota-abstractions-go"
	"github.com/microsoft/kiota-abstractions-go/serialization"
	jsonserialization "github.com/microsoft/kiota-serialization-json-go"
	core "github.com/microsoftgraph/msgraph-sdk-go-core"
	"github.com/microsoftgraph/msgraph-sdk-go/admin"
	"github.com/microsoftgraph/msgraph-sdk-go/contracts"
	"github.com/microsoftgraph/msgraph-sdk-go/directory"
	"github.com/microsoftgraph/msgraph-sdk-go/domains"
	"github.com/microsoftgraph/msgraph-sdk-go/models"
	"github.com/microsoftgraph/msgraph-sdk-go/organization"
	"github.com/microsoftgraph/msgraph-sdk-go/subscribedskus"
	"github.com/microsoftgraph/msgraph-sdk-go/tenantrelationships"

	"tenantry/backend/simcloud"
)

func read(t *testing.T, a *http.Response) string {
	defer func() { _ = a.Body.Close() }()
	b, err := io.ReadAll(a.Body)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}

// customers lists the tenant ids of the delegated customers.
func (b *bench) customers(t *testing.T, token string) []string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.at.Graph+"/v1.0/tenantRelationships/delegatedAdminCustomers", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	a, err := b.http.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	var list struct{ Value []struct{ TenantID string } }
	if err := json.Unmarshal([]byte(read(t, a)), &list); err != nil || len(list.Value) == 0 {
		t.Fatalf("status %d, %d customers, %v", a.StatusCode, len(list.Value), err)
	}
	ids := make([]string, len(list.Value))
	for i, v := range list.Value {
		ids[i] = v.TenantID
	}
	return ids
}

// bearer gives the SDK a token that MSAL got.
type bearer string

func (b bearer) AuthenticateRequest(_ context.Context, r *abstractions.RequestInformation, _ map[string]any) error {
	r.Headers.Add("Authorization", "Bearer "+string(b))
	return nil
}

// sdk is the Graph SDK in one tenant's name. It stands on the packages that GraphServiceClient hands out,
// not on that type, which would pull in every package of the SDK and take many times longer to compile.
type sdk struct {
	t       *testing.T
	adapter abstractions.RequestAdapter
	path    map[string]string
}

func (b *bench) sdk(t *testing.T, token string) sdk {
	t.Helper()
	abstractions.RegisterDefaultSerializer(func() serialization.SerializationWriterFactory {
		return jsonserialization.NewJsonSerializationWriterFactory()
	})
	abstractions.RegisterDefaultDeserializer(func() serialization.ParseNodeFactory { return jsonserialization.NewJsonParseNodeFactory() })
	a, err := core.NewGraphRequestAdapterBaseWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(bearer(token), core.GraphClientOptions{}, nil, nil, b.http)
	if err != nil {
		t.Fatal(err)
	}
	a.SetBaseUrl(b.at.Graph + "/v1.0")
	return sdk{t, a, map[string]string{"baseurl": b.at.Graph + "/v1.0"}}
}

// list asserts that a collection holds something and gives its first item.
func list[T any](t *testing.T, what string, err error, get func() []T) (first T) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	items := get()
	if len(items) == 0 {
		t.Fatalf("%s: nothing there", what)
	}
	return items[0]
}

func same(t *testing.T, what string, got, want *string, err error) {
	t.Helper()
	if err != nil || got == nil || want == nil || *got != *want {
		t.Errorf("%s: %v, %v; want %v", what, got, err, want)
	}
}

func TestTheGraphSDKReadsThePartnersLists(t *testing.T) {
	b := setUp(t, simcloud.Options{AutoApprove: true})
	c, ctx := b.sdk(t, b.byDeviceCode(t).AccessToken), t.Context()

	kb := contracts.NewContractsRequestBuilderInternal(c.path, c.adapter)
	ks, err := kb.Get(ctx, nil)
	contract := list(t, "contracts", err, ks.GetValue)
	k, err := kb.ByContractId(*contract.GetId()).Get(ctx, nil)
	same(t, "contract", k.GetDisplayName(), contract.GetDisplayName(), err)

	rb := tenantrelationships.NewTenantRelationshipsRequestBuilderInternal(c.path, c.adapter)
	cs, err := rb.DelegatedAdminCustomers().Get(ctx, nil)
	customer := list(t, "delegatedAdminCustomers", err, cs.GetValue)
	one, err := rb.DelegatedAdminCustomers().ByDelegatedAdminCustomerId(*customer.GetId()).Get(ctx, nil)
	same(t, "delegatedAdminCustomer", one.GetTenantId(), customer.GetTenantId(), err)
	ms, err := rb.DelegatedAdminCustomers().ByDelegatedAdminCustomerId(*customer.GetId()).ServiceManagementDetails().Get(ctx, nil)
	list(t, "serviceManagementDetails", err, ms.GetValue)

	rs, err := rb.DelegatedAdminRelationships().Get(ctx, nil)
	relation := list(t, "delegatedAdminRelationships", err, rs.GetValue)
	if relation.GetStatus() == nil || relation.GetDuration() == nil || relation.GetAccessDetails() == nil || relation.GetEndDateTime() == nil {
		t.Error("a relationship lacks its status, duration, roles or end")
	}
	r, err := rb.DelegatedAdminRelationships().ByDelegatedAdminRelationshipId(*relation.GetId()).Get(ctx, nil)
	same(t, "delegatedAdminRelationship", r.GetDisplayName(), relation.GetDisplayName(), err)
	as, err := rb.DelegatedAdminRelationships().ByDelegatedAdminRelationshipId(*relation.GetId()).AccessAssignments().Get(ctx, nil)
	list(t, "accessAssignments", err, as.GetValue)
	ops, err := rb.DelegatedAdminRelationships().ByDelegatedAdminRelationshipId(*relation.GetId()).Operations().Get(ctx, nil)
	if op := list(t, "operations", err, ops.GetValue); op.GetOperationType() == nil || op.GetStatus() == nil {
		t.Error("an operation without its type or status")
	}
	asks, err := rb.DelegatedAdminRelationships().ByDelegatedAdminRelationshipId(*relation.GetId()).Requests().Get(ctx, nil)
	if ask := list(t, "requests", err, asks.GetValue); ask.GetAction() == nil || ask.GetStatus() == nil {
		t.Error("a request without its action or status")
	}
	filter, yes, top := "status eq 'active'", true, int32(3)
	some, err := rb.DelegatedAdminRelationships().Get(ctx, &tenantrelationships.DelegatedAdminRelationshipsRequestBuilderGetRequestConfiguration{
		QueryParameters: &tenantrelationships.DelegatedAdminRelationshipsRequestBuilderGetQueryParameters{Filter: &filter, Count: &yes, Top: &top, Orderby: []string{"displayName desc"}, Select: []string{"id", "displayName", "status"}}})
	list(t, "relationships by a query", err, some.GetValue)
	if n := some.GetOdataCount(); len(some.GetValue()) != 3 || n == nil || *n < 50 || *some.GetValue()[0].GetDisplayName() < *some.GetValue()[1].GetDisplayName() {
		t.Error("the query was not heeded")
	}

	info, err := rb.FindTenantInformationByTenantIdWithTenantId(customer.GetTenantId()).Get(ctx, nil)
	same(t, "findTenantInformationByTenantId", info.GetTenantId(), customer.GetTenantId(), err)
	again, err := rb.FindTenantInformationByDomainNameWithDomainName(info.GetDefaultDomainName()).Get(ctx, nil)
	same(t, "findTenantInformationByDomainName", again.GetTenantId(), customer.GetTenantId(), err)

	pages := 0
	it, err := core.NewPageIterator[models.DelegatedAdminRelationshipable](rs, c.adapter, models.CreateDelegatedAdminRelationshipCollectionResponseFromDiscriminatorValue)
	if err != nil {
		t.Fatal(err)
	}
	if err = it.Iterate(ctx, func(models.DelegatedAdminRelationshipable) bool { pages++; return true }); err != nil || pages < 100 {
		t.Errorf("the SDK's own iterator saw %d relationships: %v", pages, err)
	}
}

func TestTheGraphSDKReadsACustomer(t *testing.T) {
	b := setUp(t, simcloud.Options{})
	result := b.byDeviceCode(t)
	tenant := b.customers(t, result.AccessToken)[0]
	if err := b.cloud.Do(simcloud.Event{Kind: "outage-starts", Service: "Exchange", TenantID: tenant, Issue: "EX424242"}); err != nil {
		t.Fatal(err)
	}
	token, err := b.token(t.Context(), result.Account, tenant, b.graphScope())
	if err != nil {
		t.Fatal(err)
	}
	c, ctx := b.sdk(t, token), t.Context()

	ob := organization.NewOrganizationRequestBuilderInternal(c.path, c.adapter)
	os, err := ob.Get(ctx, nil)
	org := list(t, "organization", err, os.GetValue)
	same(t, "organization", org.GetId(), &tenant, nil)
	o, err := ob.ByOrganizationId(tenant).Get(ctx, nil)
	same(t, "organization by id", o.GetDisplayName(), org.GetDisplayName(), err)

	db := domains.NewDomainsRequestBuilderInternal(c.path, c.adapter)
	ds, err := db.Get(ctx, nil)
	domain := list(t, "domains", err, ds.GetValue)
	d, err := db.ByDomainId(*domain.GetId()).Get(ctx, nil)
	same(t, "domain", d.GetId(), domain.GetId(), err)

	sb := subscribedskus.NewSubscribedSkusRequestBuilderInternal(c.path, c.adapter)
	ss, err := sb.Get(ctx, nil)
	sku := list(t, "subscribedSkus", err, ss.GetValue)
	s, err := sb.BySubscribedSkuId(*sku.GetId()).Get(ctx, nil)
	same(t, "subscribedSku", s.GetSkuPartNumber(), sku.GetSkuPartNumber(), err)

	ub := directory.NewDirectoryRequestBuilderInternal(c.path, c.adapter)
	us, err := ub.Subscriptions().Get(ctx, nil)
	sub := list(t, "directory/subscriptions", err, us.GetValue)
	u, err := ub.Subscriptions().ByCompanySubscriptionId(*sub.GetId()).Get(ctx, nil)
	same(t, "subscription", u.GetSkuPartNumber(), sub.GetSkuPartNumber(), err)
	u, err = ub.SubscriptionsWithCommerceSubscriptionId(sub.GetCommerceSubscriptionId()).Get(ctx, nil)
	same(t, "subscription by key", u.GetId(), sub.GetId(), err)

	c.health(ctx)
}

func (c sdk) health(ctx context.Context) {
	t := c.t
	sa := admin.NewAdminRequestBuilderInternal(c.path, c.adapter).ServiceAnnouncement()
	hs, err := sa.HealthOverviews().Get(ctx, nil)
	overview := list(t, "healthOverviews", err, hs.GetValue)
	if overview.GetStatus() == nil {
		t.Error("a service without a status")
	}
	expand := &admin.ServiceAnnouncementHealthOverviewsRequestBuilderGetRequestConfiguration{
		QueryParameters: &admin.ServiceAnnouncementHealthOverviewsRequestBuilderGetQueryParameters{Expand: []string{"issues"}}}
	hs, err = sa.HealthOverviews().Get(ctx, expand)
	list(t, "healthOverviews with issues", err, hs.GetValue)
	found := false
	for _, h := range hs.GetValue() {
		for _, i := range h.GetIssues() {
			found = found || *i.GetId() == "EX424242" && len(i.GetPosts()) > 0
		}
	}
	if !found {
		t.Error("the outage is not among the expanded issues")
	}
	h, err := sa.HealthOverviews().ByServiceHealthId("Exchange").Get(ctx, nil)
	if err != nil || h.GetStatus() == nil {
		t.Errorf("healthOverview: %v", err)
	}
	is, err := sa.HealthOverviews().ByServiceHealthId("Exchange").Issues().Get(ctx, nil)
	list(t, "a service's issues", err, is.GetValue)
	is, err = sa.Issues().Get(ctx, nil)
	issue := list(t, "issues", err, is.GetValue)
	i, err := sa.Issues().ByServiceHealthIssueId(*issue.GetId()).Get(ctx, nil)
	same(t, "issue", i.GetTitle(), issue.GetTitle(), err)
	ms, err := sa.Messages().Get(ctx, nil)
	message := list(t, "messages", err, ms.GetValue)
	m, err := sa.Messages().ByServiceUpdateMessageId(*message.GetId()).Get(ctx, nil)
	same(t, "message", m.GetTitle(), message.GetTitle(), err)
	if m.GetViewPoint() == nil || m.GetViewPoint().GetIsRead() == nil {
		t.Error("a message that nobody looks at")
	}
	if _, err := sa.Messages().ByServiceUpdateMessageId(*message.GetId()).Attachments().Get(ctx, nil); err != nil {
		t.Errorf("attachments: %v", err)
	}
}

func TestTheGraphSDKReadsABatch(t *testing.T) {
	b := setUp(t, simcloud.Options{AutoApprove: true})
	c, ctx := b.sdk(t, b.byDeviceCode(t).AccessToken), t.Context()
	batch := core.NewBatchRequest(c.adapter)
	info, err := organization.NewOrganizationRequestBuilderInternal(c.path, c.adapter).ToGetRequestInformation(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	step, err := batch.AddBatchRequestStep(*info)
	if err != nil {
		t.Fatal(err)
	}
	answers, err := batch.Send(ctx, c.adapter)
	if err != nil {
		t.Fatal(err)
	}
	got, err := core.GetBatchResponseById[models.OrganizationCollectionResponseable](answers, *step.GetId(), models.CreateOrganizationCollectionResponseFromDiscriminatorValue)
	if err != nil || len(got.GetValue()) != 1 {
		t.Errorf("the batch's organization: %v", err)
	}
}
