package azuresupport

import (
	"net/http"
	"strings"
	"testing"

	"tenantry/backend/fault"
)

func TestAnUnreadableItemLosesThatItem(t *testing.T) {
	for _, bad := range []string{`null`, `7`, `{"name":{},"subscriptionId":[]}`, `{"name":"..","subscriptionId":".."}`} {
		c, _ := serve(t, reply(200, `{"value":[`+bad+`,{"name":"t1","properties":{"title":"T"}}]}`))
		if got, err := c.Tickets(t.Context(), tenant, subscription); len(got) != 1 || !fault.IsPartial(err) {
			t.Errorf("tickets with %s: %v, %v", bad, got, err)
		}
		c, _ = serve(t, reply(200, `{"value":[`+bad+`,{"subscriptionId":"`+subscription+`"}]}`))
		if got, err := c.Subscriptions(t.Context(), tenant); len(got) != 1 || !fault.IsPartial(err) {
			t.Errorf("subscriptions with %s: %v, %v", bad, got, err)
		}
		c, _ = serve(t, reply(200, `{"value":[`+bad+`,{"name":"m1","properties":{"body":"Hello"}}]}`))
		if got, err := c.Communications(t.Context(), tenant, ticketPath); bad[0] != '{' && (len(got) != 1 || !fault.IsPartial(err)) {
			t.Errorf("messages with %s: %v, %v", bad, got, err)
		}
		c, _ = serve(t, func(w http.ResponseWriter, r *http.Request) error {
			body := `{"name":"testticket","properties":{"title":"T"}}`
			if strings.HasSuffix(r.URL.Path, "/communications") {
				body = `{"value":[null]}`
			}
			_, err := w.Write([]byte(body))
			return err
		})
		if got, err := c.Request(t.Context(), tenant, ticketPath); err != nil || got.Title != "T" || !got.NotesIncomplete || got.NotesAt.IsZero() {
			t.Errorf("a ticket whose messages can't be read: %+v, %v", got, err)
		}
		c, _ = serve(t, reply(200, `{"value":[`+bad+`,{"name":"s1","properties":{"displayName":"Service"}}]}`))
		if got, err := c.Services(t.Context(), tenant); len(got) != 1 || err != nil {
			t.Errorf("services with %s: %v, %v", bad, got, err)
		}
	}
}
