package azure

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/present"
	"tenantry/backend/simcloud/world"
)

// message is a communication on a ticket.
type message struct {
	name, subject, body, sender string
	inbound                     bool // from Microsoft; what a customer writes is outbound
	at                          time.Time
}

func (m message) row(t ticket) map[string]any {
	direction := "outbound"
	if m.inbound {
		direction = "inbound"
	}
	properties := map[string]string{"subject": m.subject, "body": m.body, "communicationType": "web", "communicationDirection": direction, "createdDate": stamp(m.at)}
	if m.sender != "" {
		properties["sender"] = m.sender
	}
	return map[string]any{"id": t.path() + "/communications/" + m.name, "name": m.name, "type": messageType, "properties": properties}
}

// messageList is the list, the newest first.
func (api *API) messageList(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
	t, ok := api.register.named(s, q.Args[1])
	if !ok {
		return missing(ticketType, q.Args[1])
	}
	filter, err := messageFilters.read(q)
	if err != nil {
		return badQuery("The $filter is not valid: " + err.Error() + ".")
	}
	rows := []any{}
	for _, m := range slices.Backward(t.messages) {
		if hold(filter, map[string]any{"createddate": m.at, "communicationtype": "web"}) {
			rows = append(rows, m.row(t))
		}
	}
	return paged(q, pages{usual: 10, most: 10}, rows, nil)
}

// message finds a ticket's message by name.
func (t ticket) message(name string) (message, bool) {
	i := slices.IndexFunc(t.messages, func(m message) bool { return strings.EqualFold(m.name, name) })
	if i < 0 {
		return message{}, false
	}
	return t.messages[i], true
}

func (api *API) readMessage(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
	t, ok := api.register.named(s, q.Args[1])
	if !ok {
		return missing(ticketType, q.Args[1])
	}
	m, ok := t.message(q.Args[2])
	if !ok {
		return missing(messageType, q.Args[2])
	}
	return httpd.JSON(http.StatusOK, m.row(t))
}

// createMessage is PUT of a communication under a name that the client chooses
// (api/examples azure-put-supportticket-communication-example.json).
func (api *API) createMessage(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
	t, ok := api.register.named(s, q.Args[1])
	if !ok {
		return missing(ticketType, q.Args[1])
	}
	var in struct {
		Properties struct{ Subject, Body, Sender string }
	}
	if err := json.Unmarshal(q.Content, &in); err != nil {
		return problem(http.StatusBadRequest, "InvalidRequestContent", "The request content was invalid and could not be deserialized.")
	}
	for _, m := range []struct{ name, value string }{{"subject", in.Properties.Subject}, {"body", in.Properties.Body}} {
		if strings.TrimSpace(m.value) == "" {
			return invalid([]invalidValue{{"InvalidValue", "properties." + m.name, "The property '" + m.name + "' is required."}})
		}
	}
	m := message{name: q.Args[2], subject: in.Properties.Subject, body: in.Properties.Body, sender: in.Properties.Sender, at: q.At.Truncate(time.Second)}
	if !api.register.say(s, t.name, m) {
		return problem(http.StatusConflict, "Conflict", "A communication with the name '"+m.name+"' exists already on this ticket.")
	}
	api.Tickets.RecordNote(present.Created{ID: t.number, TenantID: api.World.ID(s.Customer), Title: t.in.Title, Text: m.body, Name: m.name, Channel: "azure", At: q.At})
	return api.accepted(q, operation{subscription: s.ID, ticket: t.name, message: m.name})
}
