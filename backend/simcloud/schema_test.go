package simcloud

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"tenantry/backend/simcloud/world"
)

// relaxed loads the official schema and loosens what api/facts.md 6 says is stricter than the service:
// additionalProperties beside allOf, and the pattern of durations.
var relaxed = sync.OnceValues(func() (routers.Router, error) {
	doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join("..", "..", "..", "shared", "api", "openapi", "graph-v1.0-slice.yaml"))
	if err != nil {
		return nil, err
	}
	doc.Servers = openapi3.Servers{{URL: inMemory.Graph + "/v1.0"}}
	for _, s := range doc.Components.Schemas {
		relax(s.Value)
	}
	return legacy.NewRouter(doc)
})

func relax(s *openapi3.Schema) {
	if s == nil {
		return
	}
	s.AdditionalProperties = openapi3.AdditionalProperties{}
	if s.Format == "duration" {
		s.Pattern = ""
	}
	for _, p := range s.Properties {
		if p.Ref == "" {
			relax(p.Value)
		}
	}
	for _, p := range s.AllOf {
		if p.Ref == "" {
			relax(p.Value)
		}
	}
}

// camel undoes the PascalCase of enums, which the documented examples have and the schema has not
// (api/facts.md 5.3).
func camel(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			if s, ok := x.(string); ok && s != "" && slices.Contains([]string{"status", "classification", "origin", "postType", "contentType", "category", "severity"}, k) {
				x = strings.ToLower(s[:1]) + s[1:]
			}
			v[k] = camel(x)
		}
	case []any:
		for i := range v {
			v[i] = camel(v[i])
		}
	}
	return v
}

func validate(t *testing.T, path string, r reply) {
	t.Helper()
	if err := validation(t, path, r); err != nil {
		t.Errorf("%s: %.1500s", path, err)
	}
}

func validation(t *testing.T, path string, r reply) error {
	t.Helper()
	router, err := relaxed()
	if err != nil {
		t.Fatal(err)
	}
	bare, _, _ := strings.Cut(path, "?")
	req, err := http.NewRequestWithContext(t.Context(), "GET", inMemory.Graph+"/v1.0"+bare, nil)
	if err != nil {
		t.Fatal(err)
	}
	route, args, err := router.FindRoute(req)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var v any
	if err := json.Unmarshal(r.body, &v); err != nil {
		t.Fatal(err)
	}
	b, _ := json.Marshal(camel(v))
	return openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: req, PathParams: args, Route: route},
		Status:                 r.status, Header: http.Header{"Content-Type": {"application/json"}}, Body: readCloser{bytes.NewReader(b)},
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	})
}

type readCloser struct{ *bytes.Reader }

func (readCloser) Close() error { return nil }

func needShared(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(filepath.Join("..", "..", "..", "shared", "api")); err != nil {
		t.Skip("the reference material ../shared is not here")
	}
}

func TestAnswersOfGraphHaveTheOfficialShape(t *testing.T) {
	needShared(t)
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	w := c.cloud.world
	check := func(tenant, path string) map[string]any {
		t.Helper()
		r := c.want(c.graph(tenant, path), http.StatusOK)
		validate(t, path, r)
		return r.json(t)
	}
	first := func(m map[string]any, field string) string {
		t.Helper()
		rows, _ := m["value"].([]any)
		if len(rows) == 0 {
			t.Fatalf("no rows in %v", m["@odata.context"])
		}
		return rows[0].(map[string]any)[field].(string)
	}
	check(TenantID, "/contracts/"+first(check(TenantID, "/contracts"), "id"))
	gdap := "/tenantRelationships/delegatedAdminCustomers"
	id := first(check(TenantID, gdap+"?$top=300"), "id")
	check(TenantID, gdap+"/"+id)
	check(TenantID, gdap+"/"+id+"/serviceManagementDetails")
	rel := "/tenantRelationships/delegatedAdminRelationships"
	id = first(check(TenantID, rel+"?$filter="+url.QueryEscape("status eq 'active'")), "id")
	check(TenantID, rel+"/"+id)
	for _, what := range []string{"/accessAssignments", "/operations", "/requests"} {
		m := check(TenantID, rel+"/"+id+what)
		check(TenantID, rel+"/"+id+what+"/"+first(m, "id"))
	}
	check(TenantID, rel+"?$top=300")
	for n := range 3 { // one customer of each spelling
		i, tenant := customerWith(t, c.cloud, func(i int) bool {
			return i%3 == n && w.Access(i) == world.Open && len(c.cloud.customers.Issues(i, c.cloud.now())) > 1
		})
		check(tenant, "/organization/"+first(check(tenant, "/organization"), "id"))
		check(tenant, "/domains/"+first(check(tenant, "/domains"), "id"))
		check(tenant, "/subscribedSkus/"+first(check(tenant, "/subscribedSkus"), "id"))
		m := check(tenant, "/directory/subscriptions")
		check(tenant, "/directory/subscriptions/"+first(m, "commerceSubscriptionId"))
		byKey := c.want(c.graph(tenant, "/directory/subscriptions(commerceSubscriptionId='"+first(m, "commerceSubscriptionId")+"')"), http.StatusOK)
		validate(t, "/directory/subscriptions/by-key", byKey) // the router of the test knows no functions
		health := "/admin/serviceAnnouncement/healthOverviews"
		check(tenant, health+"/"+first(check(tenant, health), "id"))
		check(tenant, health+"?$expand=issues")
		issue := c.cloud.customers.Issues(i, c.cloud.now())[0]
		check(tenant, health+"/"+issue.Service.ID+"?$expand=issues")
		check(tenant, health+"/"+issue.Service.ID+"/issues")
		check(tenant, "/admin/serviceAnnouncement/issues/"+first(check(tenant, "/admin/serviceAnnouncement/issues"), "id"))
		check(tenant, "/admin/serviceAnnouncement/messages/"+first(check(tenant, "/admin/serviceAnnouncement/messages"), "id"))
		check(tenant, "/admin/serviceAnnouncement/messages/"+first(check(tenant, "/admin/serviceAnnouncement/messages"), "id")+"/attachments")
	}
	_, private := customerWith(t, c.cloud, func(i int) bool {
		return w.Access(i) == world.Open && slices.ContainsFunc(w.Messages(i), func(m world.Message) bool { return len(m.Attachments) > 0 })
	})
	with := first(check(private, "/admin/serviceAnnouncement/messages?$filter="+url.QueryEscape("hasAttachments eq true")), "id")
	first(check(private, "/admin/serviceAnnouncement/messages/"+with+"/attachments"), "id")
	wrong := reply{status: http.StatusOK, body: []byte(`{"value":[{"id":7,"displayName":"x"}]}`)}
	if validation(t, "/organization", wrong) == nil {
		t.Error("the validator accepts a number for an id: it validates nothing")
	}
	validate(t, "/organization/x", c.want(c.graph(TenantID, "/organization/x"), http.StatusNotFound))
}

// TestEveryPathOfTheSliceIsAnswered reads every address that the official schema has, each with the first id of the list
// above it.
func TestEveryPathOfTheSliceIsAnswered(t *testing.T) {
	needShared(t)
	c := newClient(t, "troubled", Options{AutoApprove: true})
	c.signIn()
	_, customer := customerWith(t, c.cloud, func(i int) bool {
		issues := c.cloud.customers.Issues(i, c.cloud.now())
		return c.cloud.customers.Access(i) == world.Open && slices.ContainsFunc(issues, func(s world.Issue) bool { return s.Service == world.Services[0] })
	})
	doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join("..", "..", "..", "shared", "api", "openapi", "graph-v1.0-slice.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, path := range doc.Paths.InMatchingOrder() {
		tenant := customer
		if strings.HasPrefix(path, "/contracts") || strings.HasPrefix(path, "/tenantRelationships") {
			tenant = TenantID
		}
		filled := ""
		for _, segment := range strings.Split(path, "/")[1:] {
			switch before, _, variable := strings.Cut(segment, "{"); {
			case strings.HasSuffix(segment, "Id}')"):
				rows, _ := c.everyRow(tenant, filled+"/"+before[:strings.IndexByte(before, '(')])
				filled += "/" + before + rows[0]["commerceSubscriptionId"].(string) + "')"
			case variable:
				rows, _ := c.everyRow(tenant, filled)
				filled += "/" + rows[0]["id"].(string)
			default:
				filled += "/" + segment
			}
		}
		r := c.want(c.graph(tenant, filled), http.StatusOK)
		if read++; !strings.HasSuffix(path, "$count") && !strings.Contains(path, "(") { // the router of the test knows no functions
			validate(t, filled, r)
		}
	}
	if read < 40 {
		t.Errorf("%d paths were read", read)
	}
}
