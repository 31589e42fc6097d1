package simcloud

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tenantry/backend/simcloud/token"
)

// BenchmarkFullSync reads 10,000 customers: all lists, then a token and a batch for each.
func BenchmarkFullSync(b *testing.B) {
	for b.Loop() {
		s, _ := ScenarioNamed("demo")
		s.Customers = 10_000
		c := New(s, 1, Options{AutoApprove: true})
		syncAll(b, c)
	}
}

func syncAll(b *testing.B, c *Cloud) {
	client := &http.Client{Transport: c.Transport()}
	grant := c.tokens.WriteRefresh(token.Refresh{Client: ClientID, Issued: time.Now().UnixMilli(), Serial: "x"})
	send := func(method, address, access, body string) *http.Response {
		r, err := http.NewRequestWithContext(b.Context(), method, address, strings.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		if access != "" {
			r.Header.Set("Authorization", "Bearer "+access)
		}
		a, err := client.Do(r)
		if err != nil {
			b.Fatal(err)
		}
		return a
	}
	read := 0
	for i := range c.world.Len() {
		tenant := c.world.ID(i)
		a := send("POST", c.Endpoints().Login+"/"+tenant+"/oauth2/v2.0/token", "",
			fmt.Sprintf("grant_type=refresh_token&client_id=%s&refresh_token=%s&scope=https://graph.microsoft.com/.default+offline_access", ClientID, grant))
		if a.StatusCode != 200 {
			continue
		}
		access := accessToken(b, a)
		if send("POST", c.Endpoints().Graph+"/v1.0/$batch", access, fiveReads).StatusCode == 200 {
			read++
		}
	}
	b.ReportMetric(float64(read), "customers")
}

func accessToken(b *testing.B, a *http.Response) string {
	defer func() { _ = a.Body.Close() }()
	var m struct {
		Token string `json:"access_token"`
	}
	if err := json.NewDecoder(a.Body).Decode(&m); err != nil {
		b.Fatal(err)
	}
	return m.Token
}
