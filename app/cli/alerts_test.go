package cli

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tenantry/app"
	"tenantry/backend/simcloud"
)

// alerts are those that a list has, by their ids.
func (d *desk) alerts(args ...string) map[string]map[string]any {
	d.t.Helper()
	out := map[string]map[string]any{}
	for _, a := range d.reads(append([]string{"alerts"}, args...)...)["alerts"].([]any) {
		one := a.(map[string]any)
		out[one["id"].(string)] = one
	}
	return out
}

// A day at the desk: an outage over many customers is one alert, whatever is read and done meanwhile.
func TestAnAlertLivesFromTheOutageToItsEnd(t *testing.T) {
	d := newDesk(t)
	d.startCloud(60)
	d.signIn()
	d.types("sync") // in part: some customers of the demo refuse
	const id = "health-EX999"
	stands := func(step, want string) {
		t.Helper()
		a := d.alerts("--all")[id]
		if got := fmt.Sprintf("%v %v %v of %v, life %v", a["state"], a["severity"], a["why"], a["customers"], a["life"]); got != want {
			t.Errorf("%s: %s, want %s", step, got, want)
		}
	}
	outage := func(customers int, status string) {
		t.Helper()
		d.happens(simcloud.Event{Kind: "outage-starts", Service: "Exchange", Issue: "EX999", Customers: customers, Title: "Mail is gone", Status: status})
		d.types("sync", "--full")
	}
	if before := d.alerts("--all"); before[id] != nil {
		t.Fatal("it holds already: this tells nothing")
	}
	outage(12, "serviceDegradation")
	stands("it begins", "new warning began of 12, life 1")
	if a := d.alerts()[id]; a == nil || a["incidentId"] != "EX999" || a["tenantId"] != nil || a["title"] != "EX999: Mail is gone" {
		t.Errorf("%v", a)
	}
	said := d.must(d.types("alerts", "ack", id)).out
	if !strings.Contains(said, id+": Acknowledged") {
		t.Error(said)
	}
	d.types("sync", "--full")
	stands("acknowledged", "acknowledged warning began of 12, life 1")
	if d.alerts()[id] != nil {
		t.Error("it still asks for somebody")
	}
	a := d.holds(app.Options{}) // the window: it is asked from now on
	outage(20, "serviceInterruption")
	stands("worse", "new critical worse of 20, life 1")
	d.must(d.types("alerts", "snooze", id, "--until", "2h", "--reason", "Microsoft works on it"))
	if one := d.alerts("--all")[id]; one["state"] != "snoozed" || one["reason"] != "Microsoft works on it" {
		t.Errorf("%v", one)
	}
	if until, err := time.Parse(time.RFC3339, d.alerts("--all")[id]["until"].(string)); err != nil || time.Until(until) > 2*time.Hour || time.Until(until) < time.Hour {
		t.Errorf("until %v: %v", until, err)
	}
	d.must(d.types("alerts", "reopen", strings.ToUpper(id)))
	stands("taken back", "new critical reopened of 20, life 1")
	d.happens(simcloud.Event{Kind: "issue-resolved", Issue: "EX999"})
	d.types("sync", "--full")
	stands("over", "closed critical reopened of 20, life 1")
	if r := d.types("alerts", "ack", id); r.code != 2 || !strings.Contains(r.err, "is over") {
		t.Errorf("%+v", r)
	}
	tenant := d.customer()
	d.happens(simcloud.Event{Kind: "delegation-expires", TenantID: tenant})
	d.types("sync", "--full")
	lost := 0
	for _, one := range d.alerts() {
		if one["kind"] == "access" && one["tenantId"] == tenant {
			lost++
		}
	}
	if n, err := a.Alerts.Count(); lost != 1 || err != nil || n.New != len(d.alerts()) {
		t.Errorf("%d alerts of the access that was lost; %+v, %v", lost, n, err)
	}
}

func TestARuleIsSetShownAndSilencesWithItsName(t *testing.T) {
	d := newDesk(t)
	d.startCloud(20)
	d.signIn()
	d.types("sync")
	d.happens(simcloud.Event{Kind: "outage-starts", Service: "Exchange", Issue: "EX999", Customers: 3, Title: "Mail is gone"})
	d.types("sync", "--full")
	set := d.reads("alerts", "rules", "--never-services", "exchange online", "--quiet", "mon,fri/22:00-07:00", "--off", "came")
	if fmt.Sprint(set["neverServices"], set["off"], set["warnDays"]) != "[exchange online] [came] 0" {
		t.Errorf("%v", set)
	}
	if d.alerts()["health-EX999"] != nil || d.alerts("--all")["health-EX999"]["silencedBy"] != "service" {
		t.Errorf("%v", d.alerts("--all")["health-EX999"])
	}
	page := d.must(d.types("alerts", "rules", "--off", "")).out
	if !strings.Contains(page, "mon,fri/22:00-07:00") || !strings.Contains(page, "exchange online") || strings.Contains(page, "came") {
		t.Error(page)
	}
	d.must(d.types("alerts", "rules", "--reset"))
	if d.alerts()["health-EX999"] == nil {
		t.Error("it is silent still")
	}
	for _, wrong := range [][]string{{"rules", "--off", "helth"}, {"rules", "--quiet", "25:00-07:00"}, {"rules", "--class", "none"}, {"rules", "--warn-days", "999"},
		{"snooze", "health-EX999", "--until", "yesterday", "--reason", "x"}, {"snooze", "health-EX999", "--until", "2020-01-01", "--reason", "x"},
		{"snooze", "health-EX999", "--until", "2h"}, {"ack"}} {
		if r := d.types(append([]string{"alerts"}, wrong...)...); r.code != 2 {
			t.Errorf("%v: exit %d %s", wrong, r.code, r.err)
		}
	}
	if r := d.types("alerts", "ack", "health-EX1"); r.code != 1 || !strings.Contains(r.err, "alerts --all") {
		t.Errorf("%+v", r)
	}
	if names := d.types("__complete", "alerts", "ack", "").out; !strings.Contains(names, "health-EX999") {
		t.Error(names)
	}
}
