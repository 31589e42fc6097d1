package simcloud

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"tenantry/backend/simcloud/world"
)

// azureTicket is a ticket in a subscription. Those of [azureDesk] are changed under its lock; handlers get
// copies.
type azureTicket struct {
	subscription world.AzureSubscription
	name         string
	number       string // supportTicketId
	in           azureTicketIn
	service      world.AzureService
	problem      world.AzureProblem
	status       string // Open, Closed
	created      time.Time
	modified     time.Time
	messages     []azureMessage // oldest first
}

func (t azureTicket) path() string {
	return "/subscriptions/" + t.subscription.ID + "/providers/Microsoft.Support/supportTickets/" + t.name
}

// azureTicketIn are the properties that a client sends (api/examples azure-put-supportticket-technical-example.json).
type azureTicketIn struct {
	ServiceID         string          `json:"serviceId"`
	Title             string          `json:"title"`
	Description       string          `json:"description"`
	ProblemID         string          `json:"problemClassificationId"`
	Severity          string          `json:"severity"`
	Consent           string          `json:"advancedDiagnosticConsent"`
	Contact           azureContact    `json:"contactDetails"`
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

type azureContact struct {
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

// azureTicketOut is a ticket as it is read.
type azureTicketOut struct {
	azureTicketIn
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

// azureStamp is a time as Azure Support writes it: whole seconds.
func azureStamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// promises are the minutes within which the service answers, by severity.
var promises = map[string]int{"highestcriticalimpact": 15, "critical": 60, "moderate": 240, "minimal": 480}

func (t azureTicket) row() map[string]any {
	minutes := promises[t.in.Severity]
	return map[string]any{"id": t.path(), "name": t.name, "type": "Microsoft.Support/supportTickets",
		"properties": azureTicketOut{azureTicketIn: t.in, Number: t.number, Service: t.service.Name, Problem: t.problem.Name, Status: t.status,
			Created: azureStamp(t.created), Modified: azureStamp(t.modified), PlanType: "Premier", PlanName: "Premier", Engineer: map[string]any{"emailAddress": nil},
			Promise: map[string]any{"startTime": azureStamp(t.created), "expirationTime": azureStamp(t.created.Add(time.Duration(minutes) * time.Minute)), "slaMinutes": minutes}}}
}

// azureTickets is the list, the newest first.
func (c *Cloud) azureTickets(q *query, s world.AzureSubscription) answer {
	status := ""
	if f := q.opts.Get("$filter"); f != "" {
		name, value, ok := equals(f)
		if !ok || !strings.EqualFold(name, "status") {
			return azureError(http.StatusBadRequest, "BadRequest", "The $filter is not supported.")
		}
		status = value
	}
	rows := []any{}
	for _, t := range c.azure.in(s) {
		if status == "" || strings.EqualFold(status, t.status) {
			rows = append(rows, t.row())
		}
	}
	return azurePage(q, rows, nil)
}

func (c *Cloud) azureTicket(q *query, s world.AzureSubscription) answer {
	t, ok := c.azure.named(s, q.args[1])
	if !ok {
		return azureMissing("Microsoft.Support/supportTickets", q.args[1])
	}
	return jsonAnswer(http.StatusOK, t.row())
}

// createAzureTicket is PUT under a name that the client chooses. The ticket is there from the moment of
// the 202 on; a name that is taken is refused, whatever the body says.
func (c *Cloud) createAzureTicket(q *query, s world.AzureSubscription) answer {
	var in struct {
		Properties *azureTicketIn `json:"properties"`
	}
	if err := json.Unmarshal(q.body, &in); err != nil || in.Properties == nil {
		return azureError(http.StatusBadRequest, "InvalidRequestContent", "The request content was invalid and could not be deserialized.")
	}
	t := azureTicket{subscription: s, name: q.args[1], in: *in.Properties, status: "Open", created: q.at, modified: q.at}
	if problems := t.check(); len(problems) > 0 {
		return azureInvalid(problems)
	}
	t.number = c.nextNumber(q.at)
	if !c.azure.open(&t) {
		return azureError(http.StatusConflict, "Conflict", "A support ticket with the name '"+t.name+"' exists already in this subscription.")
	}
	c.record.ticket(Created{ID: t.number, TenantID: c.world.ID(s.Customer), Title: t.in.Title, Text: t.in.Description, Name: t.name, Channel: "azure", At: q.at})
	return c.accepted(q, operation{subscription: s.ID, ticket: t.name})
}
