package azuresupport

import (
	"encoding/json"
	"net/http"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

// azureError is the error of Azure Resource Manager, of an answer or of an operation. Keys are read in
// any case. What can't be read leaves the status to speak for itself.
type azureError struct {
	Code    wire.Text    `json:"code"`
	Message wire.Text    `json:"message"`
	Target  wire.Text    `json:"target"`
	Details []azureError `json:"details"`
}

// all is the error and everything that its details say, as far as it matters.
func (e azureError) all() []azureError {
	return append([]azureError{e}, e.Details[:min(len(e.Details), 20)]...)
}

// refused turns an answer that is no success into a fault.
func (c *Client) refused(tenant partner.TenantID, a wire.Answer) *fault.Error {
	var body struct {
		Error json.RawMessage `json:"error"`
	}
	var e azureError
	if a.Decode(&body) == nil && json.Unmarshal(body.Error, &e) != nil {
		e = azureError{}
	}
	f := wire.Refusal{Service: "Azure", Code: wire.OneLine(string(e.Code), 80), Text: e.text(),
		RequestID: requestID(a.Header), Tenant: string(tenant)}.Fault(a, c.now())
	if f.Kind == fault.Denied {
		f.Remedy = fault.AzureRole // a role in the delegation gives none in a subscription (api/facts.md 5b)
	}
	e.refine(f, a.Status == http.StatusBadRequest || a.Status == http.StatusUnprocessableEntity)
	return f
}

// operationFailed is the fault of an operation that Azure took on and could not do. What is not a
// failure of Azure's own is taken for a refusal of what was asked: repeating it would not help.
func (c *Client) operationFailed(tenant partner.TenantID, e azureError, h http.Header) *fault.Error {
	status := http.StatusBadRequest
	code := strings.ToLower(string(e.Code))
	for _, word := range []string{"internal", "unavailable", "timeout", "timedout", "throttl", "toomany"} {
		if strings.Contains(code, word) {
			status = http.StatusInternalServerError
		}
	}
	f := wire.Refusal{Service: "Azure", Code: wire.OneLine(string(e.Code), 80), Text: e.text(),
		RequestID: requestID(h), Tenant: string(tenant)}.Fault(wire.Answer{Status: status, Header: http.Header{}}, c.now())
	e.refine(f, status == http.StatusBadRequest)
	return f
}

func requestID(h http.Header) string { return wire.OneLine(h.Get("x-ms-request-id"), 64) }

// text is the error's own words and those of its first detail, which often says more.
func (e azureError) text() string {
	words := string(e.Message)
	if len(e.Details) > 0 && e.Details[0].Message != "" && e.Details[0].Message != e.Message {
		words = strings.TrimRight(words, ". ") + ": " + string(e.Details[0].Message)
	}
	return strings.TrimPrefix(words, ": ")
}

// codes are the error codes that say more than the status, in lower case. They are the resource
// manager's own, from memory, not in the facts.
var codes = map[string]struct {
	kind   fault.Kind
	remedy fault.Remedy
	field  string
	key    string
}{
	"subscriptionnotfound":             {fault.Invalid, fault.CorrectInput, "subscription", "azure_subscription_gone"},
	"invalidsubscriptionid":            {fault.Invalid, fault.CorrectInput, "subscription", "azure_subscription_unknown"},
	"readonlydisabledsubscription":     {fault.Invalid, fault.CorrectInput, "subscription", "azure_subscription_disabled"},
	"missingsubscriptionregistration":  {fault.Invalid, fault.OverPortal, "subscription", "azure_unregistered"},
	"invalidauthenticationtokentenant": {fault.Denied, fault.CheckDelegation, "", "azure_other_tenant"},
	"scopelocked":                      {fault.Denied, fault.AskCustomer, "", "azure_locked"},
	"authorizationfailed":              {fault.Denied, fault.AzureRole, "", "azure_forbidden"},
	"linkedauthorizationfailed":        {fault.Denied, fault.AzureRole, "", "azure_forbidden"},
}

// fields say which part of a ticket a complaint is about, the more exact words first. The names are
// those of the draft.
var fields = []struct{ word, field, key string }{
	{"problemclassification", "classification", "azure_classification"},
	{"serviceid", "service", "azure_service"},
	{"invalidservice", "service", "azure_service"},
	{"servicenotfound", "service", "azure_service"},
	{"emailaddress", "contactMail", "azure_mail"},
	{"phonenumber", "contactPhone", "azure_phone"},
	{"firstname", "contact", "azure_name"},
	{"lastname", "contact", "azure_name"},
	{"country", "contact", "azure_country"},
	{"severity", "severity", "azure_severity"},
	{"description", "description", "azure_description"},
	{"title", "title", "azure_title"},
}

// refine corrects kind, remedy and message where the code says more, and names the field; input says
// that it is about what was entered.
func (e azureError) refine(f *fault.Error, input bool) {
	for _, one := range e.all() {
		k, ok := codes[strings.ToLower(string(one.Code))]
		if !ok {
			continue
		}
		f.Kind, f.Remedy, f.Message = k.kind, k.remedy, message.Of(k.key)
		if k.field != "" {
			f.Fields = fault.Fields{k.field: f.Message}
		}
		return
	}
	if plan := strings.ToLower(string(e.Code)); strings.Contains(plan, "supportplan") {
		f.Kind, f.Remedy = fault.Invalid, fault.OverPortal
		f.Message = message.Of("azure_no_plan")
		return
	}
	if !input {
		return
	}
	f.Remedy = fault.CorrectInput
	f.Fields = e.fields()
}

// fields are the parts of the ticket that the error is about, with what is wrong with each: by codes
// and targets, and only where these say nothing by the words of its messages.
func (e azureError) fields() fault.Fields {
	out := fault.Fields{}
	for _, look := range []func(azureError) wire.Text{
		func(one azureError) wire.Text { return one.Code + " " + one.Target },
		func(one azureError) wire.Text { return one.Message },
	} {
		for _, one := range e.all() {
			text := strings.ToLower(string(look(one)))
			for _, f := range fields {
				if strings.Contains(text, f.word) {
					out[f.field] = message.Of(f.key)
					if said := wire.OneLine(string(one.Message), 200); said != "" {
						out[f.field] = message.Verbatim(said)
					}
					break
				}
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}
