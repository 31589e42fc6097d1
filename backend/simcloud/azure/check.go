package azure

import (
	"strings"
	"unicode/utf8"

	"tenantry/backend/simcloud/world"
)

// maxTitle is the length of a title in characters; Azure's documents name none, Partner Center's do.
const maxTitle = 255

// check finds the ticket's service and classification, and says what the service would not take.
func (t *ticket) check() (problems []invalidValue) {
	wrong := func(target, message string) {
		problems = append(problems, invalidValue{"InvalidValue", "properties." + target, "The property '" + target + "' " + message})
	}
	for _, m := range []struct{ name, value string }{{"title", t.in.Title}, {"description", t.in.Description}, {"contactDetails.firstName", t.in.Contact.FirstName},
		{"contactDetails.lastName", t.in.Contact.LastName}, {"contactDetails.primaryEmailAddress", t.in.Contact.Mail}, {"contactDetails.preferredTimeZone", t.in.Contact.TimeZone},
		{"contactDetails.preferredSupportLanguage", t.in.Contact.Language}} {
		if strings.TrimSpace(m.value) == "" {
			wrong(m.name, "is required.")
		}
	}
	if utf8.RuneCountInString(t.in.Title) > maxTitle {
		wrong("title", "is too long.")
	}
	t.in.Severity = strings.ToLower(t.in.Severity)
	t.checkSeverity(t.in.Severity, wrong)
	checkConsent(t.in.Consent, wrong)
	t.checkContact(wrong)
	var known, belongs bool
	if t.service, known = serviceAt(t.in.ServiceID); !known {
		wrong("serviceId", "does not name a service.")
	} else if t.problem, belongs = problemAt(t.service, t.in.ProblemID); !belongs {
		wrong("problemClassificationId", "does not name a problem classification of this service.")
	}
	return problems
}

// checkSeverity knows that the highest one is for customers of the Premier plan alone.
func (t *ticket) checkSeverity(severity string, wrong func(target, message string)) {
	switch {
	case promises[severity] == 0:
		wrong("severity", "must be one of minimal, moderate, critical, highestcriticalimpact.")
	case severity == "highestcriticalimpact" && t.subscription.Plan != world.Premier:
		wrong("severity", "can be highestcriticalimpact under a Premier support plan only.")
	}
}

func checkConsent(consent string, wrong func(target, message string)) {
	if c := strings.ToLower(consent); c != "yes" && c != "no" {
		wrong("advancedDiagnosticConsent", "must be Yes or No.")
	}
}

func (t *ticket) checkContact(wrong func(target, message string)) {
	contact := &t.in.Contact
	switch contact.Method = strings.ToLower(contact.Method); {
	case contact.Method != "email" && contact.Method != "phone":
		wrong("contactDetails.preferredContactMethod", "must be email or phone.")
	case contact.Method == "phone" && contact.Phone == "":
		wrong("contactDetails.phoneNumber", "is required where the preferred contact method is phone.")
	}
	if contact.Mail != "" && !strings.Contains(contact.Mail, "@") {
		wrong("contactDetails.primaryEmailAddress", "is not a mail address.")
	}
	if len(contact.Country) != 3 || strings.Trim(strings.ToLower(contact.Country), "abcdefghijklmnopqrstuvwxyz") != "" {
		wrong("contactDetails.country", "must be an ISO 3166-1 alpha-3 code.")
	}
	if strings.Contains(contact.TimeZone, "/") {
		wrong("contactDetails.preferredTimeZone", "must be the name of a time zone of Windows.")
	}
}

func serviceAt(id string) (world.AzureService, bool) {
	name, ok := cutFold(id, supportServices)
	s, known := world.AzureServiceNamed(name)
	return s, ok && known
}

func problemAt(s world.AzureService, id string) (world.AzureProblem, bool) {
	name, ok := cutFold(id, supportServices+s.ID+"/problemClassifications/")
	p, known := s.Problem(name)
	return p, ok && known
}

// cutFold cuts a prefix off, in any case.
func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
