package azuresupport

import "testing"

// FuzzAnAnswer: whatever Azure answers, to every question that the client has, the client ends, asks only Azure, and no
// more than it must.
func FuzzAnAnswer(f *testing.F) {
	for _, body := range []string{`{"value":[{"id":"` + ticketPath + `","name":"testticket","properties":{"supportTicketId":"1","title":"T","severity":"minimal","status":"Open","createdDate":"2020-03-20T21:36:18Z"}}]}`,
		`{"value":[{"id":"/subscriptions/` + subscription + `","subscriptionId":"` + subscription + `","displayName":"S","state":"Enabled"}],"nextLink":"https://management.azure.com/next"}`,
		`{"value":[{"name":"c","properties":{"communicationType":"web","sender":"a@b","subject":"s","body":"<p>b</p>","createdDate":"2020-03-10T20:08:51Z"}}]}`,
		`{"error":{"code":"x","message":"y"}}`, "[]", ""} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		c, asked := serve(t, reply(200, body))
		_, _ = c.Services(t.Context(), tenant)
		_, _ = c.Classifications(t.Context(), tenant, "s")
		_, _ = c.Subscriptions(t.Context(), tenant)
		_, _ = c.Ticket(t.Context(), tenant, subscription, "testticket")
		_, _ = c.Tickets(t.Context(), tenant, subscription)
		_, _ = c.Communications(t.Context(), tenant, ticketPath)
		if len(asked.asked) > 2000 {
			t.Errorf("%d requests", len(asked.asked))
		}
	})
}
