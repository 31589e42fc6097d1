package app

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/message"
)

// told is a window that only notes what it is told.
type told struct {
	quiet
	mu     sync.Mutex
	events []contract.Event
}

func (w *told) Emit(e contract.Event, _ uint64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events = append(w.events, e)
}

// since forgets what was told and says what it was.
func (w *told) since() []contract.Event {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.events
	w.events = nil
	return out
}

// Whoever finds out that there is no network, or that there is one again, the window knows at once; and it is
// no customer's trouble.
func TestTheNetworkIsWhatTheNewestCallOfAnyPartFound(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		w := &told{}
		o.shell = w
		a, _ := o.synced(t)
		defer stop(t, a)
		if s := a.Sync.Status(); s.Link != contract.Online {
			t.Fatalf("after a sync: %+v", s)
		}
		before, err := a.Customers.Overview()
		if err != nil {
			t.Fatal(err)
		}
		who := rows(t, a, contract.CustomerQuery{Health: "healthy"})[0]
		event(t, a, map[string]any{"kind": "link-cut"})
		w.since()
		go func() { _ = a.Sync.Refresh(who.TenantID) }() // a customer is opened
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if s := a.Sync.Status(); s.Link != "offline" || !slices.Contains(w.since(), contract.EventSync) {
			t.Errorf("three seconds after a call that failed: %+v", s)
		}
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		d, err := a.Customers.Get(who.TenantID)
		if err != nil || d.Problem != nil || d.Freshness["health"].Problem == nil || d.Freshness["health"].Problem.Kind != "offline" || d.Health != "healthy" {
			t.Errorf("the customer that was opened: %s, problem %+v, health %+v, %v", d.Health, d.Problem, d.Freshness["health"], err)
		}
		after, err := a.Customers.Overview()
		if err != nil || after.Unreadable != before.Unreadable || after.Read != before.Read || after.NeverRead != before.NeverRead {
			t.Errorf("the counts were %+v and are %+v, %v", before, after, err)
		}
		for _, r := range rows(t, a, contract.CustomerQuery{Problem: true}) {
			if r.TenantID == who.TenantID {
				t.Error("the customer is listed as not readable")
			}
		}
		event(t, a, map[string]any{"kind": "link-restored"})
		w.since()
		desk, err := a.Requests.List(contract.RequestQuery{})
		if err != nil || len(desk.Requests) == 0 {
			t.Fatalf("%+v, %v", desk, err)
		}
		if _, err := a.Requests.Read(desk.Requests[0].TenantID, desk.Requests[0].ID); err != nil { // another part
			t.Fatal(err)
		}
		if s := a.Sync.Status(); s.Link != contract.Online || !slices.Contains(w.since(), contract.EventSync) {
			t.Errorf("after the next success: %+v", s)
		}
	})
}

// A sign-in that is over is said when the first call finds it, not at the next sync.
func TestASignInThatIsOverIsSaidByWhoeverFindsIt(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		w := &told{}
		o.shell = w
		a, _ := o.synced(t)
		defer stop(t, a)
		who := rows(t, a, contract.CustomerQuery{Health: "healthy"})[0]
		time.Sleep(2 * time.Hour) // the access tokens are over, too
		event(t, a, map[string]any{"kind": "tokens-revoked"})
		w.since()
		_ = a.Sync.Refresh(who.TenantID)
		synctest.Wait()
		if s := a.Session.Status(); s.Problem == nil || s.Problem.Kind != "signin" || !slices.Contains(w.since(), contract.EventSession) {
			t.Errorf("%+v", s.Problem)
		}
	})
}

// standing finds the incident EX999 in a list, in which no open one stands behind one that is over.
func standing(t *testing.T, ask func() (contract.Incidents, error)) (found contract.Incident, ok bool) {
	t.Helper()
	all, err := ask()
	if err != nil {
		t.Fatal(err)
	}
	over := false
	for _, i := range all.Incidents {
		if over && i.Open {
			t.Errorf("%s is open and stands behind one that is over", i.ID)
		}
		over = over || !i.Open
		if i.ID == "EX999" {
			found, ok = i, true
		}
	}
	return found, ok
}

// What was trouble in the night is there in the morning, as resolved, and is no trouble any more; a day later it
// is only where all is asked for.
func TestAResolvedIncidentStaysForTheDay(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		sync := func() {
			t.Helper()
			if _, err := a.SyncNow(t.Context(), "", true, nil); err != nil {
				t.Fatal(err)
			}
		}
		event(t, a, map[string]any{"kind": "outage-starts", "service": "Exchange", "issue": "EX999", "customers": 3, "title": "Mail is gone"})
		sync()
		before, err := a.Customers.Overview()
		if err != nil {
			t.Fatal(err)
		}
		if i, ok := standing(t, a.Health.Incidents); !ok || !i.Open || len(i.Customers) != 3 || i.State != "outage" {
			t.Fatalf("while it lasts: %+v", i)
		}
		time.Sleep(4 * time.Hour)
		event(t, a, map[string]any{"kind": "issue-resolved", "issue": "EX999"})
		ended := time.Now()
		time.Sleep(time.Hour)
		sync()
		i, ok := standing(t, a.Health.Incidents)
		if !ok || i.Open || !i.Resolved || i.State != "healthy" || len(i.Customers) != 3 || i.OverSince == nil || *i.OverSince != *contract.Time(ended.UTC().Truncate(time.Second)) {
			t.Errorf("an hour after it was resolved: %v %+v, since %v", ok, i, i.OverSince)
		}
		after, err := a.Customers.Overview()
		if err != nil || after.Incidents != before.Incidents-1 {
			t.Errorf("%d incidents before, %d after, %v", before.Incidents, after.Incidents, err)
		}
		r, err := a.Health.Report(i.Customers[0].TenantID)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, s := range r.Services {
			for _, v := range s.Issues {
				found = found || v.ID == "EX999" && v.Resolved && !v.Open && v.OverSince != nil
			}
		}
		if !found {
			t.Errorf("the report does not hold it: %+v", r)
		}
		time.Sleep(24 * time.Hour)
		if _, ok := standing(t, a.Health.Incidents); ok {
			t.Error("a day later it still stands there, though nothing was read since")
		}
		if i, ok := standing(t, a.Health.AllIncidents); !ok || !i.Resolved {
			t.Errorf("where all is asked for: %v %+v", ok, i)
		}
	})
}

// Unknown is not fine: whoever asks what is wrong hears of how many customers nobody knows.
func TestAnAnswerThatThereIsNoTroubleCountsThoseThatNobodyKnows(t *testing.T) {
	inOffice(t, "consent-mess", func(t *testing.T, o *office) {
		a := o.start(t)
		defer stop(t, a)
		o.signIn(t, a)
		listed(t, a) // the lists, and a few customers
		trouble, err := a.Health.Trouble()
		if err != nil {
			t.Fatal(err)
		}
		incidents, err := a.Health.Incidents()
		if err != nil {
			t.Fatal(err)
		}
		unknown, never := 0, 0
		all := rows(t, a, contract.CustomerQuery{})
		for _, r := range all {
			if r.Health == "unknown" {
				unknown++
			}
			if r.HealthAsOf == nil {
				never++
			}
		}
		want := contract.Unspoken{Total: len(all), Unknown: unknown, NeverRead: never}
		if never == 0 || trouble.Unspoken != want || incidents.Unspoken != want {
			t.Errorf("of %+v: trouble says %+v, incidents %+v", want, trouble.Unspoken, incidents.Unspoken)
		}
	})
}

// A list that could not be read is told beside the rows, by its name and with the remedy, until a sync reads it.
func TestAListThatASyncCouldNotReadIsTold(t *testing.T) {
	inOffice(t, "small", func(t *testing.T, o *office) {
		a, _ := o.synced(t)
		defer stop(t, a)
		if s := a.Sync.Status(); s.Lists == nil || len(s.Lists) != 0 {
			t.Fatalf("all lists were read: %+v", s.Lists)
		}
		const more = 400 // than a sync asks for, with every repetition
		event(t, a, map[string]any{"kind": "server-error", "service": "partnercenter", "count": more})
		if _, err := a.SyncNow(t.Context(), "", false, nil); err != nil {
			t.Fatal(err)
		}
		lists := a.Sync.Status().Lists
		if len(lists) == 0 || !slices.ContainsFunc(lists, func(l contract.SyncFailure) bool { return l.Name == "partnercenter" && l.RemedyKey != "" }) {
			t.Fatalf("%+v", lists)
		}
		for _, l := range lists {
			if key := "sync_list_" + strings.ReplaceAll(l.Name, " ", "_"); message.Of(key).In("fr") == key || l.TenantID != "" {
				t.Errorf("no list, or one without a name: %+v", l)
			}
		}
		for range more {
			if len(a.Sync.Status().Lists) == 0 {
				return
			}
			time.Sleep(time.Hour)
			if _, err := a.SyncNow(t.Context(), "", false, nil); err != nil {
				t.Fatal(err)
			}
		}
		t.Errorf("all lists can be read again, and this is told: %+v", a.Sync.Status().Lists)
	})
}
