package simcloud

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tenantry/backend/simcloud/world"
)

// supportPage is the address of a customer's support page, from Partner Center's own link.
func (c *client) supportPage(tenant string) string {
	c.t.Helper()
	rows := c.want(c.partner("/customers/"+tenant+"/managedservices"), 200).json(c.t)["items"].([]any)
	links := rows[0].(map[string]any)["links"].(map[string]any)
	uri, _ := links["serviceTicket"].(map[string]any)["uri"].(string)
	if !strings.HasSuffix(uri, "/support/"+tenant) {
		c.t.Fatalf("link %q", uri)
	}
	return uri
}

func requestForm(title string) url.Values {
	return url.Values{"title": {title}, "description": {"It <b>fails</b>.\r\nAgain."}, "severity": {"critical"}, "product": {"Exchange Online"}, "mail": {"ada@contoso.com"}}
}

// file fills the page in and follows the redirect; it gives the number.
func (c *client) file(page string, v url.Values) string {
	c.t.Helper()
	to := c.want(c.form(page, v), http.StatusSeeOther).header.Get("Location")
	u, err := url.Parse(page)
	if err != nil {
		c.t.Fatal(err)
	}
	if u, err = u.Parse(to); err != nil {
		c.t.Fatal(err)
	}
	number := u.Query().Get("filed")
	if shown := string(c.want(c.do(c.request("GET", u.String(), "")), 200).body); len(number) != 15 || !strings.Contains(shown, `id="number">`+number+"<") {
		c.t.Fatalf("number %q is not shown: %s", number, shown)
	}
	return number
}

// requester finds a customer of Partner Center's that may be helped, with or without requests.
func (c *client) requester(with bool) (int, string) {
	c.t.Helper()
	return customerWith(c.t, c.cloud, func(i int) bool {
		return c.cloud.customers.Listed(world.PartnerCenter, i) && c.cloud.customers.Access(i) == world.Open && (len(c.cloud.world.Tickets(i)) > 0) == with
	})
}

func TestAFiledRequestIsInEveryListAtOnce(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	for _, with := range []bool{true, false} {
		i, tenant := c.requester(with)
		page := c.supportPage(tenant)
		body := string(c.want(c.do(c.request("GET", page, "")), 200).body)
		if !strings.Contains(body, "Simulated Microsoft support page") || !strings.Contains(body, `<html lang="en">`) || strings.Contains(body, "Your request was filed") {
			t.Errorf("page %s", body)
		}
		number := c.file(page, requestForm("Mail is late [TNT-7F3K2M]"))
		own := c.want(c.partner("/customers/"+tenant+"/servicerequests"), 200).json(t)["items"].([]any)
		if len(own) != 1+len(c.cloud.world.Tickets(i)) || own[0].(map[string]any)["id"] != number || own[0].(map[string]any)["title"] != "Mail is late [TNT-7F3K2M]" {
			t.Errorf("list %v", own)
		}
		all := c.want(c.partner("/servicerequests?size=1000"), 200).json(t)["items"].([]any)
		if last := all[len(all)-1].(map[string]any); last["id"] != number || last["organization"].(map[string]any)["id"] != tenant {
			t.Errorf("of all customers the last is %v", last)
		}
		one := c.want(c.partner("/servicerequests/"+number), 200).json(t)
		if one["status"] != "open" || one["severity"] != "critical" || one["description"] != "It <b>fails</b>.\nAgain." || one["productName"] != "Exchange Online" ||
			one["primaryContact"].(map[string]any)["email"] != "ada@contoso.com" || len(one["notes"].([]any)) != 1 {
			t.Errorf("request %v", one)
		}
		c.want(c.partner("/customers/"+tenant+"/servicerequests/"+number), 200)
		if a := c.call(TenantID, PartnerCenter, "PATCH", "/servicerequests/"+number, `{"NewNote":{"Text":"More."}}`); a.status != 200 && a.status != 204 {
			t.Errorf("a note: %d", a.status)
		}
		if notes := c.partner("/servicerequests/" + number).json(t)["notes"].([]any); len(notes) != 2 || notes[1].(map[string]any)["text"] != "More." {
			t.Errorf("notes %v", notes)
		}
		shown := string(c.want(c.do(c.request("GET", page, "")), 200).body)
		for _, ticket := range c.cloud.tickets.Of(i) {
			if strings.Contains(shown, ticket.ID) == (ticket.Status == "closed") {
				t.Errorf("ticket %s (%s) in the page: %v", ticket.ID, ticket.Status, ticket.Status == "closed")
			}
		}
	}
	made := c.cloud.State().Tickets
	if _, tenant := c.requester(true); len(made) != 2 || made[0].TenantID != tenant || made[0].Title != "Mail is late [TNT-7F3K2M]" || made[0].Channel != "portal" || made[0].ID == made[1].ID {
		t.Errorf("state %v", made)
	}
}

func TestAFiledRequestMovesNoOffset(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.requester(true)
	ids := func(path string) (ids []string) {
		for _, r := range c.want(c.partner(path), 200).json(t)["items"].([]any) {
			ids = append(ids, r.(map[string]any)["id"].(string))
		}
		return ids
	}
	before := ids("/servicerequests?size=1000")
	page := ids("/servicerequests?size=5")
	number := c.file(c.supportPage(tenant), requestForm("Between two pages"))
	seen := strings.Join(append(page, ids("/servicerequests?size=1000&offset=5")...), " ")
	if want := strings.Join(append(before, number), " "); seen != want {
		t.Errorf("read in two pages: %s\nwant %s", seen, want)
	}
}

func TestAFormThatIsRefusedKeepsWhatWasTyped(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.requester(true)
	_, expired := customerWith(t, c.cloud, func(i int) bool { return c.cloud.customers.Access(i) == world.Expired })
	_, left := customerWith(t, c.cloud, func(i int) bool { return c.cloud.customers.Access(i) == world.Open && c.cloud.world.ID(i) != tenant })
	c.happen(Event{Kind: "customer-leaves", TenantID: left})
	with := func(name, value string) url.Values { v := requestForm("Title"); v.Set(name, value); return v }
	base := c.cloud.Endpoints().PartnerCenter + "/support/"
	for _, x := range []struct {
		what, tenant string
		form         url.Values
		status       int
		says         string
	}{
		{"no title", tenant, with("title", "  "), 400, "Enter a title."},
		{"a long title", tenant, with("title", strings.Repeat("ü", 256)), 400, "255 characters"},
		{"an unknown severity", tenant, with("severity", "grave"), 400, "Choose a severity."},
		{"no mail address", tenant, with("mail", "ada"), 400, "Enter a mail address."},
		{"an unknown tenant", "11111111-2222-4333-8444-555555555555", requestForm("Title"), 404, "no organisation"},
		{"an expired delegation", expired, requestForm("Title"), 403, "has ended"},
		{"a customer that left", left, requestForm("Title"), 403, "has ended"},
	} {
		r := c.want(c.form(base+x.tenant, x.form), x.status)
		body := string(r.body)
		if !strings.Contains(body, x.says) || !strings.Contains(body, `role="alert"`) || !strings.Contains(body, "It &lt;b&gt;fails&lt;/b&gt;.\nAgain.</textarea>") || !strings.Contains(body, `value="Exchange Online"`) {
			t.Errorf("%s: %s", x.what, body)
		}
		if x.status != 400 {
			c.want(c.do(c.request("GET", base+x.tenant, "")), x.status)
		}
	}
	if made := c.cloud.State().Tickets; len(made) != 0 {
		t.Errorf("made %v", made)
	}
	c.file(base+tenant, with("title", strings.Repeat("ü", 255)))
	c.want(c.do(c.request("GET", c.cloud.Endpoints().PartnerCenter+"/support", "")), 404)
	c.want(c.do(c.request("DELETE", base+tenant, "")), 405)
}

func TestOtherSitesCanFileNothing(t *testing.T) {
	c, server, web := serve(t, false)
	i, _ := customerWith(t, c, func(i int) bool { return c.customers.Access(i) == world.Open })
	page := server.Endpoints.PartnerCenter + "/support/" + c.world.ID(i)
	post := func(host string, header ...string) int {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), "POST", page, strings.NewReader(requestForm("From elsewhere").Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for k := 0; k < len(header); k += 2 {
			r.Header.Set(header[k], header[k+1])
		}
		if host != "" {
			r.Host = host
		}
		a, err := (&http.Client{Transport: web.Transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = a.Body.Close()
		return a.StatusCode
	}
	for _, x := range []struct {
		host   string
		header []string
		want   int
	}{
		{"", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"", []string{"Origin", "https://elsewhere.test"}, 403},
		{"", []string{"Origin", "null"}, 403},
		{"elsewhere.test:80", []string{"Origin", "http://elsewhere.test:80", "Sec-Fetch-Site", "same-origin"}, 421},
	} {
		if got := post(x.host, x.header...); got != x.want {
			t.Errorf("%s %v: %d, want %d", x.host, x.header, got, x.want)
		}
	}
	if made := c.State().Tickets; len(made) != 0 {
		t.Fatalf("made %v", made)
	}
	if got := post("", "Origin", server.Endpoints.PartnerCenter, "Sec-Fetch-Site", "same-origin"); got != 303 {
		t.Errorf("the page itself: %d", got)
	}
}

func TestDisturbedServicesLeaveTheSupportPageAlone(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.requester(true)
	page := c.supportPage(tenant)
	for _, kind := range []string{"throttle", "server-error", "answer-lost", "request-lost", "server-error-after"} {
		c.happen(Event{Kind: kind, Service: "partnercenter"})
	}
	c.happen(Event{Kind: "answer-lost"})
	c.happen(Event{Kind: "request-lost"})
	c.file(page, requestForm("Calm"))
	c.happen(Event{Kind: "link-cut"})
	if _, err := c.http.Do(c.request("GET", page, "")); err == nil {
		t.Error("the page was reached through a cut link")
	}
}

func TestTheSupportPageCanBeServedAlone(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.requester(true)
	if _, _, err := c.cloud.ListenSupport(t.Context(), "0.0.0.0:0"); err == nil {
		t.Fatal("an address other than the loopback's was accepted")
	}
	server, base, err := c.cloud.ListenSupport(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	page := c.supportPage(tenant)
	if !strings.HasPrefix(page, base+"/") || !strings.HasPrefix(base, "http://127.0.0.1:") {
		t.Fatalf("link %s, base %s", page, base)
	}
	sockets := clientOf(t, c.cloud)
	tr := &http.Transport{}
	defer tr.CloseIdleConnections()
	sockets.http.Transport = tr
	number := sockets.file(page, requestForm("From a browser"))
	c.want(c.partner("/servicerequests/"+number), 200)
	for _, path := range []string{"/v1/customers", "/", "/_control/state", "/organizations/oauth2/v2.0/authorize"} {
		if r := sockets.do(sockets.request("GET", base+path, "")); r.status != 404 {
			t.Errorf("%s: %d", path, r.status)
		}
	}
	server.Close()
	if _, err := sockets.http.Do(sockets.request("GET", page, "")); err == nil {
		t.Error("it is still served")
	}
}
