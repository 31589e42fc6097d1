package azure

import (
	"encoding/json"
	"net/http"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// The types of resources whose names can be asked for.
const (
	ticketType  = "Microsoft.Support/supportTickets"
	messageType = "Microsoft.Support/communications"
)

// ticketNameIsFree is POST checkNameAvailability in a subscription.
func (api *API) ticketNameIsFree(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
	return nameIsFree(q, ticketType, func(name string) bool { return api.register.taken(s, name) })
}

// messageNameIsFree is POST checkNameAvailability on a ticket.
func (api *API) messageNameIsFree(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
	t, ok := api.register.named(s, q.Args[1])
	if !ok {
		return missing(ticketType, q.Args[1])
	}
	return nameIsFree(q, messageType, func(name string) bool { _, taken := t.message(name); return taken })
}

func nameIsFree(q *httpd.Query, kind string, taken func(name string) bool) httpd.Answer {
	var in struct{ Name, Type string }
	if err := json.Unmarshal(q.Content, &in); err != nil {
		return problem(http.StatusBadRequest, "InvalidRequestContent", "The request content was invalid and could not be deserialized.")
	}
	if strings.TrimSpace(in.Name) == "" {
		return invalid([]invalidValue{{"InvalidValue", "name", "The property 'name' is required."}})
	}
	if !strings.EqualFold(in.Type, kind) {
		return invalid([]invalidValue{{"InvalidValue", "type", "The property 'type' must be '" + kind + "'."}})
	}
	if taken(in.Name) {
		return httpd.JSON(http.StatusOK, map[string]any{"nameAvailable": false, "reason": "Name is already in use", "message": "Name not available"})
	}
	return httpd.JSON(http.StatusOK, map[string]any{"nameAvailable": true})
}

func nameTaken(name string) httpd.Answer {
	return problem(http.StatusConflict, "Conflict", "A support ticket with the name '"+name+"' exists already in this subscription.")
}
