package simcloud

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"tenantry/backend/simcloud/world"
)

// azureMessage is a communication on a ticket.
type azureMessage struct {
	name, subject, body, sender string
	inbound                     bool // from Microsoft; what a customer writes is outbound
	at                          time.Time
}

func (m azureMessage) row(t azureTicket) map[string]any {
	direction := "outbound"
	if m.inbound {
		direction = "inbound"
	}
	properties := map[string]string{"subject": m.subject, "body": m.body, "communicationType": "web", "communicationDirection": direction, "createdDate": azureStamp(m.at)}
	if m.sender != "" {
		properties["sender"] = m.sender
	}
	return map[string]any{"id": t.path() + "/communications/" + m.name, "name": m.name, "type": "Microsoft.Support/communications", "properties": properties}
}

// azureMessages is the list, the newest first.
func (c *Cloud) azureMessages(q *query, s world.AzureSubscription) answer {
	t, ok := c.azure.named(s, q.args[1])
	if !ok {
		return azureMissing("Microsoft.Support/supportTickets", q.args[1])
	}
	rows := []any{}
	for _, m := range slices.Backward(t.messages) {
		rows = append(rows, m.row(t))
	}
	return azurePage(q, rows, nil)
}

// message finds a ticket's message by name.
func (t azureTicket) message(name string) (azureMessage, bool) {
	i := slices.IndexFunc(t.messages, func(m azureMessage) bool { return strings.EqualFold(m.name, name) })
	if i < 0 {
		return azureMessage{}, false
	}
	return t.messages[i], true
}

func (c *Cloud) azureMessage(q *query, s world.AzureSubscription) answer {
	t, ok := c.azure.named(s, q.args[1])
	if !ok {
		return azureMissing("Microsoft.Support/supportTickets", q.args[1])
	}
	m, ok := t.message(q.args[2])
	if !ok {
		return azureMissing("Microsoft.Support/communications", q.args[2])
	}
	return jsonAnswer(http.StatusOK, m.row(t))
}

// createAzureMessage is PUT of a communication under a name that the client chooses
// (api/examples azure-put-supportticket-communication-example.json).
func (c *Cloud) createAzureMessage(q *query, s world.AzureSubscription) answer {
	t, ok := c.azure.named(s, q.args[1])
	if !ok {
		return azureMissing("Microsoft.Support/supportTickets", q.args[1])
	}
	var in struct {
		Properties struct{ Subject, Body, Sender string }
	}
	if err := json.Unmarshal(q.body, &in); err != nil {
		return azureError(http.StatusBadRequest, "InvalidRequestContent", "The request content was invalid and could not be deserialized.")
	}
	for _, m := range []struct{ name, value string }{{"subject", in.Properties.Subject}, {"body", in.Properties.Body}} {
		if strings.TrimSpace(m.value) == "" {
			return azureInvalid([]invalidValue{{"InvalidValue", "properties." + m.name, "The property '" + m.name + "' is required."}})
		}
	}
	m := azureMessage{name: q.args[2], subject: in.Properties.Subject, body: in.Properties.Body, sender: in.Properties.Sender, at: q.at}
	if !c.azure.say(s, t.name, m) {
		return azureError(http.StatusConflict, "Conflict", "A communication with the name '"+m.name+"' exists already on this ticket.")
	}
	c.record.note(Created{ID: t.number, TenantID: c.world.ID(s.Customer), Title: t.in.Title, Text: m.body, Name: m.name, Channel: "azure", At: q.at})
	return c.accepted(q, operation{subscription: s.ID, ticket: t.name, message: m.name})
}
