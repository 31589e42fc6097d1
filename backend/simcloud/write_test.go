package simcloud

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// write sends a write and tells its status; 0: the connection died.
func (c *client) write(s Service, tenant, method, path, body string, header ...string) int {
	c.t.Helper()
	r := c.request(method, c.cloud.Endpoints().of(s)+path, body)
	r.Header.Set("Authorization", "Bearer "+c.bearer(tenant, s))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("MS-Contract-Version", "v1")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	a, err := c.http.Do(r)
	if err != nil {
		return 0
	}
	_ = a.Body.Close()
	return a.StatusCode
}

func (c *client) putTicket(tenant, support, name string) int {
	c.t.Helper()
	return c.write(Azure, tenant, "PUT", support+"/supportTickets/"+name+"?api-version="+supportVersion, ticketBody(nil),
		"x-ms-authorization-auxiliary", "Bearer "+c.bearer(TenantID, Azure))
}

func TestAnswersAreLostAfterAndRequestsBeforeTheyAreActedOn(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	tenant, support := c.azureCustomer("Enabled")
	i, _ := c.requester(true)
	note := "/v1/servicerequests/" + c.cloud.world.Tickets(i)[0].ID
	for n, x := range []struct {
		event    Event
		statuses []int // of the writes that follow, none of them acted on twice
		acted    bool
	}{
		{Event{Kind: "answer-lost"}, []int{0}, true},
		{Event{Kind: "answer-lost", Service: "azure"}, []int{0}, true},
		{Event{Kind: "request-lost"}, []int{0}, false},
		{Event{Kind: "request-lost", Service: "azure"}, []int{0}, false},
		{Event{Kind: "server-error-after"}, []int{500}, true},
		{Event{Kind: "server-error-after", Count: 2}, []int{503, 500}, true},
		{Event{Kind: "server-error-after", Service: "azure"}, []int{500}, true},
		{Event{Kind: "server-error", Service: "azure"}, []int{503}, false},
	} {
		c.happen(x.event)
		for k, want := range x.statuses {
			before := len(c.cloud.State().Tickets)
			if got := c.putTicket(tenant, support, fmt.Sprintf("t%d-%d", n, k)); got != want {
				t.Errorf("%v: status %d, want %d", x.event, got, want)
			}
			if made := len(c.cloud.State().Tickets) - before; (made == 1) != x.acted || made > 1 {
				t.Errorf("%v: %d tickets were made", x.event, made)
			}
		}
		if got := c.putTicket(tenant, support, fmt.Sprintf("t%d", n)); got != 202 {
			t.Errorf("%v goes on: status %d", x.event, got)
		}
		if x.event.Service != "" {
			continue
		}
		x.event.Count = 1
		c.happen(x.event)
		c.want(c.partner("/customers"), 200) // reading is left alone
		before := len(c.cloud.State().Notes)
		if got := c.write(PartnerCenter, TenantID, "PATCH", note, `{"NewNote":{"Text":"Hello"}}`); got != x.statuses[len(x.statuses)-1] {
			t.Errorf("%v: a note: status %d", x.event, got)
		}
		if made := len(c.cloud.State().Notes) - before; (made == 1) != x.acted {
			t.Errorf("%v: %d notes were made", x.event, made)
		}
	}
	c.happen(Event{Kind: "server-error-after"})
	if got := c.putTicket(tenant, support, "t0"); got != 409 {
		t.Errorf("a write that is refused is refused, not spoilt: %d", got)
	}
}

// TestWhateverBecameOfTheAnswersTheRecordIsTrue: after any writes under any disturbance, what the state
// says is what can be read, once each; and a name that was ever answered with success is there.
func TestWhateverBecameOfTheAnswersTheRecordIsTrue(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := newClient(t, "demo", Options{AutoApprove: true})
		c.signIn()
		tenant, support := c.azureCustomer("Enabled")
		sure := map[string]bool{}
		for range rapid.IntRange(1, 20).Draw(r, "steps") {
			if rapid.Bool().Draw(r, "disturb") {
				c.happen(Event{Kind: rapid.SampledFrom([]string{"answer-lost", "request-lost", "server-error-after", "throttle", "server-error"}).Draw(r, "kind"),
					Service: "azure", Count: rapid.IntRange(1, 2).Draw(r, "count")})
			}
			name := rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(r, "name")
			if s := c.putTicket(tenant, support, name); s == 202 || s == 409 {
				sure[name] = true
			}
		}
		*c.cloud.trouble = httpd.Trouble{} // calm again
		recorded := map[string]string{}
		for _, m := range c.cloud.State().Tickets {
			if recorded[m.Name] != "" {
				r.Fatalf("%s was made twice", m.Name)
			}
			recorded[m.Name] = m.ID
		}
		rows := c.want(c.azure(tenant, "GET", support+"/supportTickets", ""), 200).json(t)["value"].([]any)
		for _, row := range rows {
			m := row.(map[string]any)
			if recorded[m["name"].(string)] != m["properties"].(map[string]any)["supportTicketId"] {
				r.Errorf("%v is not in the record %v", m["name"], recorded)
			}
		}
		if len(rows) != len(recorded) {
			r.Errorf("%d tickets, %d in the record", len(rows), len(recorded))
		}
		for name := range sure {
			if recorded[name] == "" {
				r.Errorf("%s was answered for and is not there", name)
			}
		}
	})
}

func (c *client) readRequest(id string) (status string, notes []any) {
	c.t.Helper()
	m := c.want(c.partner("/servicerequests/"+id), 200).json(c.t)
	notes, _ = m["notes"].([]any)
	return m["status"].(string), notes
}

func TestMicrosoftAnswersAndClosesTickets(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	if err := c.cloud.Do(Event{Kind: "ticket-answered"}); err == nil {
		t.Error("nobody filed a ticket, and one was answered")
	}
	if err := c.cloud.Do(Event{Kind: "ticket-closed", Ticket: "600000000000000"}); err == nil {
		t.Error("a ticket that is not there was closed")
	}
	i, tenant := c.requester(true)
	filed := c.file(c.supportPage(tenant), requestForm("Filed"))
	for _, x := range []struct{ id, named string }{{filed, ""}, {c.cloud.world.Tickets(i)[0].ID, c.cloud.world.Tickets(i)[0].ID}} {
		_, before := c.readRequest(x.id)
		c.happen(Event{Kind: "ticket-answered", Ticket: x.named, Text: "Which users?"})
		status, notes := c.readRequest(x.id)
		if last := notes[len(notes)-1].(map[string]any); status != "attention_needed" || len(notes) != len(before)+1 || last["text"] != "Which users?" || last["createdByName"] != "Microsoft Support" {
			t.Errorf("answered: %s, %v", status, notes)
		}
		if got := c.write(PartnerCenter, TenantID, "PATCH", "/v1/servicerequests/"+x.id, `{"NewNote":{"Text":"All."}}`); got > 204 {
			t.Errorf("a note: %d", got)
		}
		if status, _ = c.readRequest(x.id); status != "open" {
			t.Errorf("after our note it is %s", status)
		}
		c.happen(Event{Kind: "ticket-closed", Ticket: x.named})
		m := c.partner("/servicerequests/" + x.id).json(t)
		if m["status"] != "closed" || strings.HasPrefix(m["lastClosedDate"].(string), "0001") {
			t.Errorf("closed: %v", m)
		}
	}
}

func TestANoteAnswersATicketOfTheStart(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	for i := range c.cloud.world.Len() {
		if !c.cloud.customers.Listed(world.PartnerCenter, i) || c.cloud.customers.Access(i) != world.Open {
			continue
		}
		for _, ticket := range c.cloud.world.Tickets(i) {
			c.write(PartnerCenter, TenantID, "PATCH", "/v1/servicerequests/"+ticket.ID, `{"NewNote":{"Text":"Here you are."}}`)
			want := map[string]string{"open": "open", "closed": "closed", "attention_needed": "open"}[ticket.Status]
			if status, _ := c.readRequest(ticket.ID); status != want {
				t.Errorf("a note on one that is %s: %s", ticket.Status, status)
			}
		}
	}
}
