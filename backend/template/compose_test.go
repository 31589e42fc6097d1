package template_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tenantry/backend/partner"
	"tenantry/backend/template"
)

func full(channel partner.Channel, language string) partner.Outgoing {
	return partner.Outgoing{ID: "TNT-7F3K2M", Tenant: contoso.TenantID, Channel: channel, Note: "Any news?",
		Draft: partner.Draft{Title: "Mail is late", Description: "It takes hours.\nSee below.", Severity: partner.Critical, Product: "Exchange Online",
			Contact: "Ana Silva", ContactMail: "ana@partner.example", ContactPhone: "+351 210 000 000", AffectedUsers: "12 of 40",
			StepsTried: "Traced.\nRestarted.", IncidentID: mail.ID, Language: language,
			ServiceName: "Virtual Machine running Windows", ClassificationName: "Cannot connect / RDP"}}
}

func TestTheWholeRequestIsInTheText(t *testing.T) {
	v := contoso.WithIncident(mail, "en")
	want := `It takes hours.
See below.

Affected users:
12 of 40

Steps already tried:
Traced.
Restarted.

Product: Exchange Online
Severity: critical
Related incident: EX912341, ` + mail.Title + `
Contact: Ana Silva, ana@partner.example, +351 210 000 000
Customer: Contoso Ltd
Tenant ID: 11111111-2222-4333-8444-555555555555
Our reference: TNT-7F3K2M`
	if got := template.Compose(full(partner.ByPortal, "en"), v); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := template.Page(full(partner.ByPortal, ""), v); got != "Mail is late [TNT-7F3K2M]\n\n"+want {
		t.Errorf("the page is\n%s", got)
	}
}

func TestTheHeadingsAreInTheDraftsLanguage(t *testing.T) {
	want := "It takes hours.\nSee below.\n\nUtilisateurs concernés\u00a0:\n12 of 40\n\nVérifications déjà effectuées\u00a0:\nTraced.\nRestarted.\n\n" +
		"Produit\u00a0: Virtual Machine running Windows\nType de problème\u00a0: Cannot connect / RDP\nIncident associé\u00a0: EX912341\n" +
		"Contact\u00a0: Ana Silva, ana@partner.example, +351 210 000 000\nClient\u00a0: Contoso Ltd\n" +
		"ID de locataire\u00a0: 11111111-2222-4333-8444-555555555555\nNotre référence\u00a0: TNT-7F3K2M"
	if got := template.Compose(full(partner.ByAzure, "fr"), contoso); got != want { // the incident's title is not known any more
		t.Errorf("got\n%s", got)
	}
}

func TestANoteGoesOutAsItWasWritten(t *testing.T) {
	if got := template.Compose(full(partner.ByNote, "fr"), contoso); got != "Any news?" {
		t.Errorf("got %q", got)
	}
}

func TestWhatIsNotFilledHasNoHeading(t *testing.T) {
	o := partner.Outgoing{ID: "TNT-7F3K2M", Channel: partner.ByPortal, Draft: partner.Draft{Description: "It fails."}}
	if got := template.Compose(o, template.Values{}); got != "It fails.\n\nOur reference: TNT-7F3K2M" {
		t.Errorf("got %q", got)
	}
	if got := template.Compose(partner.Outgoing{}, template.Values{}); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}

func TestTheTitleOfAnotherIncidentIsNotTold(t *testing.T) {
	o := full(partner.ByPortal, "en")
	o.Draft.IncidentID = "TM1"
	if got := template.Compose(o, contoso.WithIncident(mail, "en")); strings.Contains(got, mail.Title) || !strings.Contains(got, "incident: TM1\n") {
		t.Errorf("got %q", got)
	}
}

// What is not the user's or the cache's in a letter is a heading of templates/*.json, and no heading holds a sentence.
func TestALetterHoldsNothingThatNobodyWrote(t *testing.T) {
	for _, language := range template.Languages() {
		for _, channel := range []partner.Channel{partner.ByPortal, partner.ByAzure} {
			o, v := full(channel, language), contoso.WithIncident(mail, language)
			d := o.Draft
			known := []string{o.TitleWithReference(), d.Description, d.AffectedUsers, d.StepsTried, d.Product, d.ServiceName, d.ClassificationName, d.Contact,
				d.ContactMail, d.ContactPhone, d.IncidentID, v.IncidentTitle, v.Customer, string(o.Tenant), o.ID}
			known = append(known, template.Labels(language)...)
			slices.SortFunc(known, func(a, b string) int { return len(b) - len(a) })
			for line := range strings.Lines(template.Page(o, v)) {
				rest := line
				for _, text := range known {
					for part := range strings.Lines(text) {
						rest = strings.ReplaceAll(rest, strings.TrimSpace(part), "")
					}
				}
				if rest = strings.Trim(rest, " ,:\u00a0\n"); rest != "" {
					t.Errorf("%s, %s: nobody wrote %q in %q", language, channel, rest, line)
				}
			}
		}
	}
}

// Whatever the user wrote goes out whole and unfilled, and the reference is on the first line of the page.
func TestNothingThatWasWrittenIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := partner.Draft{Title: texts.Draw(t, "title"), Description: texts.Draw(t, "description"), AffectedUsers: texts.Draw(t, "users"),
			StepsTried: texts.Draw(t, "steps"), Product: texts.Draw(t, "product"), Contact: texts.Draw(t, "contact"),
			Language: rapid.SampledFrom([]string{"", "en", "fr", "xx"}).Draw(t, "language")}.Clean()
		o := partner.Outgoing{ID: "TNT-7F3K2M", Channel: partner.ByPortal, Tenant: contoso.TenantID, Draft: d}
		page := template.Page(o, contoso)
		for _, text := range []string{d.Description, d.AffectedUsers, d.StepsTried, d.Product, d.Contact, contoso.Customer, string(o.Tenant)} {
			if !strings.Contains(page, text) {
				t.Fatalf("%q is not in\n%s", text, page)
			}
		}
		if !strings.HasPrefix(page, o.TitleWithReference()+"\n\n") || !strings.Contains(o.TitleWithReference(), "[TNT-7F3K2M]") {
			t.Fatalf("the page begins otherwise:\n%s", page)
		}
	})
}
