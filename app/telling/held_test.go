package telling_test

import (
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/app/contract"
	"tenantry/app/telling"
	"tenantry/backend/fault"
	"tenantry/backend/mailing"
	"tenantry/backend/partner"
	"tenantry/backend/store/storetest"
)

func drafts(t testing.TB, m *telling.Messages, q contract.MailingQuery) contract.Mailing {
	t.Helper()
	q.Incident = incident
	all, err := m.Drafts(q)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// What was looked at is written without reading it again, in another language and for fewer customers too.
func TestAReportIsReadOnceUntilAnotherIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, w, d := office(t)
		w.path = filepath.Join(t.TempDir(), "x.zip")
		drafts(t, m, contract.MailingQuery{Brief: true})
		drafts(t, m, contract.MailingQuery{Template: mailing.First, Language: "fr", TenantIDs: []string{string(storetest.ID(1))}})
		if _, err := m.SaveZip(contract.MailingQuery{Incident: incident}); err != nil || d.read != 3 {
			t.Errorf("read %d reports, %v", d.read, err)
		}
		c := d.customers[string(storetest.ID(1))]
		health := c.Health.Value
		health.Services[0].Issues = []partner.Issue{{ID: incident, Title: "Mail is late", Posts: []partner.Post{{At: storetest.Day.Add(time.Hour), Text: "Solved."}}}}
		c.Health = partner.Seen(health, storetest.Day.Add(time.Hour))
		d.put(c)
		d.revision++
		if got := drafts(t, m, contract.MailingQuery{}).Messages[1].Text; d.read != 4 || !strings.Contains(got, "> Solved.") {
			t.Errorf("read %d reports:\n%s", d.read, got)
		}
		time.Sleep(6 * time.Minute)
		synctest.Wait()
		if drafts(t, m, contract.MailingQuery{}); d.read != 7 {
			t.Errorf("what nobody asks for is held: %d reads", d.read)
		}
		time.Sleep(6 * time.Minute) // its timer ends
	})
}

func TestABriefAnswerHasNoTextsAndAllElse(t *testing.T) {
	m, _, _ := office(t)
	whole, brief := drafts(t, m, contract.MailingQuery{}), drafts(t, m, contract.MailingQuery{Brief: true})
	for n, one := range brief.Messages {
		if one.Text != "" || whole.Messages[n].Text == "" || one.Subject != whole.Messages[n].Subject || !slices.Equal(one.To, whole.Messages[n].To) {
			t.Errorf("%+v", one)
		}
	}
}

func TestTheUsersAddressesComeBeforeMicrosofts(t *testing.T) {
	m, _, d := office(t)
	third := string(storetest.ID(2))
	to := func() contract.MailingMessage { return drafts(t, m, contract.MailingQuery{}).Messages[2] }
	if got := to(); len(got.To) > 0 || got.OwnTo {
		t.Fatalf("%+v", got)
	}
	if before, err := m.SetMails(third, []string{" ops@contoso.com ", "OPS@contoso.com", ""}); err != nil || len(before) > 0 {
		t.Fatalf("%v, %v", before, err)
	}
	if got := to(); strings.Join(got.To, " ") != "ops@contoso.com" || !got.OwnTo {
		t.Errorf("%+v", got)
	}
	for _, mails := range [][]string{{"ops"}, {"ops@contoso.com", "a\r\nBcc: x@y.example"}, slices.Repeat([]string{"a@b.example"}, 3)} {
		if _, err := m.SetMails(third, mails); (err == nil) != (mails[0] == "a@b.example") || err != nil && fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q: %v", mails, err)
		}
	}
	if before, err := m.SetMails(third, nil); err != nil || strings.Join(before, " ") != "a@b.example" || len(d.marks[third].Mails) > 0 || len(to().To) > 0 {
		t.Errorf("%v, %v", before, err)
	}
}

func TestWhatIsNoAddressIsNamed(t *testing.T) {
	m, _, d := office(t)
	c := d.customers[string(storetest.ID(2))]
	details := c.Details.Value
	details.TechnicalContacts = []string{"nobody"}
	c.Details = partner.Seen(details, storetest.Day.Add(time.Hour))
	d.put(c)
	if got := drafts(t, m, contract.MailingQuery{}); strings.Join(got.Messages[2].BadTo, " ") != "nobody" || got.NoAddress != 1 {
		t.Errorf("%+v", got.Messages[2])
	}
}

func TestATagSaysInWhichLanguage(t *testing.T) {
	m, _, d := office(t)
	first := string(storetest.ID(0))
	for _, c := range []struct{ tags, want string }{{"vip", "en"}, {"Français", "fr"}, {"fr vip", "fr"}, {"fr en", "en"}} {
		d.marks[first] = partner.Marks{Tags: strings.Fields(c.tags)}
		if got := drafts(t, m, contract.MailingQuery{Program: "en"}).Messages[0].Language; got != c.want {
			t.Errorf("%s: %s, want %s", c.tags, got, c.want)
		}
	}
}

func TestOneMessageIsOpenedAndNobodyCountsAsTold(t *testing.T) {
	m, w, d := office(t)
	q := contract.MailingQuery{Incident: incident, TenantIDs: []string{string(storetest.ID(0))}, Sender: "Ana & Zoé"}
	opened, err := m.Open(q)
	address, failed := url.Parse(w.opened)
	if err != nil || failed != nil || !opened.Whole || address.Scheme != "mailto" {
		t.Fatalf("%+v, %v, %v: %s", opened, err, failed, w.opened)
	}
	one := drafts(t, m, q).Messages[0]
	values := address.Query()
	if address.Opaque != strings.Join(one.To, ",") || values.Get("subject") != one.Subject || values.Get("body") != strings.ReplaceAll(one.Text, "\n", "\r\n") ||
		strings.Contains(w.opened, "+") {
		t.Errorf("%s", w.opened)
	}
	c := d.customers[string(storetest.ID(0))]
	c.Health.Value.Services[0].Issues[0].Posts[0].Text = strings.Repeat("é", mailing.MostLink)
	c.Health.AsOf = storetest.Day.Add(time.Hour)
	d.put(c)
	if opened, err := m.Open(q); err != nil || opened.Whole || len(w.opened) > mailing.MostLink || strings.Contains(w.opened, "body=") {
		t.Errorf("%+v, %v: %s", opened, err, w.opened)
	}
	if _, err := m.Open(contract.MailingQuery{Incident: incident}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("several: %v", err)
	}
	if told, err := m.Told(incident); err != nil || len(told) > 0 {
		t.Errorf("%+v, %v", told, err)
	}
}

func TestWhatWasWrittenIsShownAndNothingElse(t *testing.T) {
	m, w, _ := office(t)
	w.path = filepath.Join(t.TempDir(), "x")
	saved, err := m.SaveCSV(contract.MailingQuery{Incident: incident})
	if err != nil || saved.Path != w.path+".csv" {
		t.Fatalf("%+v, %v", saved, err)
	}
	if err := m.Show(saved.Path); err != nil || w.shown != saved.Path {
		t.Errorf("%s, %v", w.shown, err)
	}
	if err := m.Show("/etc/passwd"); fault.KindOf(err) != fault.Missing || w.shown != saved.Path {
		t.Errorf("%s, %v", w.shown, err)
	}
}

// perMessage bounds what a thousand messages cost that were read already: a window asks at each arrow key.
const perMessage = 100 * time.Microsecond

func BenchmarkAThousandMessages(b *testing.B) {
	for name, again := range map[string]bool{"read": false, "held": true} {
		b.Run(name, func(b *testing.B) {
			m, _, d := officeOf(1000, 0)
			drafts(b, m, contract.MailingQuery{})
			for b.Loop() {
				if !again {
					b.StopTimer()
					for _, c := range d.customers {
						c.Health.AsOf = c.Health.AsOf.Add(time.Second)
						d.put(c)
					}
					b.StartTimer()
				}
				drafts(b, m, contract.MailingQuery{Brief: true})
			}
			if per := b.Elapsed() / time.Duration(1000*b.N); per > perMessage {
				b.Errorf("%v a message, more than %v", per, perMessage)
			}
		})
	}
}
