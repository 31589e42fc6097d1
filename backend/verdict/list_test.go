package verdict_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/verdict"
)

// Every national cloud has its hosts, which are dated, bounded, and those that backend/cloud sends requests to; one
// of them is not Microsoft's.
func TestEveryNationalCloudHasItsHosts(t *testing.T) {
	for _, name := range cloud.Names() {
		at, err := cloud.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		l := verdict.Own(name)
		all := l.Targets(at)
		if l.Dated.Year() < 2026 || len(all) < 5 || len(all) > 8 {
			t.Errorf("%s: %d hosts of %v", name, len(all), l.Dated)
		}
		hosts := map[verdict.Service]string{}
		for _, one := range all {
			if one.At.Scheme != "https" {
				t.Errorf("%s: %s", name, one.At)
			}
			hosts[one.Service] = one.At.Host
		}
		for s, u := range map[verdict.Service]*url.URL{verdict.SignIn: at.Login, verdict.Graph: at.Graph, "partnercenter": at.PartnerCenter, "azure": at.Azure} {
			if hosts[s] != u.Host {
				t.Errorf("%s: %s is tried at %q, and asked at %s", name, s, hosts[s], u.Host)
			}
		}
		if hosts[verdict.Witness] == "" || strings.Contains(hosts[verdict.Witness], "microsoft") {
			t.Errorf("%s has the witness %q", name, hosts[verdict.Witness])
		}
	}
}

func TestACustomCloudIsTriedAtItsOwnAddresses(t *testing.T) {
	at, err := cloud.Custom("http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3", "http://127.0.0.1:4")
	if err != nil {
		t.Fatal(err)
	}
	for i, one := range verdict.Own("custom").Targets(at) {
		if want := at.Login.Host[:len("127.0.0.1:")] + string(rune('1'+i)); one.At.Host != want {
			t.Errorf("%s, want %s", one.At, want)
		}
	}
}

func TestAServiceIsFoundByWhatPeopleCallIt(t *testing.T) {
	for text, want := range map[string]verdict.Service{"": "", "exchange": "exchange", "Exchange Online": "exchange", " OUTLOOK ": "exchange", "OneDrive": "sharepoint",
		"microsoftteams": "teams", "Azure AD": verdict.SignIn, "azure": "azure", "Microsoft 365 suite": "suite"} {
		if s, err := verdict.Asked(text); err != nil || s != want {
			t.Errorf("%q: %q, %v", text, s, err)
		}
	}
	if _, err := verdict.Asked("minitel"); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "exchange, sharepoint") {
		t.Errorf("%v", err)
	}
}

// service is Microsoft's endpoint service.
type service struct {
	status int
	body   string
	asked  []*http.Request
}

func (s *service) RoundTrip(req *http.Request) (*http.Response, error) {
	s.asked = append(s.asked, req)
	return &http.Response{StatusCode: s.status, Body: io.NopCloser(strings.NewReader(s.body)), Header: http.Header{"Location": {"https://evil.example"}}}, nil
}

const publishedList = `[
 {"id":1,"serviceArea":"Exchange","urls":["*.protection.outlook.com"],"tcpPorts":"443","required":true},
 {"id":2,"serviceArea":"Exchange","urls":["smtp.office365.com"],"tcpPorts":"587","required":true},
 {"id":3,"serviceArea":"Exchange","urls":["evil.example","OUTLOOK.cloud.microsoft.com"],"tcpPorts":"80,443","required":true},
 {"id":35,"serviceArea":"SharePoint","urls":["admin.onedrive.com"],"tcpPorts":"443","required":true},
 {"id":11,"serviceArea":"Skype","urls":["*.teams.microsoft.com","teams.microsoft.com"],"tcpPorts":"80, 443","required":true},
 {"id":56,"serviceArea":"Common","urls":["login.microsoftonline.com","graph.microsoft.com"],"tcpPorts":"80,443","required":true}]`

// What Microsoft no longer publishes gives way to what it does; nobody else's host ever comes in, and what Microsoft's list
// does not hold stays.
func TestAListIsRenewedFromWhatMicrosoftPublishes(t *testing.T) {
	s, now := &service{status: 200, body: publishedList}, time.Date(2027, 1, 2, 0, 0, 0, 0, time.UTC)
	l, err := verdict.Renewed(t.Context(), verdict.Own("global"), s, now)
	if err != nil {
		t.Fatal(err)
	}
	var hosts []string
	for _, r := range l.Rows {
		hosts = append(hosts, r.Host)
	}
	want := []string{"login.microsoftonline.com", "graph.microsoft.com", "outlook.cloud.microsoft.com", "admin.onedrive.com", "teams.microsoft.com",
		"api.partnercenter.microsoft.com", "management.azure.com", "example.com"}
	if !slices.Equal(hosts, want) || !l.Dated.Equal(now) {
		t.Errorf("%v of %v", hosts, l.Dated)
	}
	at := s.asked[0].URL
	if at.Scheme != "https" || at.Host != "endpoints.office.com" || at.Path != "/endpoints/worldwide" || len(at.Query().Get("clientrequestid")) != 36 {
		t.Errorf("asked %s", at)
	}
}

func TestAListThatMicrosoftDoesNotGiveChangesNothing(t *testing.T) {
	for body, status := range map[string]int{publishedList: 302, "<html>": 200, "[]": 200, `{"a":1}`: 200, strings.Repeat(" ", 5<<20) + "[]": 200, "": 500} {
		s := &service{status: status, body: body}
		if l, err := verdict.Renewed(t.Context(), verdict.Own("global"), s, time.Now()); fault.KindOf(err) != fault.Upstream || len(l.Rows) != 0 || len(s.asked) != 1 {
			t.Errorf("%.20q: %v, %v after %d requests", body, l, err, len(s.asked))
		}
	}
	if _, err := verdict.Renewed(t.Context(), verdict.Own("custom"), &service{}, time.Now()); fault.KindOf(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
}
