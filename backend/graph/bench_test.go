package graph

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"tenantry/backend/partner"
)

// BenchmarkRead reads a customer with 25 services, 12 of them with an issue of four posts.
func BenchmarkRead(b *testing.B) {
	posts := strings.Repeat(`{"createdDateTime":"2020-11-20T07:07:38.97Z","description":{"contentType":"html","content":"<p><b>Status:</b> `+strings.Repeat("We're reviewing the telemetry. ", 20)+`</p>"}},`, 3) +
		`{"createdDateTime":"2020-11-21T07:07:38.97Z","description":{"contentType":"html","content":"<p>Last</p>"}}`
	var services []string
	for i := range 25 {
		issues := ""
		if i < 12 {
			issues = `{"id":"EX1","title":"Title","classification":"Incident","status":"ServiceDegradation","isResolved":false,"startDateTime":"2020-11-20T00:00:00Z","posts":[` + posts + `]}`
		}
		services = append(services, fmt.Sprintf(`{"id":"S%d","service":"Service %d","status":"ServiceOperational","issues":[%s]}`, i, i, issues))
	}
	replies := healthy()
	replies[0] = ok("health", `{"value":[`+strings.Join(services, ",")+`]}`)
	body := batchOf(replies...)
	c, _ := serve(b, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) })
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if r := c.Read(b.Context(), contosoID); partner.HealthPart.In(r).Problem != nil {
			b.Fatal(partner.HealthPart.In(r).Problem)
		}
	}
}
