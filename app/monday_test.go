package app

import (
	"net/http"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/simcloud"
)

// mailOutage is the incident that spreads on a bad Monday.
const mailOutage = "EX1141022"

// morning starts the program where a bad Monday begins; until passes the time until a minute of it.
func morning(t *testing.T, o *office) (a *App, until func(minute int)) {
	t.Helper()
	begin := time.Date(2000, 1, 3, 8, 0, 0, 0, time.UTC)
	time.Sleep(time.Until(begin.Add(20 * time.Second)))
	s, ok := simcloud.ScenarioNamed("bad-monday")
	if !ok {
		t.Fatal("no bad Monday")
	}
	o.sim = simcloud.New(s, demoSeed, simcloud.Options{AutoApprove: true, Story: true})
	o.cloud.Transport = o.sim.Transport()
	a = o.start(t)
	o.signIn(t, a)
	return a, func(minute int) { time.Sleep(time.Until(begin.Add(time.Duration(minute)*time.Minute + 5*time.Second))) }
}

// look is what the program must say at a minute of the morning.
type look struct {
	minute, affected, ill int // customers with the open outage; with any trouble at Exchange
	alarm                 int // customers with the false alarm, while it is open
	unreadable            int // the one that refuses us
}

// TestABadMondayIsSeenAsItIs plays the morning before the program: it counts those that are affected, tells whose fault
// is whose, and takes a network that fails for nothing else.
func TestABadMondayIsSeenAsItIs(t *testing.T) {
	inOffice(t, "bad-monday", func(t *testing.T, o *office) {
		a, until := morning(t, o)
		defer stop(t, a)
		own := ""
		for _, x := range []look{
			{minute: 1, affected: 4, ill: 4}, {minute: 6, affected: 16, ill: 16}, {minute: 13, affected: 39, ill: 39, alarm: 40},
			{minute: 21, affected: 60, ill: 60, alarm: 40, unreadable: 1}, {minute: 32, affected: 60, ill: 60, alarm: 40, unreadable: 1},
			{minute: 45, affected: 60, ill: 60, unreadable: 1}, {minute: 72, ill: 48}, {minute: 85},
		} {
			until(x.minute)
			report, err := a.SyncNow(t.Context(), "", true, nil)
			switch offline := fault.KindOf(err) == fault.Offline || report.Error != nil && report.Error.Kind == string(fault.Offline); {
			case offline != (x.minute == 32), err != nil && !offline:
				t.Errorf("minute %d: %+v, %v", x.minute, report, err)
			case time.Now().Second() > 55: // or the next minute is seen in part
				t.Errorf("minute %d: the sync took until %v", x.minute, time.Now())
			}
			own = x.customers(t, a, own)
			x.outage(t, a)
		}
		if own == "" {
			t.Error("nobody refused us")
		}
	})
}

// customers compares the list. own is the customer that refused us before, and comes back as the one that does.
func (x look) customers(t *testing.T, a *App, own string) string {
	t.Helper()
	ill := map[string]int{}
	for _, row := range rows(t, a, contract.CustomerQuery{}) {
		if row.Problem != nil {
			if x.unreadable == 0 || own != "" && row.TenantID != own || row.Problem.Kind != string(fault.Denied) {
				t.Errorf("minute %d: %s: %+v", x.minute, row.Name, row.Problem)
			}
			own = row.TenantID
		}
		kept, err := a.Health.Report(row.TenantID)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range kept.Services {
			if s.State != "healthy" {
				ill[s.ID]++
			}
		}
	}
	if ill["Exchange"] != x.ill || ill["microsoftteams"] != x.alarm || len(ill) > 2 {
		t.Errorf("minute %d: trouble %v, want %d at Exchange, %d at Teams", x.minute, ill, x.ill, x.alarm)
	}
	if s, err := a.Customers.Overview(); err != nil || s.Customers != 250 || s.Read != 250-x.unreadable || s.Unreadable != x.unreadable || s.NeverRead != 0 {
		t.Errorf("minute %d: %+v, %v", x.minute, s, err)
	}
	if s := a.Session.Status(); !s.SignedIn || s.Problem != nil {
		t.Errorf("minute %d: %+v", x.minute, s)
	}
	return own
}

// outage compares the incident that spreads. Once it is over it stays listed as that.
func (x look) outage(t *testing.T, a *App) {
	t.Helper()
	all, err := a.Health.Incidents()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all.Incidents, func(i contract.Incident) bool { return i.ID == mailOutage })
	if i < 0 {
		t.Fatalf("minute %d: no outage in %v", x.minute, all.Incidents)
	}
	mail := all.Incidents[i]
	if mail.Open != (x.minute < 70) || mail.Resolved == mail.Open || mail.Open && len(mail.Customers) != x.affected || *mail.StartsAt != "2000-01-03T08:00:00Z" {
		t.Errorf("minute %d: %d customers, want %d: %+v", x.minute, len(mail.Customers), x.affected, mail)
	}
}

// TestEachDemoHasAFolderOfItsOwn: that of the usual one is where it always was.
func TestEachDemoHasAFolderOfItsOwn(t *testing.T) {
	place := t.TempDir()
	for scenario, want := range map[string]string{"": filepath.Join(place, "demo"), "demo": filepath.Join(place, "demo"),
		"bad-monday": filepath.Join(place, "demo", "bad-monday"), "quiet": filepath.Join(place, "demo", "quiet")} {
		if o, err := (Demo{Scenario: scenario}).Options(Options{Home: place}); err != nil || o.Home != want {
			t.Errorf("%q lies in %s, want %s; %v", scenario, o.Home, want, err)
		}
	}
	if _, err := (Demo{Scenario: "../profiles"}).Options(Options{Home: place}); err == nil {
		t.Error("an unknown scenario has a demo")
	}
}

// TestADemoTakesTheTimeThatItIsHanded: its story is as far as the clock says.
func TestADemoTakesTheTimeThatItIsHanded(t *testing.T) {
	at := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	o, err := Demo{Scenario: "bad-monday", Now: func() time.Time { return at }}.Options(Options{Home: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	for minute, cut := range map[int]bool{0: false, 31: true, 35: false} {
		at = time.Date(2026, 11, 23, 8, minute, 0, 0, time.UTC)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, o.Cloud.Graph+"/v1.0/organization", nil)
		if err != nil {
			t.Fatal(err)
		}
		a, err := o.Cloud.Transport.RoundTrip(r)
		if err == nil {
			_ = a.Body.Close()
		}
		if cut != (err != nil) {
			t.Errorf("minute %d: %v", minute, err)
		}
	}
}
