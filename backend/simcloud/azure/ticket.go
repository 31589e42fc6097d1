package azure

import (
	"encoding/json"
	"net/http"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/present"
	"tenantry/backend/simcloud/world"
)

// ticket is a ticket in a subscription. Those of [register] are changed under its lock; handlers get
// copies.
type ticket struct {
	subscription world.AzureSubscription
	name         string
	number       string // supportTicketId
	in           ticketIn
	service      world.AzureService
	problem      world.AzureProblem
	status       string // Open, Closed
	created      time.Time
	modified     time.Time
	messages     []message // oldest first
	engineer     *string   // the address of who works on it; nil: nobody yet
}

func (t ticket) path() string {
	return "/subscriptions/" + t.subscription.ID + "/providers/Microsoft.Support/supportTickets/" + t.name
}

// ticketIn are the properties that a client sends (api/examples azure-put-supportticket-technical-example.json).
type ticketIn struct {
	ServiceID         string          `json:"serviceId"`
	Title             string          `json:"title"`
	Description       string          `json:"description"`
	ProblemID         string          `json:"problemClassificationId"`
	Severity          string          `json:"severity"`
	Consent           string          `json:"advancedDiagnosticConsent"`
	Contact           contact         `json:"contactDetails"`
	RoundTheClock     bool            `json:"require24X7Response"`
	EnrollmentID      string          `json:"enrollmentId,omitempty"`
	PlanID            string          `json:"supportPlanId,omitempty"`
	Workspace         string          `json:"fileWorkspaceName,omitempty"`
	ScopingQuestions  string          `json:"problemScopingQuestions,omitempty"`
	ProblemStart      string          `json:"problemStartTime,omitempty"`
	SecondaryConsent  json.RawMessage `json:"secondaryConsent,omitempty"`
	TechnicalDetails  json.RawMessage `json:"technicalTicketDetails,omitempty"`
	QuotaTicketDetail json.RawMessage `json:"quotaTicketDetails,omitempty"`
}

type contact struct {
	FirstName string   `json:"firstName"`
	LastName  string   `json:"lastName"`
	Method    string   `json:"preferredContactMethod"`
	Mail      string   `json:"primaryEmailAddress"`
	MoreMail  []string `json:"additionalEmailAddresses,omitempty"`
	Phone     string   `json:"phoneNumber,omitempty"`
	TimeZone  string   `json:"preferredTimeZone"`
	Country   string   `json:"country"`
	Language  string   `json:"preferredSupportLanguage"`
}

// ticketOut is a ticket as it is read.
type ticketOut struct {
	ticketIn
	Number   string         `json:"supportTicketId"`
	Service  string         `json:"serviceDisplayName"`
	Problem  string         `json:"problemClassificationDisplayName"`
	Status   string         `json:"status"`
	Created  string         `json:"createdDate"`
	Modified string         `json:"modifiedDate"`
	PlanType string         `json:"supportPlanType"`
	PlanName string         `json:"supportPlanDisplayName"`
	Engineer map[string]any `json:"supportEngineer"`
	Promise  map[string]any `json:"serviceLevelAgreement"`
}

// stamp is a time as Azure Support writes it: whole seconds.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// promises are the minutes within which the service answers, by severity.
var promises = map[string]int{"highestcriticalimpact": 15, "critical": 60, "moderate": 240, "minimal": 480}

func (t ticket) row() map[string]any {
	minutes := promises[t.in.Severity]
	return map[string]any{"id": t.path(), "name": t.name, "type": ticketType,
		"properties": ticketOut{ticketIn: t.in, Number: t.number, Service: t.service.Name, Problem: t.problem.Name, Status: t.status,
			Created: stamp(t.created), Modified: stamp(t.modified), PlanType: t.subscription.Plan, PlanName: t.subscription.Plan, Engineer: map[string]any{"emailAddress": t.engineer},
			Promise: map[string]any{"startTime": stamp(t.created), "expirationTime": stamp(t.created.Add(time.Duration(minutes) * time.Minute)), "slaMinutes": minutes}}}
}

// ticketList is the list, the newest first.
func (api *API) ticketList(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
	filter, err := ticketFilters.read(q)
	if err != nil {
		return badQuery("The $filter is not valid: " + err.Error() + ".")
	}
	rows := []any{}
	for _, t := range api.register.in(s) {
		if hold(filter, map[string]any{"createddate": t.created, "status": t.status, "serviceid": t.in.ServiceID, "problemclassificationid": t.in.ProblemID}) {
			rows = append(rows, t.row())
		}
	}
	return paged(q, pages{usual: 25, most: 100}, rows, nil)
}

func (api *API) readTicket(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
	t, ok := api.register.named(s, q.Args[1])
	if !ok {
		return missing(ticketType, q.Args[1])
	}
	return httpd.JSON(http.StatusOK, t.row())
}

// createTicket is PUT under a name that the client chooses. The ticket is there from the moment of
// the 202 on; a name that is taken is refused, whatever the body says.
func (api *API) createTicket(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
	var in struct {
		Properties *ticketIn `json:"properties"`
	}
	if err := json.Unmarshal(q.Content, &in); err != nil || in.Properties == nil {
		return problem(http.StatusBadRequest, "InvalidRequestContent", "The request content was invalid and could not be deserialized.")
	}
	t := ticket{subscription: s, name: q.Args[1], in: *in.Properties, status: "Open", created: q.At.Truncate(time.Second), modified: q.At}
	if problems := t.check(); len(problems) > 0 {
		return invalid(problems)
	}
	if t.in.PlanID == "" {
		t.in.PlanID = planID(s)
	}
	if api.register.taken(s, t.name) {
		return nameTaken(t.name)
	}
	if why, refused := api.register.refuses(s); refused {
		return api.accepted(q, operation{subscription: s.ID, ticket: t.name, failed: &why})
	}
	t.number = api.Tickets.NextNumber(q.At)
	if !api.register.open(&t) {
		return nameTaken(t.name)
	}
	api.Tickets.RecordTicket(present.Created{ID: t.number, TenantID: api.World.ID(s.Customer), Title: t.in.Title, Text: t.in.Description, Name: t.name, Channel: "azure", At: q.At})
	return api.accepted(q, operation{subscription: s.ID, ticket: t.name})
}
