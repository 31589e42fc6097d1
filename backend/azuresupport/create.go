package azuresupport

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// Ticket is what a new ticket is made of.
type Ticket struct {
	Tenant       partner.TenantID
	Subscription string
	Name         string // the ticket's own name, a fresh GUID; the same again for the same ticket

	ServiceID        string // SupportService.ID
	ClassificationID string // ProblemClassification.ID
	Title            string
	Description      string
	Severity         string // partner.Minimal, Moderate or Critical

	FirstName, LastName string // of the person whom Microsoft answers; Azure demands both
	Mail                string
	Phone               string // may be empty
	Country             string // ISO 3166-1, two or three letters; anything else: the land of Language
	Language            string // "fr", "fr-FR", …; where Azure's support does not speak it: English
	TimeZone            string // as Windows names it, "Romance Standard Time"; empty: UTC
}

// Receipt says where a ticket that is there can be found.
type Receipt struct {
	Number   string // the number that people quote
	Resource string // the ticket's id in Azure Resource Manager
}

// CreateTicket puts the ticket and waits until Azure has made it, as long as ctx lasts, at most
// finishLimit. A failure is Unsure (fault.Error) when the ticket may be there all the same: then only
// reading it by its name tells, and it must not be sent under another name before. A fault of kind
// Invalid names in Fields what to correct: "subscription", "service", "classification", "title",
// "description", "severity", "contact", "contactMail" or "contactPhone".
func (c *Client) CreateTicket(ctx context.Context, t Ticket) (Receipt, error) {
	p, err := at(t.Subscription, t.Name)
	var body ticketBody
	if err == nil {
		body, err = t.body()
	}
	if err != nil {
		return Receipt{}, fmt.Errorf("create the Azure ticket: %w", err)
	}
	u := p.below(c)
	a, err := c.write(ctx, http.MethodPut, t.Tenant, u, body)
	if err == nil {
		err = c.finish(ctx, t.Tenant, a, u)
	}
	if err != nil {
		return Receipt{}, fmt.Errorf("create the Azure ticket: %w", err)
	}
	r, err := c.ticket(ctx, t.Tenant, p)
	if err != nil {
		return Receipt{}, fmt.Errorf("create the Azure ticket: %w", unsure(err))
	}
	return Receipt{Number: r.ID, Resource: r.Resource}, nil
}

type ticketBody struct {
	Properties struct {
		Service         string `json:"serviceId"`
		Classification  string `json:"problemClassificationId"`
		Title           string `json:"title"`
		Description     string `json:"description"`
		Severity        string `json:"severity"`
		AdvancedConsent string `json:"advancedDiagnosticConsent"`
		Contact         struct {
			FirstName string `json:"firstName"`
			LastName  string `json:"lastName"`
			Mail      string `json:"primaryEmailAddress"`
			Method    string `json:"preferredContactMethod"`
			Phone     string `json:"phoneNumber,omitempty"`
			TimeZone  string `json:"preferredTimeZone"`
			Language  string `json:"preferredSupportLanguage"`
			Country   string `json:"country"`
		} `json:"contactDetails"`
	} `json:"properties"`
}

// body is the ticket as Azure wants it, checked as far as Azure could only guess at our mistake.
func (t Ticket) body() (ticketBody, error) {
	var b ticketBody
	for field, id := range map[string]string{"service": t.ServiceID, "classification": t.ClassificationID} {
		if err := checkSegment(field, id); err != nil {
			return b, err
		}
	}
	if t.FirstName == "" || t.LastName == "" {
		return b, bad("contact", "azure_two_names")
	}
	v := &b.Properties
	v.Service = "/" + support + "/services/" + t.ServiceID
	v.Classification = v.Service + "/problemClassifications/" + t.ClassificationID
	v.Title, v.Description, v.Severity = t.Title, t.Description, t.Severity
	v.AdvancedConsent = "No" // it is the customer's to give; Microsoft's engineer asks for it
	d := &v.Contact
	d.FirstName, d.LastName, d.Mail, d.Phone, d.Method = t.FirstName, t.LastName, t.Mail, t.Phone, "email"
	d.TimeZone, d.Language, d.Country = cmp.Or(t.TimeZone, "UTC"), spoken(t.Language), t.country()
	return b, nil
}

// country is the contact's country as Azure wants it: three letters of ISO 3166-1 (Microsoft.Support
// 2024-04-01, contactDetails; not in the facts). Microsoft answers by mail, so that a guess from the
// language does less harm than a ticket that can't be opened.
func (t Ticket) country() string {
	region, err := language.ParseRegion(strings.TrimSpace(t.Country))
	if err != nil || !region.IsCountry() {
		region, _ = language.Make(cmp.Or(t.Language, "en")).Region()
	}
	if !region.IsCountry() {
		return "usa"
	}
	return strings.ToLower(region.ISO3())
}

// languages are those that Azure's support speaks, English first (Microsoft.Support 2024-04-01,
// preferredSupportLanguage; not in the facts).
var languages = []string{"en-us", "de-de", "es-es", "fr-fr", "it-it", "ja-jp", "ko-kr", "pt-br", "ru-ru", "zh-hans", "zh-tw"}

func spoken(want string) string {
	want = strings.ToLower(strings.TrimSpace(want))
	if slices.Contains(languages, want) {
		return want
	}
	want, _, _ = strings.Cut(want, "-")
	for _, l := range languages {
		if own, _, _ := strings.Cut(l, "-"); own == want {
			return l
		}
	}
	return languages[0]
}

// unsure makes err a fault that says that the write before it may have been done.
func unsure(err error) error {
	f, ok := fault.As(err)
	if !ok {
		f = fault.Wrap(fault.Offline, err, "azure_not_awaited")
	} else {
		copied := *f // it may be shared
		f = &copied
	}
	f.Unsure = true
	return f
}
