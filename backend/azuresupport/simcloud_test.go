package azuresupport_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"tenantry/backend/azuresupport"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
	"tenantry/backend/simcloud"
	"tenantry/backend/transport"
)

// visitor is a signed-in user of a simulated cloud; it gives tokens, and remembers them.
type visitor struct {
	t       *testing.T
	cloud   *simcloud.Cloud
	refresh string
	mu      sync.Mutex
	tokens  map[string]string // by tenant and audience: asking again and again is refused
}

func visit(t *testing.T, customers int) *visitor {
	t.Helper()
	s, ok := simcloud.ScenarioNamed("demo")
	if !ok {
		t.Fatal("the demo is missing")
	}
	s.Customers, s.NoPlan = customers, 0 // every plan pays for the interface; tests of the others refuse by an event
	v := &visitor{t: t, cloud: simcloud.New(s, 7, simcloud.Options{AutoApprove: true}), tokens: map[string]string{}}
	device, err := v.form(simcloud.TenantID+"/oauth2/v2.0/devicecode", url.Values{"scope": {"offline_access openid"}})
	if err == nil {
		code, _ := device["device_code"].(string)
		device, err = v.form(simcloud.TenantID+"/oauth2/v2.0/token", url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {code}})
	}
	if v.refresh, ok = device["refresh_token"].(string); err != nil || !ok {
		t.Fatal("no sign-in: ", device, err)
	}
	return v
}

func (v *visitor) form(path string, f url.Values) (map[string]any, error) {
	f.Set("client_id", simcloud.ClientID)
	res, err := (&http.Client{Transport: v.cloud.Transport()}).PostForm(v.cloud.Endpoints().Login+"/"+path, f)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	var m map[string]any
	return m, json.NewDecoder(res.Body).Decode(&m)
}

func (v *visitor) Token(_ context.Context, tenant, audience string) (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if token, known := v.tokens[tenant+audience]; known {
		return token, nil
	}
	m, err := v.form(tenant+"/oauth2/v2.0/token", url.Values{"grant_type": {"refresh_token"}, "refresh_token": {v.refresh}, "scope": {audience}})
	if err != nil {
		return "", fault.Wrap(fault.Offline, err, "no answer from the sign-in")
	}
	token, ok := m["access_token"].(string)
	if !ok {
		return "", fault.New(fault.Consent, "no token")
	}
	v.tokens[tenant+audience] = token
	return token, nil
}

func (v *visitor) Discard(tenant, audience, _ string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.tokens, tenant+audience)
}

func (v *visitor) do(e simcloud.Event) {
	v.t.Helper()
	if err := v.cloud.Do(e); err != nil {
		v.t.Fatal(err)
	}
}

// client is put together as the composition root does it.
func (v *visitor) client() *azuresupport.Client {
	base, _ := url.Parse(v.cloud.Endpoints().Azure)
	wire := transport.Network(v.cloud.Transport(), &transport.Patience{})
	own := transport.Key{Tenant: simcloud.TenantID, Audience: base.String() + "/user_impersonation"}
	return azuresupport.New(base, func(tenant string) *http.Client {
		key := transport.Key{Tenant: tenant, Audience: own.Audience}
		rt := transport.Auxiliary(transport.AzureIDs(wire), v, own, base)
		return transport.Client(transport.Retry(transport.Auth(rt, v, key, base), time.Minute))
	}, time.Now)
}

// customers are those whose Azure subscriptions can be read, with these.
func (v *visitor) customers(c *azuresupport.Client) map[partner.TenantID][]partner.AzureSubscription {
	v.t.Helper()
	base, _ := url.Parse(v.cloud.Endpoints().PartnerCenter)
	key := transport.Key{Tenant: simcloud.TenantID, Audience: base.String() + "/user_impersonation"}
	pc := partnercenter.New(base, transport.Client(transport.Auth(v.cloud.Transport(), v, key, base)))
	all, err := pc.Customers(v.t.Context())
	if err != nil {
		v.t.Fatal(err)
	}
	out := map[partner.TenantID][]partner.AzureSubscription{}
	for _, l := range all {
		list, err := c.Subscriptions(v.t.Context(), l.ID)
		if k := fault.KindOf(err); err != nil && k != fault.Consent && k != fault.Denied {
			v.t.Error(l.ID, err)
		}
		if err == nil && len(list) > 0 {
			out[l.ID] = list
		}
	}
	if len(out) < 10 {
		v.t.Fatal("few customers have a subscription: ", len(out))
	}
	return out
}

// open gives a customer and a subscription in which a ticket can be opened, and a ticket for it.
func (v *visitor) open(c *azuresupport.Client) azuresupport.Ticket {
	v.t.Helper()
	ctx := v.t.Context()
	for id, list := range v.customers(c) {
		if list[0].State != "enabled" {
			continue
		}
		if _, err := c.Tickets(ctx, id, list[0].ID); err != nil {
			continue // no role
		}
		services, err := c.Services(ctx, id)
		if err != nil || len(services) < 5 {
			v.t.Fatal(services, err)
		}
		problems, err := c.Classifications(ctx, id, services[0].ID)
		if err != nil || len(problems) == 0 {
			v.t.Fatal(problems, err)
		}
		return azuresupport.Ticket{Tenant: id, Subscription: list[0].ID, Name: uuid.NewString(), ServiceID: services[0].ID, ClassificationID: problems[0].ID,
			Title: "VM is down", Description: "Since nine o'clock.", Severity: partner.Moderate, FirstName: "Ada", LastName: "Byron", Mail: "ada@contoso.com", Language: "fr"}
	}
	v.t.Fatal("no customer has a subscription in which a ticket can be opened")
	return azuresupport.Ticket{}
}

func TestASimulatedTicketIsOpenedReadAndAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v, ctx := visit(t, 120), t.Context()
		c := v.client()
		ticket := v.open(c)
		got, err := c.CreateTicket(ctx, ticket)
		if err != nil || len(got.Number) != 15 {
			t.Fatal(got, err)
		}
		if _, err := c.CreateTicket(ctx, ticket); !unsure(err, fault.Conflict) {
			t.Errorf("a name that is taken: %v", err)
		}
		if made := v.cloud.State().Tickets; len(made) != 1 || made[0].ID != got.Number || made[0].Name != ticket.Name {
			t.Errorf("%+v", made)
		}
		read, err := c.Ticket(ctx, ticket.Tenant, ticket.Subscription, ticket.Name)
		list, lerr := c.Tickets(ctx, ticket.Tenant, ticket.Subscription)
		if err != nil || lerr != nil || len(list) == 0 || list[0].ID != got.Number || read.ID != got.Number || read.Resource != got.Resource || read.Title != ticket.Title || !read.Open() || read.CreatedAt.IsZero() {
			t.Errorf("%+v %v %+v %v", read, err, list, lerr)
		}
		note := uuid.NewString()
		if err := c.AddCommunication(ctx, ticket.Tenant, got.Resource, note, "VM is down", "It still is.", "ada@contoso.com"); err != nil {
			t.Fatal(err)
		}
		if err := c.AddCommunication(ctx, ticket.Tenant, got.Resource, note, "VM is down", "It still is.", "ada@contoso.com"); !unsure(err, fault.Conflict) {
			t.Errorf("a message's name that is taken: %v", err)
		}
		there, err := c.Communication(ctx, ticket.Tenant, got.Resource, note)
		absent, aerr := c.Communication(ctx, ticket.Tenant, got.Resource, uuid.NewString())
		if !there || absent || err != nil || aerr != nil {
			t.Error(there, err, absent, aerr)
		}
		whole, err := c.Request(ctx, ticket.Tenant, got.Resource)
		if err != nil || len(whole.Notes) != 1 || whole.Notes[0].Text != "It still is." || whole.NotesAt.IsZero() {
			t.Errorf("%+v %v", whole, err)
		}
	})
}

func unsure(err error, kind fault.Kind) bool {
	f, _ := fault.As(err)
	return f != nil && f.Unsure && f.Kind == kind
}

// TestWhatTheSimulatedCloudMayHaveDoneIsUnsure: of every way to fail, what the client calls certain
// was certainly not done.
func TestWhatTheSimulatedCloudMayHaveDoneIsUnsure(t *testing.T) {
	for _, tc := range []struct {
		event  simcloud.Event
		kind   fault.Kind
		unsure bool
		made   int
	}{
		{simcloud.Event{Kind: "answer-lost"}, fault.Offline, true, 1},
		{simcloud.Event{Kind: "request-lost"}, fault.Offline, true, 0},
		{simcloud.Event{Kind: "server-error-after", Service: "azure"}, "", true, 1},
		{simcloud.Event{Kind: "server-error", Service: "azure"}, "", true, 0},
		{simcloud.Event{Kind: "link-cut"}, fault.Offline, false, 0},
		{simcloud.Event{Kind: "throttle", Service: "azure"}, fault.Throttled, false, 0},
		{simcloud.Event{Kind: "subscription-gone"}, fault.Invalid, false, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			v := visit(t, 120)
			c := v.client()
			ticket := v.open(c)
			tc.event.TenantID = string(ticket.Tenant)
			v.do(tc.event)
			_, err := c.CreateTicket(t.Context(), ticket)
			f, _ := fault.As(err)
			if f == nil || f.Unsure != tc.unsure || tc.kind != "" && f.Kind != tc.kind || tc.kind == fault.Invalid && f.Fields["subscription"].Key == "" {
				t.Fatalf("%s: %+v", tc.event.Kind, f)
			}
			if got := len(v.cloud.State().Tickets); got != tc.made {
				t.Errorf("%s: %d tickets", tc.event.Kind, got)
			}
			if tc.kind == fault.Invalid {
				return
			}
			v.do(simcloud.Event{Kind: "link-restored"})
			time.Sleep(time.Minute)
			read, err := c.Ticket(t.Context(), ticket.Tenant, ticket.Subscription, ticket.Name)
			if found := err == nil; found != (tc.made == 1) || !found && fault.KindOf(err) != fault.Missing {
				t.Errorf("%s: %+v %v", tc.event.Kind, read, err)
			}
		})
	}
}

func TestTheSimulatedCloudsRefusalsNameTheirFields(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := visit(t, 120)
		c := v.client()
		good := v.open(c)
		services, err := c.Services(t.Context(), good.Tenant)
		if err != nil {
			t.Fatal(err)
		}
		for field, spoil := range map[string]func(*azuresupport.Ticket){
			"service":        func(t *azuresupport.Ticket) { t.ServiceID = uuid.NewString() },
			"classification": func(t *azuresupport.Ticket) { t.ServiceID = services[1].ID },
			"contactMail":    func(t *azuresupport.Ticket) { t.Mail = "ada" },
			"severity":       func(t *azuresupport.Ticket) { t.Severity = "grave" },
			"subscription":   func(t *azuresupport.Ticket) { t.Subscription = uuid.NewString() },
		} {
			ticket := good
			spoil(&ticket)
			_, err := c.CreateTicket(t.Context(), ticket)
			if f, _ := fault.As(err); f == nil || f.Kind != fault.Invalid || f.Unsure || f.Fields[field].Key == "" {
				t.Errorf("%s: %+v", field, f)
			}
		}
		if made := v.cloud.State().Tickets; len(made) != 0 {
			t.Errorf("%+v", made)
		}
		for id, list := range v.customers(c) {
			if list[0].State != "disabled" {
				continue
			}
			ticket := good
			ticket.Tenant, ticket.Subscription = id, list[0].ID
			_, err := c.CreateTicket(t.Context(), ticket)
			if f, _ := fault.As(err); f == nil || f.Unsure || f.Kind != fault.Denied && f.Fields["subscription"].Key == "" {
				t.Errorf("a disabled subscription: %+v", f)
			}
			return
		}
		t.Error("no customer has a disabled subscription")
	})
}

func TestACallThatIsGivenUpLeavesTheTicketToBeFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := visit(t, 120)
		c := v.client()
		ticket := v.open(c)
		ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond) // before the first poll
		defer cancel()
		_, err := c.CreateTicket(ctx, ticket)
		if f, _ := fault.As(err); f == nil || !f.Unsure || !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("%+v", err)
		}
		if r, err := c.Ticket(t.Context(), ticket.Tenant, ticket.Subscription, ticket.Name); err != nil || r.Resource == "" {
			t.Error(r, err)
		}
	})
}
