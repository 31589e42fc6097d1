package azure

import (
	"net/http"

	"tenantry/backend/simcloud/httpd"
)

// providerOperations is what the provider lets people do: who may do it, the words for it, on what.
var providerOperations = []struct{ name, does, resource string }{
	{"services/read", "Lists the Azure services that tickets can be opened for", "Service"},
	{"problemClassifications/read", "Lists the kinds of problems with a service", "Problem Classification"},
	{"supportTickets/read", "Reads support tickets", "Support Ticket"},
	{"supportTickets/write", "Creates and updates a support ticket", "Support Ticket"},
	{"communications/read", "Reads the communications on a ticket", "Communication"},
	{"communications/write", "Adds a communication to a ticket", "Communication"},
	{"register/action", "Registers the support provider", "Support Registration"},
}

// operations is GET /providers/Microsoft.Support/operations.
func operations(*httpd.Query) httpd.Answer {
	rows := []any{}
	for _, o := range providerOperations {
		rows = append(rows, map[string]any{"name": "Microsoft.Support/" + o.name,
			"display": map[string]string{"provider": "Microsoft Support", "resource": o.resource, "operation": o.does, "description": o.does}})
	}
	return httpd.JSON(http.StatusOK, map[string]any{"value": rows})
}
