package telling_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tenantry/app/contract"
	"tenantry/app/telling"
	"tenantry/backend/fault"
	"tenantry/backend/mailing"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

const incident = "EX1"

// window answers each question for a file.
type window struct{ path, shown, opened string }

func (w *window) SaveFile(string, string) (string, error) { return w.path, nil }
func (w *window) ShowFile(path string) error              { w.shown = path; return nil }
func (w *window) OpenURL(url string) error                { w.opened = url; return nil }

// desk is what an App would know.
type desk struct {
	customers map[string]partner.Customer
	summaries map[partner.TenantID]partner.Summary
	marks     map[string]partner.Marks
	affected  []partner.TenantID
	revision  uint64
	read      int // customers
}

func (d *desk) put(c partner.Customer) {
	d.customers[string(c.ID)], d.summaries[c.ID] = c, c.Summary()
}

func (d *desk) options(w *window) telling.Options {
	log := memstore.NewJournal().Told()
	return telling.Options{Told: log, About: func(incident string) (mailing.Told, error) { return mailing.ToldOf(incident, log.All()) }, Await: func() error { return nil }, Window: w,
		Affected: func(id string) ([]partner.TenantID, error) {
			if id != incident {
				return nil, nil
			}
			return d.affected, nil
		},
		Tagged: func(string) map[partner.TenantID]bool {
			return map[partner.TenantID]bool{storetest.ID(0): true, storetest.ID(3): true}
		},
		Listed: func(id partner.TenantID) (partner.Summary, partner.Marks, bool) {
			s, ok := d.summaries[id]
			return s, d.marks[string(id)], ok
		},
		Customer: func(id string) (partner.Customer, error) { d.read++; return d.customers[id], nil },
		Revision: func() uint64 { return d.revision },
		Mark: func(id string, change func(*partner.Marks) error) error {
			now := d.marks[id]
			err := change(&now)
			d.marks[id] = now
			d.revision++
			return err
		}}
}

// office is three customers that an incident affects, the last of which has no address, and a fourth that it does not.
func office(t testing.TB) (*telling.Messages, *window, *desk) {
	t.Helper()
	return officeOf(3, 1)
}

func officeOf(ill, well int) (*telling.Messages, *window, *desk) {
	w, d := &window{}, &desk{customers: map[string]partner.Customer{}, summaries: map[partner.TenantID]partner.Summary{}, marks: map[string]partner.Marks{}}
	for n := range ill + well {
		c := storetest.Customer(n)
		c.Name = "Customer " + string(rune('A'+n%26))
		health := c.Health.Value
		for s := range health.Services {
			health.Services[s].Issues = nil
		}
		if n < ill {
			health.Services[0].Issues = []partner.Issue{{ID: incident, Title: "Mail is late", Posts: []partner.Post{{At: storetest.Day, Text: "We look."}}}}
			d.affected = append(d.affected, c.ID)
		}
		if n == 2 {
			details := c.Details.Value
			details.TechnicalContacts = nil
			c.Details = partner.Seen(details, storetest.Day)
		}
		c.Health = partner.Seen(health, storetest.Day)
		d.put(c)
	}
	return telling.For(d.options(w)), w, d
}

// templates are those that each customer would get, in order.
func templates(t *testing.T, m *telling.Messages, q contract.MailingQuery) string {
	t.Helper()
	q.Incident = incident
	all, err := m.Drafts(q)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, one := range all.Messages {
		out = append(out, strings.TrimPrefix(one.Name, "Customer ")+" "+one.Template)
	}
	return strings.Join(out, ", ")
}

func TestWhatWasMarkedAsToldIsFollowedAndCanBeTakenBack(t *testing.T) {
	m, _, _ := office(t)
	one := contract.MailingQuery{Incident: incident, TenantIDs: []string{string(storetest.ID(0))}}
	if n, err := m.MarkTold(one, "byHand"); err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	if got := templates(t, m, contract.MailingQuery{}); got != "A update, B first, C first" {
		t.Errorf("got %s", got)
	}
	if got := templates(t, m, contract.MailingQuery{Template: mailing.Update}); got != "A update" {
		t.Errorf("an update goes to %s", got)
	}
	if told, err := m.Told(incident); err != nil || len(told) != 1 || told[0].Means != "byHand" || told[0].Template != mailing.First || told[0].WordAt == nil {
		t.Errorf("%+v, %v", told, err)
	}
	for _, want := range []int{1, 0} { // taking back twice takes back once
		if n, err := m.TakeBack(incident, []string{string(storetest.ID(0)), string(storetest.ID(1))}); err != nil || n != want {
			t.Errorf("took %d back, want %d, %v", n, want, err)
		}
	}
	if got := templates(t, m, contract.MailingQuery{}); got != "A first, B first, C first" {
		t.Errorf("got %s", got)
	}
}

func TestNotYouIsForWhoIsNamedAndNotAffected(t *testing.T) {
	m, _, _ := office(t)
	if got := templates(t, m, contract.MailingQuery{Template: mailing.NotYou, Tag: "asks"}); got != "D not-you" {
		t.Errorf("got %s", got)
	}
	if got := templates(t, m, contract.MailingQuery{Tag: "asks"}); got != "A first" {
		t.Errorf("got %s", got)
	}
	if got := templates(t, m, contract.MailingQuery{Tag: "asks", TenantIDs: []string{string(storetest.ID(1))}}); got != "" {
		t.Errorf("got %s", got)
	}
}

func TestWhoHasNoAddressIsWrittenAndCountedButNotTold(t *testing.T) {
	m, w, _ := office(t)
	for _, save := range []func(contract.MailingQuery) (contract.MailingSaved, error){m.SaveZip, m.SaveCSV} {
		w.path = ""
		if saved, err := save(contract.MailingQuery{Incident: incident}); err != nil || saved.Messages != 0 {
			t.Errorf("nobody chose a file: %+v, %v", saved, err)
		}
		w.path = filepath.Join(t.TempDir(), "x.out")
		saved, err := save(contract.MailingQuery{Incident: incident})
		if info, failed := os.Stat(w.path); err != nil || failed != nil || info.Size() == 0 || saved.Messages != 3 || saved.NoAddress != 1 {
			t.Errorf("%+v, %v, %v", saved, err, failed)
		}
	}
	told, err := m.Told(incident)
	if err != nil || len(told) != 4 {
		t.Fatalf("%+v, %v", told, err)
	}
	if slices.ContainsFunc(told, func(one contract.Telling) bool { return one.TenantID == string(storetest.ID(2)) }) {
		t.Errorf("who has no address was told: %+v", told)
	}
}

func TestAFolderKeepsWhatLiesInIt(t *testing.T) {
	m, _, _ := office(t)
	dir := filepath.Join(t.TempDir(), "drafts")
	q := contract.MailingQuery{Incident: incident, Template: mailing.First}
	names := func() []string {
		t.Helper()
		all, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for range 2 { // the second time they lie there already
		if saved, err := telling.Folder(m, q, dir); err != nil || saved.Messages != 3 || len(names()) != 3 {
			t.Fatalf("%+v, %v: %v", saved, err, names())
		}
	}
	edited := names()[0]
	if err := os.WriteFile(edited, []byte("the user's own words"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := telling.Folder(m, q, dir); err != nil || len(names()) != 4 {
			t.Fatalf("%v: %v", err, names())
		}
	}
	if b, err := os.ReadFile(edited); err != nil || string(b) != "the user's own words" {
		t.Errorf("%q, %v", b, err)
	}
}

// A folder that can't be written, a file in its place, tells nobody.
func TestWhatWasNotWrittenTellsNobody(t *testing.T) {
	m, _, _ := office(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	q := contract.MailingQuery{Incident: incident}
	if _, err := telling.Folder(m, q, file); err == nil {
		t.Error("drafts were written into a file")
	}
	if _, err := telling.Table(m, q, filepath.Join(file, "x.csv")); err == nil {
		t.Error("a table was written into a file")
	}
	if told, err := m.Told(incident); err != nil || len(told) != 0 {
		t.Errorf("%+v, %v", told, err)
	}
}

func TestWhatMakesNoSenseIsRefused(t *testing.T) {
	m, _, _ := office(t)
	for _, q := range []contract.MailingQuery{{Incident: "EX2"}, {Incident: incident, Template: "second"}, {Incident: incident, Template: mailing.NotYou},
		{Incident: incident, TenantIDs: []string{"nobody"}}} {
		if _, err := m.Drafts(q); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%+v: %v", q, err)
		}
	}
	if _, err := m.MarkTold(contract.MailingQuery{Incident: incident}, "files"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("files that nobody wrote are marked: %v", err)
	}
}
