package mailing_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tenantry/backend/mailing"
	"tenantry/backend/partner"
	"tenantry/backend/template"
)

var (
	start = time.Date(2026, 3, 3, 9, 5, 0, 0, time.UTC)
	late  = mailing.Subject{ReadAt: start.Add(2 * time.Hour), Issue: partner.Issue{ID: "EX1", Title: "Mail is late", Service: "Exchange Online", StartsAt: start,
		Posts: []partner.Post{{At: start.Add(time.Hour), Text: "Title: Mail is late\n\nWe fix it."}, {At: start, Text: "We look at it."}}}}
	contoso = mailing.Recipient{Tenant: "11111111-2222-4333-8444-555555555555", Name: "Contoso Ltd.", Domain: "contoso.com",
		Mails: []string{"it@contoso.com"}, Language: "en"}
)

func merge(t interface{ Fatal(...any) }, name string, s mailing.Subject, r mailing.Recipient, sender string) mailing.Message {
	m, err := mailing.Merge(name, s, r, sender)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheFirstWordQuotesMicrosoftsNewestAsMicrosofts(t *testing.T) {
	m := merge(t, mailing.First, late, contoso, "Ana Silva")
	want := "Hello,\n\nMicrosoft reports an incident that may affect Contoso Ltd.:\n\nService: Exchange Online\nIncident: EX1, Mail is late\n" +
		"Start that Microsoft names: 3 March 2026, 09:05 UTC\n\nMicrosoft wrote on 3 March 2026, 10:05 UTC:\n> Title: Mail is late\n>\n> We fix it.\n\nAna Silva"
	if m.Text != want || m.Subject != "Mail is late (EX1)" || !m.WordAt.Equal(start.Add(time.Hour)) {
		t.Errorf("%q, word of %v:\n%s", m.Subject, m.WordAt, m.Text)
	}
}

func TestEveryTemplateIsInEveryLanguageAndAsksForNothingThatIsKnown(t *testing.T) {
	for _, language := range template.Languages() {
		for _, name := range mailing.Templates() {
			r := contoso
			r.Language = language
			m := merge(t, name, late, r, "Ana Silva")
			if m.Language != language || len(template.Left(m.Subject+m.Text)) > 0 || strings.Contains(m.Text, "{words}") {
				t.Errorf("%s, %s: %+v", language, name, m)
			}
			if quoted := strings.Contains(m.Text, "> We fix it."); quoted == (name == mailing.NotYou) {
				t.Errorf("%s, %s: quoted %v", language, name, quoted)
			}
			if !strings.Contains(m.Text, contoso.Name) || strings.Contains(m.Text, "..") || strings.Contains(m.Text, "We look at it") {
				t.Errorf("%s, %s:\n%s", language, name, m.Text)
			}
		}
	}
}

func TestALineOfWhatIsNotKnownIsLeftOut(t *testing.T) {
	m := merge(t, mailing.First, mailing.Subject{Issue: partner.Issue{ID: "EX1", Title: "Mail is late"}}, contoso, "")
	if want := "Hello,\n\nMicrosoft reports an incident that may affect Contoso Ltd.:\n\nIncident: EX1, Mail is late"; m.Text != want || !m.WordAt.IsZero() {
		t.Errorf("got\n%s", m.Text)
	}
}

func TestATemplateThatIsNotThereIsAnError(t *testing.T) {
	if _, err := mailing.Merge("second", late, contoso, ""); err == nil || !strings.Contains(err.Error(), `"second"`) {
		t.Errorf("got %v", err)
	}
}

func TestOnlyPlainAddressesAreWrittenTo(t *testing.T) {
	r := contoso
	r.Mails = []string{"it@contoso.com", "", "IT@Contoso.com", "no address", "a@b.example\r\nBcc: x@y.example", "Ana <ana@contoso.com>", `"a,b"@c.example`,
		strings.Repeat("a", 250) + "@contoso.com"}
	if m := merge(t, mailing.First, late, r, ""); strings.Join(m.To, " ") != "it@contoso.com ana@contoso.com" {
		t.Errorf("to %q", m.To)
	}
}

func TestTheLanguageIsTheStrongestThatIsTold(t *testing.T) {
	for _, c := range [][5]string{ // chosen, by tag, country, program, wanted
		{"en", "fr", "FR", "fr", "en"}, {"", "fr", "DE", "en", "fr"}, {"", "", "FR", "en", "fr"}, {"", "", "Luxembourg", "en", "fr"}, {"", "", "Frankreich", "en", "fr"}, {"", "", "La Réunion", "en", "fr"},
		{"", "", "BE", "en", "en"}, {"", "", "BE", "fr", "fr"}, {"", "", "CH", "en", "en"}, {"", "", "", "fr", "fr"},
		{"xx", "", "MC", "en", "fr"}, {"", "", "", "", "en"},
	} {
		if got := mailing.Language(c[0], c[1], c[2], c[3]); got != c[4] {
			t.Errorf("%q: %q", c, got)
		}
	}
}

// However names and titles look, a message for one of two customers is made without the other, and its own lines stay
// what they are: nothing that comes from elsewhere begins a line of its own or is filled in turn.
func TestAMessageHoldsItsOwnCustomerAndNoOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.SampledFrom([]string{"{customer}", "{words}", "a\r\nTo: b", "é\u2028x"}), rapid.String())
		s := late
		s.Issue.Title = text.Draw(t, "title")
		name := rapid.SampledFrom(mailing.Templates()).Draw(t, "template")
		of := func(id string) (mailing.Recipient, mailing.Message) {
			r := mailing.Recipient{Tenant: partner.TenantID(id), Name: text.Draw(t, "name") + id, Domain: id + ".example", Mails: []string{"it@" + id + ".example"},
				Language: rapid.SampledFrom(template.Languages()).Draw(t, "language")}
			return r, merge(t, name, s, r, "Ana Silva")
		}
		_, a := of("alpha7131")
		_, b := of("bravo9262")
		for m, other := range map[*mailing.Message]string{&a: "bravo9262", &b: "alpha7131"} {
			whole := string(mailing.EML(*m, start)) + m.Subject + m.Text + strings.Join(m.To, " ")
			if strings.Contains(whole, other) {
				t.Fatalf("%s is in\n%s", other, whole)
			}
			if own := map[string]string{"bravo9262": "alpha7131", "alpha7131": "bravo9262"}[other]; !strings.Contains(m.Text, own) {
				t.Fatalf("%s is not in\n%s", own, m.Text)
			}
			if strings.ContainsAny(m.Subject, "\r\n\u2028") || strings.ContainsAny(m.Text, "\r\u2028") {
				t.Fatalf("%q\n%q", m.Subject, m.Text)
			}
		}
	})
}
