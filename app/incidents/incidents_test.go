package incidents_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tenantry/app/contract"
	"tenantry/app/incidents"
	"tenantry/backend/catalog"
	"tenantry/backend/changes"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/requests"
	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

// world is customers as they are kept, and the desk over them.
type world struct {
	catalog *catalog.Catalog
	cache   store.Cache
	journal store.Journal
	told    *incidents.Tellings
	about   requests.About
	desk    *incidents.Desk
	all     []catalog.Incident // those of every report
}

func newWorld(t testing.TB) *world {
	t.Helper()
	j := memstore.NewJournal()
	w := &world{catalog: catalog.New(), cache: memstore.NewCache(), journal: j, told: incidents.TellingsOf(j.Told(), func() {}), about: requests.About{}}
	w.desk = incidents.For(incidents.Options{Customers: w.catalog, All: func() ([]catalog.Incident, error) { return w.all, nil },
		Load: func(id partner.TenantID) (partner.Customer, error) { return w.cache.Context(id).Load() },
		Tagged: func(tag string) map[partner.TenantID]bool {
			out := map[partner.TenantID]bool{}
			for _, id := range w.catalog.IDs(catalog.Query{Tag: tag}) {
				out[id] = true
			}
			return out
		}, Told: w.told.About, About: func([]string) requests.About { return w.about }, Story: changes.New(j).Story})
	return w
}

// add keeps a customer of whom these issues are told.
func (w *world) add(t testing.TB, n int, tags []string, issues ...partner.Issue) {
	t.Helper()
	now := time.Now().UTC()
	c := partner.Customer{ID: storetest.ID(n), Name: fmt.Sprintf("Customer %02d", n), PrimaryDomain: fmt.Sprintf("c%d.example", n), Sources: []partner.Source{partner.SourceGDAP}, ListedAt: now,
		Details: partner.Seen(partner.Details{Phones: []string{fmt.Sprintf("+47 22 %04d", n)}, TechnicalContacts: []string{fmt.Sprintf("it@c%d.example", n)}}, now),
		Health:  partner.Seen(partner.Health{Services: []partner.Service{{ID: "Exchange", Name: "Exchange Online", State: partner.Degraded, Issues: issues}}}, now),
		Subscriptions: partner.Seen([]partner.Subscription{{ID: "s", Name: "Business", Status: "enabled", Total: 25, Used: n, Source: partner.SourceGDAP}},
			now)}
	if _, err := w.cache.Context(c.ID).Save(c); err != nil {
		t.Fatal(err)
	}
	w.catalog.Apply(catalog.Entry{Summary: c.Summary(), Marks: partner.Marks{Tags: tags}})
}

func (w *world) tell(t testing.TB, n int, template string, back bool) {
	t.Helper()
	one := partner.Telling{At: storetest.Day, TenantID: storetest.ID(n), Incident: "EX1", Template: template, Means: partner.ToldByHand, Back: back}
	if err := w.told.Add([]partner.Telling{one}); err != nil {
		t.Fatal(err)
	}
}

func issue(id string, updated time.Time, posts ...partner.Post) partner.Issue {
	return partner.Issue{ID: id, Title: "Mail is late", Service: "Exchange Online", Classification: "incident", Status: "serviceDegradation", StartsAt: storetest.Day,
		UpdatedAt: updated, Posts: posts}
}

// four customers have EX1, of whom the third has the newest report; the first has EX2 alone besides.
func morning(t testing.TB) *world {
	w := newWorld(t)
	early, late := storetest.Day.Add(time.Hour), storetest.Day.Add(2*time.Hour)
	w.add(t, 0, []string{"VIP"}, issue("EX1", early, partner.Post{At: early, Text: "We look."}), issue("EX2", early))
	w.add(t, 1, nil, issue("EX1", early))
	w.add(t, 2, []string{"vip", "North"}, issue("EX1", late, partner.Post{At: late, Text: "We found it."}, partner.Post{At: early, Text: "We look."}))
	w.add(t, 3, nil, issue("EX1", early))
	return w
}

// line is what a list says of an incident.
func line(i contract.IncidentRow) string {
	word := "-"
	if i.LastWordAt != nil {
		word = (*i.LastWordAt)[11:16]
	}
	return fmt.Sprintf("%s %d customers, %d told, %d requests, word %s", i.ID, i.Count, i.Told, i.Requests, word)
}

func (w *world) list(t testing.TB, q contract.IncidentQuery) string {
	t.Helper()
	all, err := w.desk.List(q)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, i := range all.Incidents {
		out = append(out, line(i))
	}
	return strings.Join(out, "; ")
}

func (w *world) wants(t *testing.T, q contract.IncidentQuery, want string) {
	t.Helper()
	if got := w.list(t, q); got != want {
		t.Errorf("%+v:\n%s\nwant\n%s", q, got, want)
	}
}

func TestTheListCountsWhatTheDeskDid(t *testing.T) {
	w := morning(t)
	w.wants(t, contract.IncidentQuery{}, "EX1 4 customers, 0 told, 0 requests, word 10:30; EX2 1 customers, 0 told, 0 requests, word -")
	w.tell(t, 0, "first", false)
	w.tell(t, 0, "update", false)
	w.tell(t, 1, "first", false)
	w.tell(t, 1, "first", true)    // taken back
	w.tell(t, 3, "not-you", false) // which is no word that it is affected
	w.tell(t, 9, "first", false)   // none of those that it affects
	w.about["EX1"] = map[partner.TenantID]requests.Row{storetest.ID(2): {Head: partner.RequestHead{ID: "616"}}, storetest.ID(8): {Head: partner.RequestHead{ID: "617"}}}
	w.wants(t, contract.IncidentQuery{}, "EX1 4 customers, 1 told, 1 requests, word 10:30; EX2 1 customers, 0 told, 0 requests, word -")
	w.wants(t, contract.IncidentQuery{Tag: "VIP"}, "EX1 2 customers, 1 told, 1 requests, word 10:30; EX2 1 customers, 0 told, 0 requests, word -")
	w.wants(t, contract.IncidentQuery{Tag: "North"}, "EX1 1 customers, 0 told, 1 requests, word 10:30")
	if err := w.told.Clear(); err != nil {
		t.Fatal(err)
	}
	w.wants(t, contract.IncidentQuery{Tag: "VIP"}, "EX1 2 customers, 0 told, 1 requests, word 10:30; EX2 1 customers, 0 told, 0 requests, word -")
}

func TestAReportSaysWhatItsCustomerWasToldOfEachIssue(t *testing.T) {
	w := morning(t)
	w.tell(t, 1, "first", false)
	w.tell(t, 2, "first", false)
	w.tell(t, 2, "first", true) // taken back
	for n, want := range map[int]string{0: "", 1: "first", 2: ""} {
		r := contract.HealthReport{TenantID: string(storetest.ID(n)), Services: []contract.ServiceHealth{{Issues: []contract.Issue{{ID: "EX2"}, {ID: "EX1"}}}}}
		issues := w.desk.WithTold(r).Services[0].Issues
		if issues[0].Told != nil {
			t.Errorf("customer %d was told of another: %+v", n, issues[0].Told)
		}
		got := ""
		if issues[1].Told != nil {
			got = issues[1].Told.Template
		}
		if got != want {
			t.Errorf("customer %d was told %q, want %q", n, got, want)
		}
	}
}

func TestWhatWasToldBeforeTheStartCounts(t *testing.T) {
	w := morning(t)
	one := partner.Telling{At: storetest.Day, TenantID: storetest.ID(1), Incident: "EX1", Template: "first", Means: partner.ToldByHand}
	if err := w.journal.Told().Add([]partner.Telling{one}); err != nil {
		t.Fatal(err)
	}
	w.tell(t, 2, "first", false)
	w.wants(t, contract.IncidentQuery{Tag: ""}, "EX1 4 customers, 2 told, 0 requests, word 10:30; EX2 1 customers, 0 told, 0 requests, word -")
}

func TestTheLastWordFollowsTheReport(t *testing.T) {
	w := morning(t)
	w.list(t, contract.IncidentQuery{})
	later := storetest.Day.Add(5 * time.Hour)
	w.add(t, 1, nil, issue("EX1", later, partner.Post{At: later, Text: "It is over soon."}))
	w.wants(t, contract.IncidentQuery{}, "EX1 4 customers, 0 told, 0 requests, word 13:30; EX2 1 customers, 0 told, 0 requests, word -")
}

func TestWhatIsOverForLongIsToldOnlyOfAll(t *testing.T) {
	w := morning(t)
	over := func(id string, days int) catalog.Incident {
		return catalog.Incident{IssueHead: partner.IssueHead{ID: id, Resolved: true, OverSince: time.Now().AddDate(0, 0, -days)}, Teller: storetest.ID(0),
			Customers: []catalog.Affected{{ID: storetest.ID(0), Name: "Customer 00"}}}
	}
	w.all = []catalog.Incident{over("EX3", 2), over("EX4", 29), over("EX5", 31)}
	w.wants(t, contract.IncidentQuery{All: true}, "EX3 1 customers, 0 told, 0 requests, word -; EX4 1 customers, 0 told, 0 requests, word -")
	if one, err := w.desk.One("ex5", contract.IncidentQuery{}); err != nil || one.ID != "EX5" || len(one.Customers) != 1 {
		t.Errorf("one that is over for long is not found: %+v, %v", one, err)
	}
	if _, err := w.desk.One("EX9", contract.IncidentQuery{}); fault.KindOf(err) != fault.Missing {
		t.Errorf("one that nobody has: %v", err)
	}
}

func TestOneIncidentTellsWhatADeskNeedsOfItsCustomers(t *testing.T) {
	w := morning(t)
	w.tell(t, 2, "first", false)
	w.about["EX1"] = map[partner.TenantID]requests.Row{storetest.ID(2): {Head: partner.RequestHead{ID: "616", Title: "EX1", Status: "open"}}}
	last := uint64(0)
	mustAdd := func(e partner.Event) {
		last++
		e.ID = last
		if _, err := w.journal.Events().Add([]partner.Event{e}); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 3 {
		mustAdd(partner.Event{At: storetest.Day.Add(time.Duration(n+1) * time.Minute), TenantID: storetest.ID(n), Kind: partner.EventIncident, What: partner.WasOpened, Subject: "EX1",
			After: "investigating", Since: storetest.Day, Known: n == 0})
	}
	mustAdd(partner.Event{At: storetest.Day.Add(time.Hour), Kind: partner.EventIncident, What: partner.WasUpdated, Subject: "EX1", After: "serviceDegradation", Since: storetest.Day.Add(50 * time.Minute)})
	mustAdd(partner.Event{At: storetest.Day.Add(time.Hour), Kind: partner.EventIncident, What: partner.WasUpdated, Subject: "EX2", After: "serviceDegradation"})

	one, err := w.desk.One("ex1", contract.IncidentQuery{Tag: "vip"})
	if err != nil {
		t.Fatal(err)
	}
	if one.ToldTo != "Customer 02" || len(one.Posts) != 2 || one.Posts[0].Text != "We found it." {
		t.Errorf("the words: of %q, %+v", one.ToldTo, one.Posts)
	}
	if len(one.Tags) != 2 || one.Tags[0].Tag != "North" || one.Tags[1].Count != 2 {
		t.Errorf("tags %+v", one.Tags)
	}
	var steps []string
	for _, s := range one.Steps {
		steps = append(steps, fmt.Sprintf("%s %s %s %d", (*s.At)[11:16], s.What, s.Status, s.Customers))
	}
	if got, want := strings.Join(steps, "; "), "09:20 updated serviceDegradation 0; 08:30 opened investigating 3"; got != want {
		t.Errorf("steps %s, want %s", got, want)
	}
	if len(one.Customers) != 2 {
		t.Fatalf("%d customers", len(one.Customers))
	}
	first, told := one.Customers[0], one.Customers[1]
	if first.Told != nil || first.Request != nil || first.Name != "Customer 00" || first.Tags[0] != "VIP" {
		t.Errorf("the first: %+v", first)
	}
	if told.Told == nil || told.Told.Means != "byHand" || told.Request == nil || told.Request.ID != "616" || told.Phones[0] != "+47 22 0002" ||
		told.Mails[0] != "it@c2.example" || told.Seats == nil || told.Seats.Total != 25 || *told.Seats.Used != 2 || told.Health != "degraded" {
		t.Errorf("the last: %+v", told)
	}
}
