package official

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armsubscriptions"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/support/armsupport"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"tenantry/backend/simcloud"
)

// credential gets tokens of a customer through MSAL, and of the tenant that is asked for beside it.
type credential struct {
	bench   *bench
	account public.Account
	tenant  string
}

func (c credential) GetToken(ctx context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	tenant := c.tenant
	if o.TenantID != "" {
		tenant = o.TenantID
	}
	text, err := c.bench.token(ctx, c.account, tenant, o.Scopes)
	return azcore.AccessToken{Token: text, ExpiresOn: time.Now().Add(time.Hour)}, err
}

// today makes a client of 2020 speak the version that the documents of today describe, which wants one property
// more in a new ticket.
type today struct{}

func (today) Do(r *policy.Request) (*http.Response, error) {
	raw := r.Raw()
	if v := raw.URL.Query(); v.Get("api-version") == "2020-04-01" {
		v.Set("api-version", "2024-04-01")
		raw.URL.RawQuery = v.Encode()
	}
	if raw.Method == http.MethodPut && !strings.Contains(raw.URL.Path, "/communications/") {
		b, err := io.ReadAll(r.Body())
		if err != nil {
			return nil, err
		}
		var ticket map[string]map[string]any
		if err := json.Unmarshal(b, &ticket); err != nil {
			return nil, err
		}
		ticket["properties"]["advancedDiagnosticConsent"] = "No"
		if b, err = json.Marshal(ticket); err != nil {
			return nil, err
		}
		if err := r.SetBody(streaming.NopCloser(strings.NewReader(string(b))), "application/json"); err != nil {
			return nil, err
		}
	}
	return r.Next()
}

// azure is a customer with a subscription, and how its clients are made: with the partner's token beside the customer's.
func (b *bench) azure(t *testing.T) (subscription string, c credential, o *arm.ClientOptions) {
	t.Helper()
	result := b.byDeviceCode(t)
	o = &arm.ClientOptions{AuxiliaryTenants: []string{simcloud.TenantID}, DisableRPRegistration: true}
	o.Transport, o.Retry.MaxRetries, o.PerCallPolicies = b.http, -1, []policy.Policy{today{}}
	o.Cloud = cloud.Configuration{ActiveDirectoryAuthorityHost: b.at.Login, Services: map[cloud.ServiceName]cloud.ServiceConfiguration{cloud.ResourceManager: {Endpoint: b.at.Azure, Audience: b.at.Azure}}}
	for _, tenant := range b.customers(t, result.AccessToken) {
		c = credential{b, result.Account, tenant}
		client, err := armsubscriptions.NewClient(c, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all(t, client.NewListPager(nil), func(p armsubscriptions.ClientListResponse) []*armsubscriptions.Subscription { return p.Value }) {
			if *s.State != armsubscriptions.SubscriptionStateEnabled {
				continue
			}
			one, err := client.Get(t.Context(), *s.SubscriptionID, nil)
			if err != nil || *one.DisplayName != *s.DisplayName || *one.TenantID != tenant {
				t.Errorf("subscription: %v", err)
			}
			return *s.SubscriptionID, c, o
		}
	}
	t.Fatal("no customer has a subscription")
	return "", c, o
}

// all follows a list over its pages.
func all[P, T any](t *testing.T, pager *runtime.Pager[P], items func(P) []T) (out []T) {
	t.Helper()
	for pager.More() {
		page, err := pager.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, items(page)...)
	}
	return out
}

func ticketLists(p armsupport.TicketsClientListResponse) []*armsupport.TicketDetails { return p.Value }

func messageLists(p armsupport.CommunicationsClientListResponse) []*armsupport.CommunicationDetails {
	return p.Value
}

// newTicket is a ticket for the first kind of problem of the first service that the catalogue names.
func newTicket(t *testing.T, f *armsupport.ClientFactory) armsupport.TicketDetails {
	t.Helper()
	services := all(t, f.NewServicesClient().NewListPager(nil), func(p armsupport.ServicesClientListResponse) []*armsupport.Service { return p.Value })
	if len(services) == 0 {
		t.Fatal("no services")
	}
	service, err := f.NewServicesClient().Get(t.Context(), *services[0].Name, nil)
	same(t, "service", service.Properties.DisplayName, services[0].Properties.DisplayName, err)
	problems := all(t, f.NewProblemClassificationsClient().NewListPager(*service.Name, nil), func(p armsupport.ProblemClassificationsClientListResponse) []*armsupport.ProblemClassification {
		return p.Value
	})
	if len(problems) == 0 {
		t.Fatal("no classifications")
	}
	problem, err := f.NewProblemClassificationsClient().Get(t.Context(), *service.Name, *problems[0].Name, nil)
	same(t, "classification", problem.Properties.DisplayName, problems[0].Properties.DisplayName, err)
	return armsupport.TicketDetails{Properties: &armsupport.TicketDetailsProperties{ServiceID: service.ID, ProblemClassificationID: problem.ID, Title: to.Ptr("VM is down"),
		Description: to.Ptr("Since nine."), Severity: to.Ptr(armsupport.SeverityLevelModerate), ContactDetails: &armsupport.ContactProfile{FirstName: to.Ptr("Ada"), LastName: to.Ptr("Byron"),
			PrimaryEmailAddress: to.Ptr("ada@contoso.com"), PreferredContactMethod: to.Ptr(armsupport.PreferredContactMethodEmail), PreferredTimeZone: to.Ptr("Romance Standard Time"),
			PreferredSupportLanguage: to.Ptr("fr-fr"), Country: to.Ptr("fra")}}}
}

// made creates a ticket and waits for it.
func made(t *testing.T, c *armsupport.TicketsClient, name string, ticket armsupport.TicketDetails) (armsupport.TicketsClientCreateResponse, error) {
	t.Helper()
	poller, err := c.BeginCreate(t.Context(), name, ticket, nil)
	if err != nil {
		t.Fatal(err)
	}
	return poller.PollUntilDone(t.Context(), &runtime.PollUntilDoneOptions{Frequency: time.Second})
}

func TestArmsupportReadsAndWritesTickets(t *testing.T) {
	b := setUp(t, simcloud.Options{})
	subscription, cred, o := b.azure(t)
	f, err := armsupport.NewClientFactory(subscription, cred, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, tickets := t.Context(), f.NewTicketsClient()
	operations := all(t, f.NewOperationsClient().NewListPager(nil), func(p armsupport.OperationsClientListResponse) []*armsupport.Operation { return p.Value })
	if !slices.ContainsFunc(operations, func(o *armsupport.Operation) bool { return *o.Name == "Microsoft.Support/supportTickets/write" }) {
		t.Error("the provider lets nobody write tickets")
	}
	ask := armsupport.CheckNameAvailabilityInput{Name: to.Ptr("one"), Type: to.Ptr(armsupport.TypeMicrosoftSupportSupportTickets)}
	free, err := tickets.CheckNameAvailability(ctx, ask, nil)
	if err != nil || !*free.NameAvailable {
		t.Errorf("the name is taken: %v", err)
	}
	ticket := newTicket(t, f)
	created, err := made(t, tickets, "one", ticket)
	if err != nil || *created.Properties.Status != "Open" || len(*created.Properties.SupportTicketID) != 15 || *created.Properties.ServiceLevelAgreement.SLAMinutes == 0 {
		t.Fatalf("created: %v", err)
	}
	if taken, err := tickets.CheckNameAvailability(ctx, ask, nil); err != nil || *taken.NameAvailable {
		t.Errorf("the name is free: %v", err)
	}
	for n := range 26 {
		if _, err := tickets.BeginCreate(ctx, "more"+string(rune('a'+n)), ticket, nil); err != nil {
			t.Fatal(err)
		}
	}
	if list := all(t, tickets.NewListPager(nil), ticketLists); len(list) != 27 {
		t.Errorf("%d tickets over the pages, want 27", len(list))
	}
	updated, err := tickets.Update(ctx, "one", armsupport.UpdateSupportTicket{Severity: to.Ptr(armsupport.SeverityLevelMinimal), Status: to.Ptr(armsupport.StatusClosed),
		ContactDetails: &armsupport.UpdateContactProfile{PrimaryEmailAddress: to.Ptr("grace@contoso.com")}}, nil)
	if err != nil || *updated.Properties.Status != "Closed" || *updated.Properties.Severity != armsupport.SeverityLevelMinimal || *updated.Properties.ContactDetails.PrimaryEmailAddress != "grace@contoso.com" {
		t.Errorf("updated: %v", err)
	}
	filter := "createdDate ge 2020-03-10T22:08:51Z and status eq 'Closed'"
	closed := all(t, tickets.NewListPager(&armsupport.TicketsClientListOptions{Filter: &filter, Top: to.Ptr[int32](10)}), ticketLists)
	if len(closed) != 1 || *closed[0].Name != "one" {
		t.Errorf("%d closed tickets", len(closed))
	}
	one, err := tickets.Get(ctx, "one", nil)
	same(t, "ticket", one.Properties.SupportTicketID, created.Properties.SupportTicketID, err)
	if b.cloud.State().Tickets[0].ID != *one.Properties.SupportTicketID {
		t.Error("another ticket was recorded")
	}
}

func TestArmsupportReadsAndWritesCommunications(t *testing.T) {
	b := setUp(t, simcloud.Options{})
	subscription, cred, o := b.azure(t)
	f, err := armsupport.NewClientFactory(subscription, cred, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, tickets, messages := t.Context(), f.NewTicketsClient(), f.NewCommunicationsClient()
	if _, err := made(t, tickets, "one", newTicket(t, f)); err != nil {
		t.Fatal(err)
	}
	free, err := messages.CheckNameAvailability(ctx, "one", armsupport.CheckNameAvailabilityInput{Name: to.Ptr("m"), Type: to.Ptr(armsupport.TypeMicrosoftSupportCommunications)}, nil)
	if err != nil || !*free.NameAvailable {
		t.Errorf("the name is taken: %v", err)
	}
	poller, err := messages.BeginCreate(ctx, "one", "m", armsupport.CommunicationDetails{Properties: &armsupport.CommunicationDetailsProperties{Subject: to.Ptr("More"), Body: to.Ptr("It is back."), Sender: to.Ptr("ada@contoso.com")}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	said, err := poller.PollUntilDone(ctx, &runtime.PollUntilDoneOptions{Frequency: time.Second})
	if err != nil || *said.Properties.Body != "It is back." || *said.Properties.CommunicationDirection != armsupport.CommunicationDirectionOutbound {
		t.Fatalf("said: %v", err)
	}
	if err := b.cloud.Do(simcloud.Event{Kind: "ticket-answered", Text: "Which?"}); err != nil {
		t.Fatal(err)
	}
	filter := "communicationType eq 'web' and createdDate ge 2020-03-10T22:08:51Z"
	if list := all(t, messages.NewListPager("one", &armsupport.CommunicationsClientListOptions{Filter: &filter}), messageLists); len(list) != 2 ||
		*list[0].Properties.CommunicationDirection != armsupport.CommunicationDirectionInbound {
		t.Errorf("%d messages, or the newest is not the first", len(list))
	}
	one, err := messages.Get(ctx, "one", "m", nil)
	same(t, "message", one.Properties.Subject, to.Ptr("More"), err)
}

func TestArmsupportTellsWhyATicketFailed(t *testing.T) {
	b := setUp(t, simcloud.Options{})
	subscription, cred, o := b.azure(t)
	f, err := armsupport.NewClientFactory(subscription, cred, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.cloud.Do(simcloud.Event{Kind: "ticket-refused", TenantID: cred.tenant}); err != nil {
		t.Fatal(err)
	}
	if _, err := made(t, f.NewTicketsClient(), "one", newTicket(t, f)); err == nil || !strings.Contains(err.Error(), "InvalidSupportPlan") {
		t.Errorf("without a plan: %v", err)
	}
	tenants, err := armsubscriptions.NewTenantsClient(cred, o)
	if err != nil {
		t.Fatal(err)
	}
	if list := all(t, tenants.NewListPager(nil), func(p armsubscriptions.TenantsClientListResponse) []*armsubscriptions.TenantIDDescription {
		return p.Value
	}); len(list) != 2 || *list[1].TenantID != cred.tenant {
		t.Errorf("%d tenants", len(list))
	}
}
