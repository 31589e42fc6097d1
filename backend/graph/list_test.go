package graph

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func tenantNo(n int) string { return fmt.Sprintf("00000000-0000-0000-0000-%012d", n) }

func customerNo(n int) string {
	return fmt.Sprintf(`{"tenantId":"%s","displayName":"C%d"}`, strings.ToUpper(tenantNo(n)), n)
}

func TestAllPagesAreReadEmptyOnesToo(t *testing.T) {
	pages := map[string]string{
		"$top=300":            `{"value":[` + customerNo(1) + `],"@odata.nextLink":"` + home + `/v1.0/tenantRelationships/delegatedAdminCustomers?$skiptoken=b%2Bc'1'"}`,
		"$skiptoken=b%2Bc'1'": `{"value":[],"@odata.nextLink":"` + home + `/v1.0/tenantRelationships/delegatedAdminCustomers?$skiptoken=d"}`,
		"$skiptoken=d":        `{"@odata.nextLink":null,"value":[` + customerNo(2) + `,` + customerNo(1) + `]}`,
	}
	c, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, known := pages[r.URL.RawQuery]
		if !known {
			t.Errorf("asked for %s", r.URL)
		}
		_, _ = w.Write([]byte(body))
	})
	got, err := c.DelegatedCustomers(t.Context())
	if err != nil || len(got) != 2 || got[0].ID != partner.TenantID(tenantNo(1)) || got[1].ID != partner.TenantID(tenantNo(2)) {
		t.Fatal(got, err)
	}
	if len(asked.asked) != 3 || !strings.HasPrefix(asked.asked[0], partnerID+" GET ") {
		t.Error(asked.asked)
	}
}

func TestAListThatFailsInTheMiddleKeepsWhatWasReadAndSaysSo(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery != "$top=300" {
			w.WriteHeader(502)
			return
		}
		_, _ = w.Write([]byte(`{"value":[` + customerNo(1) + `],"@odata.nextLink":"` + home + `/v1.0/x"}`))
	})
	if got, err := c.DelegatedCustomers(t.Context()); len(got) != 1 || fault.KindOf(err) != fault.Upstream || fault.IsPartial(err) {
		t.Error(got, err)
	}
}

func TestAnotherHostGetsNoRequest(t *testing.T) {
	var stolen atomic.Int32
	thief := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { stolen.Add(1) }))
	defer thief.Close()
	var next string
	honest := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"value":[],"@odata.nextLink":"` + next + `"}`))
	}))
	defer honest.Close()
	base, err := url.Parse(honest.URL)
	if err != nil {
		t.Fatal(err)
	}
	c := New(base, func(string) *http.Client { return honest.Client() }, partnerID, noon, func() {})
	for _, next = range []string{thief.URL + "/v1.0/contracts", strings.Replace(honest.URL, "http:", "https:", 1), strings.Replace(honest.URL, "//", "//a:b@", 1)} {
		if _, err := c.Contracts(t.Context()); fault.KindOf(err) != fault.Upstream {
			t.Errorf("%s: %v", next, err)
		}
	}
	if stolen.Load() != 0 {
		t.Error("the other host was asked")
	}
}

func TestAListInACircleEnds(t *testing.T) {
	c, asked := serve(t, always(`{"value":[],"@odata.nextLink":"`+home+`/v1.0/contracts?$skiptoken=x"}`))
	if _, err := c.Contracts(t.Context()); fault.KindOf(err) != fault.Upstream || len(asked.asked) != 2 {
		t.Error(err, asked.asked)
	}
}

func TestAnAnswerWithoutAListIsNotAnEmptyList(t *testing.T) {
	for _, body := range []string{`{}`, `{"value":null}`, `[]`, `"x"`, ``, `<html>`, `{"value":[{"customerId":{}}]}`} {
		c, _ := serve(t, always(body))
		if got, err := c.Contracts(t.Context()); fault.KindOf(err) != fault.Upstream {
			t.Errorf("%s: %v %v", body, got, err)
		}
	}
}

func TestContractsTellAdministrationFromResale(t *testing.T) {
	c, _ := serve(t, always(`{"value":[
		{"id":"a","contractType":"BreadthPartner","customerId":"`+tenantNo(1)+`","displayName":"C1","defaultDomainName":"c1.test"},
		{"id":"b","contractType":"resellerpartner","customerId":"`+tenantNo(1)+`"},
		{"id":"c","contractType":0,"customerId":"`+tenantNo(2)+`"},
		{"id":"d","contractType":null,"customerId":null}]}`))
	got, err := c.Contracts(t.Context())
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	if d := got[0].Delegations; len(d) != 2 || d[0].Kind != "dap" || d[1].Kind != "reseller" || got[0].PrimaryDomain != "c1.test" {
		t.Errorf("%+v", got[0])
	}
	if d := got[1].Delegations; len(d) != 1 || d[0].Kind != "reseller" {
		t.Errorf("%+v", got[1])
	}
}

func TestARelationshipThatNobodyAnsweredNamesNoCustomer(t *testing.T) {
	c, _ := serve(t, always(`{"value":[{"id":"a","status":"created","customer":null},{"id":"b","status":"approvalPending"}]}`))
	if got, err := c.Relationships(t.Context()); err != nil || len(got) != 0 {
		t.Error(got, err)
	}
}

func TestTheRelationshipThatIsOpenComesFirst(t *testing.T) {
	relation := func(id, status, end, extend string) string {
		return fmt.Sprintf(`{"id":"%s","status":"%s","endDateTime":%s,"autoExtendDuration":%s,"customer":{"tenantId":"%s","displayName":"Name of %s"}}`, id, status, end, extend, contosoID, id)
	}
	c, _ := serve(t, always(`{"value":[`+strings.Join([]string{
		relation("expired", "Expired", `"2019-01-01T00:00:00Z"`, `"P0D"`),
		relation("pending", "approvalPending", `null`, `null`),
		relation("nostatus", "", `"2030-01-01T00:00:00Z"`, `"PT0S"`),
		relation("soon", "Expiring", `"2020-12-01T00:00:00Z"`, `"P180D"`),
		relation("late", "ACTIVE", `"2021-12-01T00:00:00Z"`, `"PT0S"`),
		relation("over", "active", `"2020-11-01T00:00:00Z"`, `"PT0S"`), // the end was reached, the word is old
	}, ",")+`]}`))
	got, err := c.Relationships(t.Context())
	if err != nil || len(got) != 1 || got[0].Name != "Name of late" {
		t.Fatal(got, err)
	}
	var ids []string
	for _, d := range got[0].Delegations {
		ids = append(ids, d.ID)
		if want := d.ID == "late" || d.ID == "soon"; d.Active(noon()) != want {
			t.Errorf("%s is active: %v", d.ID, !want)
		}
		if d.AutoExtend != (d.ID == "soon") {
			t.Errorf("%s extends itself: %v", d.ID, d.AutoExtend)
		}
	}
	if strings.Join(ids, " ") != "late soon nostatus over expired pending" {
		t.Error(ids)
	}
}

func TestTheRequestIDOfTheHeaderGoesBeforeThatOfTheBody(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("request-id", "header")
		w.WriteHeader(500)
		_, _ = w.Write([]byte(`{"error":{"innerError":{"request-id":"body"}}}`))
	})
	_, err := c.Contracts(t.Context())
	if e, _ := fault.As(err); e == nil || e.RequestID != "header" {
		t.Errorf("%+v", e)
	}
}

func TestAnErrorInAnyShapeKeepsItsCodeAndRequestID(t *testing.T) {
	for body, want := range map[string]struct{ code, request, text string }{
		`{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges.\nAsk.","innererror":{"request-id":"r1"}}}`: {"Authorization_RequestDenied", "r1", "Insufficient privileges. Ask"},
		`{"error":{"code":"","message":null,"innerError":{"innerError":{"x":1},"request-id":"r2"}}}`:                                   {"", "r2", "denies access"},
		`{"error":"invalid_grant","error_description":"AADSTS50020"}`:                                                                  {"invalid_grant", "", "AADSTS50020"},
		`<html>403</html>`: {"", "", "denies access"},
		``:                 {"", "", "denies access"},
		`{"error":[1]}`:    {"", "", "denies access"},
	} {
		c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(403)
			_, _ = w.Write([]byte(body))
		})
		_, err := c.Contracts(t.Context())
		e, _ := fault.As(err)
		if e == nil || e.Kind != fault.Denied || e.Remedy != fault.AskOwn || e.Tenant != "" || e.Code != want.code || e.RequestID != want.request || !strings.HasSuffix(e.Message.String(), want.text) {
			t.Errorf("%s: %+v", body, e)
		}
	}
}
