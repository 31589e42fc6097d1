package partnercenter_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
	"tenantry/backend/simcloud"
	"tenantry/backend/transport"
)

// ticket holds the one token that the client needs.
type ticket string

func (t ticket) Token(context.Context, string, string) (string, error) { return string(t), nil }
func (ticket) Discard(string, string, string)                          {}

// visit signs in to a simulated cloud, and puts a client together as the composition root does it.
func visit(t *testing.T) (*simcloud.Cloud, *partnercenter.Client) {
	t.Helper()
	s, ok := simcloud.ScenarioNamed("demo")
	if !ok {
		t.Fatal("the demo is missing")
	}
	s.Customers = 60
	cloud := simcloud.New(s, 7, simcloud.Options{AutoApprove: true})
	at := cloud.Endpoints()
	form := func(path string, f url.Values) map[string]any {
		f.Set("client_id", simcloud.ClientID)
		f.Set("scope", at.PartnerCenter+"/user_impersonation offline_access openid")
		res, err := (&http.Client{Transport: cloud.Transport()}).PostForm(at.Login+"/"+simcloud.TenantID+"/oauth2/v2.0/"+path, f)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = res.Body.Close() }()
		var m map[string]any
		if err := json.NewDecoder(res.Body).Decode(&m); err != nil {
			t.Fatal(err)
		}
		return m
	}
	code, _ := form("devicecode", url.Values{})["device_code"].(string)
	token, ok := form("token", url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {code}})["access_token"].(string)
	if !ok {
		t.Fatal("no sign-in")
	}
	base, _ := url.Parse(at.PartnerCenter)
	rt := transport.PartnerCenterIDs(transport.Network(cloud.Transport(), &transport.Patience{}))
	rt = transport.Retry(transport.Auth(rt, ticket(token), transport.Key{Tenant: simcloud.TenantID}, base), time.Minute)
	return cloud, partnercenter.New(base, transport.Client(rt))
}

// openRequest is a request of somebody's that is open.
func openRequest(t *testing.T, pc *partnercenter.Client) (partner.TenantID, partner.ServiceRequest) {
	t.Helper()
	all, err := pc.Requests(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for id, requests := range all {
		if i := slices.IndexFunc(requests, partner.ServiceRequest.Open); i >= 0 {
			return id, requests[i]
		}
	}
	t.Fatal("nobody has an open request")
	return "", partner.ServiceRequest{}
}

// TestANoteIsThereWhenItMayBeAndOnlyThen: of every way to fail, what the client calls certain was
// certainly not done.
func TestANoteIsThereWhenItMayBeAndOnlyThen(t *testing.T) {
	for _, tc := range []struct {
		event  simcloud.Event
		fails  bool
		unsure bool
		made   int
	}{
		{simcloud.Event{}, false, false, 1},
		{simcloud.Event{Kind: "answer-lost"}, true, true, 1},
		{simcloud.Event{Kind: "request-lost"}, true, true, 0},
		{simcloud.Event{Kind: "server-error-after", Service: "partnercenter"}, true, true, 1},
		{simcloud.Event{Kind: "server-error", Service: "partnercenter"}, true, true, 0},
		{simcloud.Event{Kind: "throttle", Service: "partnercenter"}, true, false, 0},
		{simcloud.Event{Kind: "link-cut"}, true, false, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			cloud, pc := visit(t)
			customer, r := openRequest(t, pc)
			if tc.event.Kind != "" {
				if err := cloud.Do(tc.event); err != nil {
					t.Fatal(err)
				}
			}
			err := pc.AddNote(t.Context(), r.ID, "Any news?", uuid.NewString())
			f, _ := fault.As(err)
			if (err != nil) != tc.fails || f != nil && f.Unsure != tc.unsure {
				t.Fatalf("%s: %+v", tc.event.Kind, f)
			}
			if err := cloud.Do(simcloud.Event{Kind: "link-restored"}); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			whole, err := pc.Request(t.Context(), customer, r.ID)
			if err != nil || whole.NotesAt.IsZero() {
				t.Fatal(whole, err)
			}
			n := 0
			for _, note := range whole.Notes {
				if note.Text == "Any news?" {
					n++
				}
			}
			if n != tc.made || len(cloud.State().Notes) != tc.made {
				t.Errorf("%s: %d notes are there: %+v", tc.event.Kind, n, cloud.State().Notes)
			}
		})
	}
}
