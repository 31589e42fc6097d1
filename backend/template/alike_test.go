package template_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tenantry/backend/partner"
	"tenantry/backend/template"
)

func TestSameMatter(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Mail delivery is delayed", "Delayed mail delivery", true},
		{"Mail delivery is delayed", "MAIL DELIVERY IS DELAYED!!", true},
		{"Mail delivery is delayed", "Mail delivery is delayed [TNT-7F3K2M]", true},
		{"[TNT-7F3K2M] Teams calls drop", "Teams call drops [TNT-9Z8Y7X]", true},
		{"Exchange Online: mail is delayed", "Mail delayed in Exchange", true},
		{"RE: Licences can't be assigned", "Licences cannot be assigned", true},
		{"Users can't sign in with MFA", "MFA: users can’t sign in", true},
		{"Réunions Teams coupées", "reunions teams coupees", true},
		{"Connexion impossible à SharePoint", "Connexion impossible sur SharePoint", true},
		{"Impossible d'assigner les licences", "Impossible d’assigner des licences", true},
		{"Œuvre introuvable", "Oeuvre introuvable", true},
		{"Restore of site Finance", "Restore of site Finance for Contoso", true},

		{"Teams calls drop", "Teams calls drop for everybody in the Lyon branch office", false},
		{"Mail delivery is delayed", "Licences can't be assigned", false},
		{"VM web01 does not start", "VM web02 does not start", false},
		{"Invoice 2026-03 is wrong", "Invoice 2026-04 is wrong", false},
		{"EX912341: mail is late", "EX912399: mail is late", false},
		{"User Jane can't sign in", "User John can't sign in", false},
		{"Domain contoso.com can't be verified", "Domain contoso.fr can't be verified", false},
		{"Mailbox full", "Mailbox migration", false},
		{"Quota increase for region West Europe", "Quota increase for region North Europe", false},
		{"", "", false},
		{"[TNT-7F3K2M]", "[TNT-7F3K2M]", false},
		{"???", "!!!", false},
	} {
		for _, p := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := template.SameMatter(p[0], p[1]); got != c.same {
				t.Errorf("%q, %q: %v", p[0], p[1], got)
			}
		}
	}
}

func TestSameMatterGoesBothWaysAndIgnoresAReference(t *testing.T) {
	titles := rapid.Custom(func(t *rapid.T) string {
		word := rapid.OneOf(rapid.SampledFrom([]string{"mail", "Teams", "appel", "calls", "the", "à", "web01", "[TNT-7F3K2M]", "é", "can't"}), rapid.String())
		return strings.Join(rapid.SliceOfN(word, 0, 8).Draw(t, "words"), " ")
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := titles.Draw(t, "a"), titles.Draw(t, "b")
		if template.SameMatter(a, b) != template.SameMatter(b, a) {
			t.Fatal("same matter one way only")
		}
		if template.SameMatter(a, b) != template.SameMatter("[TNT-0A1B2C] "+a, b+" [TNT-ABC123]") {
			t.Fatal("a reference made a difference")
		}
		if strings.Contains(a, "mail") && !template.SameMatter(a, a) {
			t.Fatal("not about itself")
		}
	})
}

func TestAnIncidentThatCoversADraftIsFound(t *testing.T) {
	teams := partner.IssueHead{ID: "TM1", Title: "Users may see delays in Microsoft Teams chat messages", Service: "Microsoft Teams", Classification: "incident"}
	entra := partner.IssueHead{ID: "MO1", Title: "Some sign-ins fail", Service: "Microsoft Entra", Classification: "incident"}
	files := partner.IssueHead{ID: "OD1", Title: "Sync is slow", Service: "OneDrive for Business", Classification: "incident"}
	suite := partner.IssueHead{ID: "MO2", Title: "The portal is slow", Service: "Microsoft 365 suite", Classification: "incident"}
	apps := partner.IssueHead{ID: "PA1", Title: "Apps don't load", Service: "Power Apps in Microsoft 365", Classification: "incident"}
	forms := partner.IssueHead{ID: "FM1", Title: "Answers are missing", Service: "Microsoft Forms", Classification: "incident"}
	advice := mail
	advice.Classification = "advisory"
	for name, c := range map[string]struct {
		head   partner.IssueHead
		draft  partner.Draft
		covers bool
	}{
		"the same product":                        {mail, partner.Draft{Title: "Late", Product: "Exchange Online"}, true},
		"the product's short name":                {mail, partner.Draft{Title: "Late", Product: "exchange"}, true},
		"a licence of the product":                {mail, partner.Draft{Title: "Late", Product: "Exchange Online (Plan 1)"}, true},
		"another name of it":                      {mail, partner.Draft{Title: "Late", Product: "Outlook"}, true},
		"Teams":                                   {teams, partner.Draft{Title: "Late", Product: "Teams"}, true},
		"Azure AD was Entra":                      {entra, partner.Draft{Title: "Late", Product: "Azure AD"}, true},
		"Azure's service":                         {entra, partner.Draft{Title: "Late", ServiceName: "Azure Active Directory Directories, Domains, and Objects"}, true},
		"SharePoint keeps OneDrive's":             {files, partner.Draft{Title: "Late", Product: "SharePoint Online"}, true},
		"the suite":                               {suite, partner.Draft{Title: "Late", Product: "Office 365"}, true},
		"no family, the same name":                {forms, partner.Draft{Title: "Late", Product: "Forms"}, true},
		"no product, but the title names it":      {teams, partner.Draft{Title: "Teams est lent"}, true},
		"an advisory with the draft's words":      {advice, partner.Draft{Title: "Users can't receive email", Product: "Microsoft 365"}, true},
		"another product, but the words":          {mail, partner.Draft{Title: "Some users can't send email", Product: "Microsoft 365"}, true},
		"another product":                         {mail, partner.Draft{Title: "Late", Product: "Microsoft Teams"}, false},
		"a neighbour in name":                     {apps, partner.Draft{Title: "Late", Product: "Power BI"}, false},
		"the suite is not every product":          {suite, partner.Draft{Title: "Late", Product: "Windows 365"}, false},
		"the suite is not what has no product":    {suite, partner.Draft{Title: "Late"}, false},
		"Azure's virtual machines":                {suite, partner.Draft{Title: "Late", ServiceName: "Virtual Machine running Windows"}, false},
		"an advisory of the same product":         {advice, partner.Draft{Title: "Mailbox can't be restored", Product: "Exchange Online"}, false},
		"the incident that it is linked to":       {mail, partner.Draft{Title: mail.Title, Product: "Exchange Online", IncidentID: "ex912341"}, false},
		"the title names another, no product":     {mail, partner.Draft{Title: "Teams calls drop"}, false},
		"nothing":                                 {mail, partner.Draft{}, false},
		"linked to another, of the same product ": {mail, partner.Draft{Title: "Late", Product: "Exchange", IncidentID: "TM1"}, true},
	} {
		if got := template.Covers(c.head, c.draft); got != c.covers {
			t.Errorf("%s: %v", name, got)
		}
	}
}
