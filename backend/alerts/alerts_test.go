package alerts_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"tenantry/backend/alerts"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

var morning = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC) // a Monday

func hours(n float64) time.Time { return morning.Add(time.Duration(n * float64(time.Hour))) }

// read is a customer of which everything was read.
func read(n int, more ...func(*partner.Summary)) *partner.Summary {
	s := &partner.Summary{ID: storetest.ID(n), Name: fmt.Sprintf("Customer %d", n), ListedAt: morning, Health: partner.Healthy}
	fresh := map[partner.Part]partner.Freshness{}
	for _, p := range []partner.Part{partner.PartDetails, partner.PartHealth, partner.PartRequests, partner.PartDelegations, partner.PartSubscriptions} {
		fresh[p] = partner.Freshness{AsOf: morning}
	}
	s.Freshness = partner.AgesOf(fresh)
	for _, f := range more {
		f(s)
	}
	return s
}

func issue(id string, state partner.HealthState) func(*partner.Summary) {
	return func(s *partner.Summary) {
		class := "incident"
		if strings.HasPrefix(id, "AD") {
			class = "advisory"
		}
		s.OpenIssues = append(s.OpenIssues, partner.IssueHead{ID: id, Title: "Mail is late", Service: "Exchange Online", Classification: class, State: state, UpdatedAt: morning})
	}
}

func failing(p *fault.Problem, never bool) func(*partner.Summary) {
	return func(s *partner.Summary) {
		f := partner.Freshness{AsOf: morning, Problem: p}
		if never {
			f.AsOf = time.Time{}
		}
		s.Freshness = partner.AgesOf(map[partner.Part]partner.Freshness{partner.PartDetails: f, partner.PartHealth: f})
	}
}

func due(id string, days float64, next partner.NextStep) func(*partner.Summary) {
	return func(s *partner.Summary) {
		s.Dues = append(s.Dues, partner.Due{ID: id, Title: "Main", At: hours(24 * days), Next: next})
	}
}

type tagged map[partner.TenantID][]string

func customers(tags tagged, all ...*partner.Summary) iter.Seq2[*partner.Summary, []string] {
	return func(yield func(*partner.Summary, []string) bool) {
		for _, s := range all {
			if !yield(s, tags[s.ID]) {
				return
			}
		}
	}
}

func open(t testing.TB) *alerts.Book {
	t.Helper()
	b, err := alerts.Open(memstore.NewJournal().Alerts())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func pass(t testing.TB, b *alerts.Book, at time.Time, all ...*partner.Summary) {
	t.Helper()
	if _, err := b.Judge(alerts.World{Now: at, Customers: customers(nil, all...), Reads: true}, alerts.Rules{}); err != nil {
		t.Fatal(err)
	}
}

// told is what a list says, line by line.
func told(list []partner.Alert) (out []string) {
	for _, a := range list {
		line := fmt.Sprintf("%s %s %v", a.Kind, a.State, a.Level)
		if a.Silenced != "" {
			line += " by " + a.Silenced
		}
		out = append(out, line)
	}
	return out
}

func TestWhatHoldsIsAnAlert(t *testing.T) {
	denied, consent := &fault.Problem{Kind: fault.Denied}, &fault.Problem{Kind: fault.Consent}
	atCustomer := &fault.Problem{Kind: fault.SignIn, Tenant: string(storetest.ID(1))}
	for what, c := range map[string]struct {
		is   *partner.Summary
		want string
	}{
		"nothing":                           {read(1), ""},
		"an outage":                         {read(1, issue("EX1", partner.Outage)), "health new critical"},
		"an incident that is looked into":   {read(1, issue("EX1", partner.Advisory)), "health new warning"},
		"an advisory":                       {read(1, issue("AD1", partner.Advisory)), "health new notice by class"},
		"a service without an incident":     {read(1, func(s *partner.Summary) { s.Bare = []partner.Bare{{ID: "T", Name: "Teams", State: partner.Degraded}} }), "health new warning"},
		"refused":                           {read(1, failing(denied, false)), "access new warning"},
		"no consent, never read":            {read(1, failing(consent, true)), "access new warning"},
		"more proof is wanted there":        {read(1, failing(atCustomer, false)), "access new warning"},
		"our own sign-in is over":           {read(1, failing(&fault.Problem{Kind: fault.SignIn}, false)), ""},
		"no network":                        {read(1, failing(&fault.Problem{Kind: fault.Offline}, false)), ""},
		"the delegation is over":            {read(1, func(s *partner.Summary) { s.Access.Reason = partner.AccessEnded }), "access new warning"},
		"an invitation is no loss":          {read(1, func(s *partner.Summary) { s.Access.Reason = partner.AccessPending }), ""},
		"a delegation ends within a month":  {read(1, due("d", 29, "")), "delegation new notice"},
		"within a week":                     {read(1, due("d", 6, "")), "delegation new warning"},
		"in five weeks":                     {read(1, due("d", 35, "")), ""},
		"a subscription ends":               {read(1, due("s", 20, partner.NextEnds)), "renewal new notice"},
		"it is over and works for long yet": {read(1, due("s", 60, partner.NextGrace)), "renewal new warning"},
		"it is deleted in a year":           {read(1, due("s", 350, partner.NextDeleted)), ""},
		"it is deleted in days":             {read(1, due("s", 3, partner.NextDeleted)), "renewal new critical"},
		"its end is long past":              {read(1, due("s", -10, partner.NextEnds)), ""},
		"Microsoft waits": {read(1, func(s *partner.Summary) {
			s.Requests = []partner.RequestHead{{ID: "6161", Status: partner.AttentionNeeded}}
		}), "request new warning"},
		"a request is worked on":           {read(1, func(s *partner.Summary) { s.Requests = []partner.RequestHead{{ID: "6161", Status: "open"}} }), ""},
		"no list names it, and it is kept": {read(1, func(s *partner.Summary) { s.UnlistedAt = morning }), "gone new warning"},
	} {
		b := open(t)
		pass(t, b, hours(1), c.is)
		if got := strings.Join(told(b.List(true)), ", "); got != c.want {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
}

// An incident of a customer's may stand under two services, and other customers tell of it in other words.
func TestAnIncidentIsOneAlertHoweverManyItAffects(t *testing.T) {
	b := open(t)
	for sync := range 100 {
		var all []*partner.Summary
		for n := range 1 + sync%50 {
			all = append(all, read(n, issue("EX1", partner.Outage), issue("EX1", partner.Outage), func(s *partner.Summary) { s.OpenIssues[0].Title = fmt.Sprint("word ", sync, n) }))
		}
		pass(t, b, hours(float64(sync)/60), all...)
		if l := b.List(true); len(l) != 1 || l[0].Customers != len(all) || l[0].ID != "health-EX1" || l[0].Life != 1 {
			t.Fatalf("sync %d: %+v", sync, l)
		}
	}
	out, err := b.Announce(hours(2), alerts.Rules{})
	if again, _ := b.Announce(hours(2), alerts.Rules{}); len(out) != 1 || len(again) != 0 || err != nil {
		t.Errorf("announced %d, then %d: %v", len(out), len(again), err)
	}
}

// What many wait for stands first: an outage while Microsoft looks into it is not below what ends next week.
func TestAnIncidentAtSeveralCustomersStandsBeforeWhatIsAsBadForOne(t *testing.T) {
	waits := func(s *partner.Summary) {
		s.Requests = []partner.RequestHead{{ID: "6161", Status: partner.AttentionNeeded, Severity: partner.Critical}}
	}
	b := open(t)
	pass(t, b, morning, read(1, waits, issue("EX2", partner.Advisory)), read(2, issue("EX2", partner.Advisory), issue("EX1", partner.Degraded), due("d", 6, "")),
		read(3, issue("EX1", partner.Degraded), issue("EX2", partner.Advisory), issue("EX3", partner.Degraded)))
	var got []string
	for _, a := range b.List(false) {
		got = append(got, a.Subject)
	}
	if want := []string{"EX2", "EX1", "6161", "d", "EX3"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestALife(t *testing.T) {
	b := open(t)
	const id = "health-EX1"
	degraded, outage, well := read(1, issue("EX1", partner.Degraded)), read(1, issue("EX1", partner.Outage)), read(1)
	state := func(step, want string) {
		t.Helper()
		a := b.List(true)[0]
		if got := fmt.Sprintf("%s %s life %d", a.State, a.Why, a.Life); got != want {
			t.Errorf("%s: %s, want %s", step, got, want)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	announced := func() int { out, err := b.Announce(hours(1), alerts.Rules{}); must(err); return len(out) }
	pass(t, b, hours(1), degraded)
	state("it begins", "new began life 1")
	if announced() != 1 {
		t.Error("it was not announced")
	}
	must(b.Acknowledge([]string{"HEALTH-ex1"}))
	pass(t, b, hours(2), degraded)
	state("acknowledged", "acknowledged began life 1")
	pass(t, b, hours(3), outage)
	state("worse", "new worse life 1")
	if announced() != 1 {
		t.Error("that it got worse was not announced")
	}
	must(b.Snooze([]string{id}, hours(5), "  Microsoft\nworks on it ", hours(3)))
	pass(t, b, hours(4), outage)
	state("snoozed", "snoozed worse life 1")
	if a := b.List(true)[0]; a.Reason != "Microsoft works on it" || !a.Until.Equal(hours(5)) || len(b.List(false)) != 0 {
		t.Errorf("%+v", a)
	}
	pass(t, b, hours(5), outage)
	state("the snooze ends", "new woke life 1")
	must(b.Snooze([]string{id}, hours(9), "later", hours(5)))
	must(b.Reopen([]string{id}, hours(5)))
	state("taken back", "new reopened life 1")
	if announced() != 0 {
		t.Error("what the user took back is announced")
	}
	pass(t, b, hours(6), degraded)
	must(b.Snooze([]string{id}, hours(9), "later", hours(6)))
	pass(t, b, hours(7), outage)
	state("a broken snooze", "new worse life 1")
	pass(t, b, hours(8), well)
	state("over", "closed worse life 1")
	if a := b.List(true)[0]; !a.ClosedAt.Equal(hours(8)) || announced() != 0 {
		t.Errorf("%+v", a)
	}
	if err := b.Acknowledge([]string{id}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("of one that is over: %v", err)
	}
	pass(t, b, hours(9), degraded)
	state("again", "new began life 2")
	pass(t, b, hours(10), well)
	pass(t, b, hours(10+31*24), well)
	if got := b.List(true); len(got) != 0 {
		for _, a := range got {
			if a.Kind == partner.AlertHealth {
				t.Errorf("it is told of after a month: %+v", a)
			}
		}
	}
}

func TestAWrongActChangesNothing(t *testing.T) {
	b := open(t)
	pass(t, b, hours(1), read(1, issue("EX1", partner.Degraded)))
	for what, err := range map[string]error{
		"one of two is unknown": b.Acknowledge([]string{"health-EX1", "health-EX2"}),
		"no reason":             b.Snooze([]string{"health-EX1"}, hours(9), " ", hours(1)),
		"a long reason":         b.Snooze([]string{"health-EX1"}, hours(9), strings.Repeat("x", 501), hours(1)),
		"the past":              b.Snooze([]string{"health-EX1"}, hours(1), "later", hours(1)),
	} {
		if k := fault.KindOf(err); k != fault.Invalid && k != fault.Missing {
			t.Errorf("%s: %v", what, err)
		}
	}
	if got := told(b.List(true)); got[0] != "health new warning" {
		t.Error(got)
	}
}

// What is unknown is not over: nobody could look.
func TestWhatCannotBeReadIsNotOver(t *testing.T) {
	never := read(1, func(s *partner.Summary) { s.Freshness = nil })
	denied := read(1, failing(&fault.Problem{Kind: fault.Denied}, false))
	for what, c := range map[string]struct {
		before, after *partner.Summary
		want          partner.AlertState
	}{
		"the incident, and the cache was lost":      {read(1, issue("EX1", partner.Outage)), never, partner.AlertNew},
		"an end, likewise":                          {read(1, due("d", 5, "")), never, partner.AlertNew},
		"a refusal, and then there is no network":   {denied, read(1, failing(&fault.Problem{Kind: fault.Offline}, false)), partner.AlertNew},
		"a refusal, and then the service fails":     {denied, read(1, failing(&fault.Problem{Kind: fault.Upstream}, false)), partner.AlertNew},
		"a refusal, and then it answers":            {denied, read(1), partner.AlertClosed},
		"the incident, and it was read":             {read(1, issue("EX1", partner.Outage)), read(1), partner.AlertClosed},
		"nobody is listed: nobody may be signed in": {denied, nil, partner.AlertNew},
	} {
		b := open(t)
		pass(t, b, hours(1), c.before)
		if c.after == nil {
			pass(t, b, hours(2))
		} else {
			pass(t, b, hours(2), c.after)
		}
		if l := b.List(true); len(l) != 1 || l[0].State != c.want {
			t.Errorf("%s: %v", what, told(l))
		}
	}
}

func TestCustomersComeAndGo(t *testing.T) {
	came := func(n int, at float64, what partner.EventWhat) partner.Event {
		return partner.Event{At: hours(at), TenantID: storetest.ID(n), Name: "Contoso", Kind: partner.EventCustomer, What: what}
	}
	judge := func(b *alerts.Book, at float64, listing []partner.Event, all ...*partner.Summary) string {
		if _, err := b.Judge(alerts.World{Now: hours(at), Customers: customers(nil, all...), Listing: listing, Reads: true}, alerts.Rules{StaleHours: 700}); err != nil {
			t.Fatal(err)
		}
		return strings.Join(told(b.List(true)), ", ")
	}
	b := open(t)
	left := []partner.Event{came(2, 1, partner.Disappeared)}
	for _, step := range []struct {
		at      float64
		listing []partner.Event
		here    []*partner.Summary
		want    string
	}{
		{1, left, []*partner.Summary{read(1)}, "gone new warning"},
		{2, left, []*partner.Summary{read(1)}, "gone new warning"},
		{3, append([]partner.Event{came(2, 3, partner.Appeared)}, left...), []*partner.Summary{read(1), read(2)}, "came new notice, gone closed warning"},
		{24 * 8, append([]partner.Event{came(2, 3, partner.Appeared)}, left...), []*partner.Summary{read(1), read(2)}, "came closed notice, gone closed warning"},
	} {
		if got := judge(b, step.at, step.listing, step.here...); got != step.want {
			t.Errorf("at %v: %s, want %s", step.at, got, step.want)
		}
	}
}

func TestNothingReadForLongIsAnAlertWhereItCouldHaveBeen(t *testing.T) {
	b := open(t)
	judge := func(at float64, reads bool, of *partner.Summary) string {
		if _, err := b.Judge(alerts.World{Now: hours(at), Customers: customers(nil, of), Reads: reads}, alerts.Rules{}); err != nil {
			t.Fatal(err)
		}
		return strings.Join(told(b.List(true)), ", ")
	}
	fresh := read(1, func(s *partner.Summary) { s.ListedAt = hours(80) })
	for _, step := range []struct {
		at    float64
		reads bool
		of    *partner.Summary
		want  string
	}{
		{23, true, read(1), ""}, {25, false, read(1), ""}, {25, true, read(1), "stale new warning"}, {26, false, read(1), "stale new warning"},
		{73, true, read(1), "stale new critical"}, {80, true, fresh, "stale closed critical"},
	} {
		if got := judge(step.at, step.reads, step.of); got != step.want {
			t.Errorf("after %v hours, reads %v: %q, want %q", step.at, step.reads, got, step.want)
		}
	}
}

// Whatever is an alert is said in both languages, and nothing that it was not told.
func TestEveryAlertHasWords(t *testing.T) {
	for _, kind := range partner.AlertKinds() {
		for _, next := range []string{"", "degraded", "outage", "ends", "grace", "deleted"} {
			a := partner.Alert{ID: "x", Kind: kind, Name: "Contoso", Subject: "EX1", Title: "Mail is late", Service: "Teams", At: morning, Next: next}
			m := alerts.Words(a)
			for _, l := range []message.Language{message.English, "fr"} {
				if text := m.In(l); text == "" || strings.ContainsAny(text, "{}") {
					t.Errorf("%s %s in %s: %q", kind, next, l, text)
				}
			}
		}
	}
	if got := alerts.Words(partner.Alert{ID: "new-kind-1", Kind: "new-kind"}).String(); got != "new-kind-1" {
		t.Error(got)
	}
	if ids := slices.Compact([]string{alerts.Words(partner.Alert{Kind: partner.AlertHealth, Next: "outage", Service: "Teams", Name: "Contoso"}).In("fr")}); ids[0] != "Teams est interrompu chez Contoso, sans qu’un incident ne l’explique" {
		t.Error(ids)
	}
}
