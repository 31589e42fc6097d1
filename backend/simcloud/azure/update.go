package azure

import (
	"encoding/json"
	"net/http"
	"strings"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// update are the members of a PATCH; what is not sent stays. Its contact has the members of [contact].
type update struct {
	Severity         *string         `json:"severity"`
	Status           *string         `json:"status"`
	Consent          *string         `json:"advancedDiagnosticConsent"`
	SecondaryConsent json.RawMessage `json:"secondaryConsent"`
	Contact          json.RawMessage `json:"contactDetails"`
}

// updateTicket is PATCH: severity, status, consent and contact (api/facts.md 5b). The answer is the ticket,
// at once.
func (api *API) updateTicket(q *httpd.Query, s world.AzureSubscription) httpd.Answer {
	var in update
	if err := json.Unmarshal(q.Content, &in); err != nil {
		return problem(http.StatusBadRequest, "InvalidRequestContent", "The request content was invalid and could not be deserialized.")
	}
	answer := missing(ticketType, q.Args[1])
	api.register.edit(s, q.Args[1], func(t *ticket) {
		changed := t.copied()
		problems := changed.apply(in)
		if len(problems) > 0 {
			answer = invalid(problems)
			return
		}
		changed.modified = q.At
		*t = changed
		answer = httpd.JSON(http.StatusOK, t.row())
	})
	return answer
}

// apply changes the ticket, or says what is wrong with the change. A ticket that an engineer works on keeps
// its severity: the documents tell to ask the engineer instead; under which code it is refused they don't.
func (t *ticket) apply(in update) []invalidValue {
	var problems []invalidValue
	wrong := func(target, message string) {
		problems = append(problems, invalidValue{"InvalidValue", target, "The property '" + target + "' " + message})
	}
	if in.Severity != nil {
		severity := strings.ToLower(*in.Severity)
		t.checkSeverity(severity, wrong)
		if t.engineer != nil && severity != t.in.Severity {
			wrong("severity", "can't be changed while a support engineer works on the ticket. Add a communication to ask for it.")
		}
		t.in.Severity = severity
	}
	if in.Status != nil {
		switch strings.ToLower(*in.Status) {
		case "open":
			t.status = "Open"
		case "closed":
			t.status = "Closed"
		default:
			wrong("status", "must be open or closed.")
		}
	}
	if in.Consent != nil {
		t.in.Consent = *in.Consent
		checkConsent(t.in.Consent, wrong)
	}
	if in.SecondaryConsent != nil {
		t.in.SecondaryConsent = in.SecondaryConsent
	}
	if in.Contact != nil {
		if err := json.Unmarshal(in.Contact, &t.in.Contact); err != nil {
			wrong("contactDetails", "is no contact.")
		} else {
			t.checkContact(wrong)
		}
	}
	return problems
}
