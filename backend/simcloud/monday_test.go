package simcloud

import (
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"tenantry/backend/simcloud/httpd"
	"tenantry/backend/simcloud/world"
)

// morning is a client on a bad Monday, whose time only events move.
type morning struct {
	*client
	minute int
}

func badMonday(t *testing.T, customers int, seed uint64) *morning {
	t.Helper()
	s, ok := ScenarioNamed("bad-monday")
	if !ok {
		t.Fatal("no bad Monday")
	}
	s.Customers = customers
	start := time.Date(2026, 11, 23, 8, 0, 41, 0, time.UTC)
	m := &morning{client: clientOf(t, New(s, seed, Options{AutoApprove: true, Story: true, Now: func() time.Time { return start }}))}
	m.signIn()
	return m
}

// passes moves the cloud on to a minute, as a trainer does.
func (m *morning) passes(minute int) {
	m.t.Helper()
	if minute > m.minute {
		m.happen(Event{Kind: "minutes", Minutes: minute - m.minute})
	}
	if m.minute = minute; m.cloud.State().Minute != minute {
		m.t.Fatalf("the cloud is at minute %d, not %d", m.cloud.State().Minute, minute)
	}
	m.token = map[string]string{} // those of before have run out sooner or later
}

// read is what the overview of every customer says of a service, with its issues; "refused" of who keeps us out.
func (m *morning) read(service string) (statuses map[string][]int, issues map[int]map[string]any) {
	m.t.Helper()
	statuses, issues = map[string][]int{}, map[int]map[string]any{}
	for i := range m.cloud.world.Len() {
		tenant := m.cloud.world.ID(i)
		if r := m.redeem(tenant, m.scope(Graph)); r.status != http.StatusOK {
			if n, _ := m.aadsts(r); n != 53003 {
				m.t.Errorf("minute %d: customer %d: AADSTS%d", m.minute, i, n)
			}
			statuses["refused"] = append(statuses["refused"], i)
			continue
		}
		o := m.want(m.graph(tenant, "/admin/serviceAnnouncement/healthOverviews/"+service+"?$expand=issues"), 200).json(m.t)
		status := o["status"].(string)
		status = strings.ToLower(status[:1]) + status[1:]
		statuses[status] = append(statuses[status], i)
		list := o["issues"].([]any)
		if len(list) > 1 {
			m.t.Errorf("minute %d: customer %d has %d issues of %s", m.minute, i, len(list), service)
		}
		if len(list) == 1 {
			issues[i] = list[0].(map[string]any)
		}
	}
	return statuses, issues
}

// samePost compares all but the spelling of enums, which differs by customer.
func samePost(a, b any) bool {
	one, other := a.(map[string]any), b.(map[string]any)
	return one["createdDateTime"] == other["createdDateTime"] && one["description"].(map[string]any)["content"] == other["description"].(map[string]any)["content"]
}

func TestABadMondayIsReadMinuteByMinute(t *testing.T) {
	for _, seed := range []uint64{1, 2} {
		m, struck, refused := badMonday(t, 50, seed), map[int]bool{}, map[int]bool{}
		var posts []any
		for minute := range 86 {
			if m.passes(minute); minute >= 30 && minute < 34 {
				continue
			}
			statuses, issues := m.read("Exchange")
			first := map[string]any(nil)
			for i, is := range issues {
				if struck[i] = true; first == nil {
					first = is
				}
				if is["id"] != first["id"] || is["startDateTime"] != "2026-11-23T08:00:00Z" || is["isResolved"] != (minute >= 70) {
					t.Errorf("seed %d, minute %d: %v", seed, minute, is)
				}
			}
			if len(issues) != len(struck) {
				t.Errorf("seed %d, minute %d: %d have the issue, %d had it before", seed, minute, len(issues), len(struck))
			}
			if now := first["posts"].([]any); len(now) < len(posts) || !slices.EqualFunc(posts, now[:len(posts)], samePost) {
				t.Errorf("seed %d, minute %d: %d posts became %d", seed, minute, len(posts), len(now))
			} else {
				posts = now
			}
			if own := statuses["refused"]; len(own) != 0 {
				refused[own[0]] = true
			}
			if want := minute >= 15 && minute < 60; want != (len(statuses["refused"]) == 1) || len(statuses["refused"]) > 1 {
				t.Errorf("seed %d, minute %d: %v refuse us", seed, minute, statuses["refused"])
			}
			well := len(statuses["serviceOperational"]) + len(statuses["serviceRestored"]) + len(statuses["refused"])
			ill := len(struck)
			if minute >= 70 {
				ill = 12 - 12*min(minute-70, 10)/10
				if len(statuses["restoringService"]) != ill {
					t.Errorf("seed %d, minute %d: %v", seed, minute, statuses)
				}
			}
			if well != 50-ill {
				t.Errorf("seed %d, minute %d: %d are well, want %d: %v", seed, minute, well, 50-ill, statuses)
			}
		}
		if len(struck) != 12 || len(posts) != 6 || len(refused) != 1 {
			t.Errorf("seed %d: %d were struck, %d posts, %d refused us", seed, len(struck), len(posts), len(refused))
		}
		for i := range refused {
			if struck[i] {
				t.Errorf("seed %d: customer %d has two faults", seed, i)
			}
		}
	}
}

func TestTheOutageHasItsShareOfAnyNumberOfCustomers(t *testing.T) {
	for customers, want := range map[int][]int{250: {2, 22, 60}, 1000: {8, 88, 240}} {
		m := badMonday(t, customers, 5)
		for k, minute := range []int{0, 8, 21} {
			m.passes(minute)
			if _, issues := m.read("Exchange"); len(issues) != want[k] {
				t.Errorf("%d customers, minute %d: %d have it, want %d", customers, minute, len(issues), want[k])
			}
		}
		_, issues := m.read("microsoftteams")
		if want := customers * 160 / 1000; len(issues) != want {
			t.Errorf("%d customers: %d have the false alarm, want %d", customers, len(issues), want)
		}
	}
}

func TestTheFalseAlarmIsWithdrawnInMicrosoftsWords(t *testing.T) {
	for minute, status := range map[int]string{7: "", 8: "investigating", 22: "falsePositive"} {
		m := badMonday(t, 50, 1)
		m.passes(minute)
		statuses, issues := m.read("microsoftteams")
		if status == "" && len(issues) != 0 || status != "" && (len(issues) != 8 || len(statuses[status]) != 8) {
			t.Errorf("minute %d: %d issues; %v", minute, len(issues), statuses)
		}
	}
	m := badMonday(t, 50, 1)
	m.passes(90)
	_, issues := m.read("microsoftteams")
	for _, is := range issues {
		posts := is["posts"].([]any)
		last := posts[len(posts)-1].(map[string]any)["description"].(map[string]any)["content"].(string)
		if is["endDateTime"] != "2026-11-23T08:22:00Z" || is["isResolved"] != true || !strings.Contains(last, "false positive") {
			t.Errorf("%v: %s", is, last)
		}
	}
}

func TestOurOwnNetworkFailsAndComesBack(t *testing.T) {
	for minute, cut := range map[int]bool{29: false, 30: true, 33: true, 34: false} {
		m := badMonday(t, 12, 1)
		m.passes(minute)
		for _, s := range httpd.Services {
			a, err := m.http.Do(m.request("GET", m.cloud.Endpoints().of(s)+"/", ""))
			var op *net.OpError
			if answered := err == nil; answered {
				_ = a.Body.Close()
				if cut {
					t.Errorf("minute %d: %s answers", minute, s)
				}
			} else if !cut || !errors.As(err, &op) || op.Op != "dial" {
				t.Errorf("minute %d: %s: %v", minute, s, err)
			}
		}
		m.want(m.do(m.request("GET", m.cloud.Endpoints().Login+"/_control/state", "")), 200)
	}
	m := badMonday(t, 12, 1)
	m.passes(31)
	server, err := m.cloud.Listen(t.Context(), "127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	web := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	if a, err := web.Do(m.request("GET", server.Endpoints.Graph+"/v1.0/organization", "")); err == nil {
		_ = a.Body.Close()
		t.Error("served on loopback, it answers")
	}
	if status, state := get(t, web, server.Endpoints.Login+"/_control/state"); status != 200 || !strings.Contains(state, `"scenario":"bad-monday","minute":31`) {
		t.Errorf("control: %d %s", status, state)
	}
	a, err := web.Post(server.Endpoints.Login+"/_control/event", "text/plain;charset=UTF-8", strings.NewReader(`{"kind":"minutes","minutes":5}`))
	if err != nil || a.StatusCode != 200 {
		t.Fatalf("%v, %v", a, err)
	}
	_ = a.Body.Close()
	if status, _ := get(t, web, server.Endpoints.Graph+"/v1.0/organization"); status != 401 || m.cloud.State().Minute != 36 {
		t.Errorf("five minutes later: %d, minute %d", status, m.cloud.State().Minute)
	}
}

// TestATokenFromBeforeIsNoWayAroundTheRefusal: what the customer's policy refuses is refused with a token that was good, too;
// and a trainer may mend it sooner.
func TestATokenFromBeforeIsNoWayAroundTheRefusal(t *testing.T) {
	m := badMonday(t, 50, 1)
	m.passes(14)
	for i := range m.cloud.world.Len() {
		m.bearer(m.cloud.world.ID(i), Graph)
	}
	good, own := m.token, -1
	m.passes(15)
	m.token = good
	for i := range m.cloud.world.Len() {
		switch r := m.graph(m.cloud.world.ID(i), "/admin/serviceAnnouncement/healthOverviews"); {
		case r.status == http.StatusForbidden && own < 0:
			own = i
		case r.status != http.StatusOK:
			t.Errorf("customer %d: %d", i, r.status)
		}
	}
	if own < 0 || m.cloud.customers.Access(own) != world.Blocked {
		t.Fatalf("customer %d refuses us", own)
	}
	m.happen(Event{Kind: "access-allowed", TenantID: m.cloud.world.ID(own)})
	m.want(m.graph(m.cloud.world.ID(own), "/admin/serviceAnnouncement/healthOverviews"), 200)
}

func TestWithoutItsStoryABadMondayIsAQuietDay(t *testing.T) {
	s, _ := ScenarioNamed("bad-monday")
	s.Customers = 12
	c := clientOf(t, New(s, 1, Options{AutoApprove: true}))
	c.signIn()
	c.happen(Event{Kind: "minutes", Minutes: 31})
	for i := range c.cloud.world.Len() {
		if status, n := c.health(c.cloud.world.ID(i), "Exchange"); status != "serviceoperational" || n != 0 {
			t.Errorf("customer %d: %s, %d issues", i, status, n)
		}
	}
}

func TestTheClockOfEverythingMovesOn(t *testing.T) {
	m := badMonday(t, 12, 1)
	tenant := m.cloud.world.ID(0)
	m.want(m.graph(tenant, "/organization"), 200)
	before := m.do(m.request("GET", m.cloud.Endpoints().Login+"/_control/state", "")).header.Get("Date")
	m.happen(Event{Kind: "minutes", Minutes: 60})
	m.want(m.graph(tenant, "/organization"), 401) // the token lives for an hour
	after := m.do(m.request("GET", m.cloud.Endpoints().Login+"/_control/state", "")).header.Get("Date")
	a, _ := http.ParseTime(before)
	b, _ := http.ParseTime(after)
	if a.IsZero() || b.Sub(a) != time.Hour {
		t.Errorf("the answers are of %q and %q", before, after)
	}
	if is := m.cloud.State(); is.Scenario != "bad-monday" || is.Minute != 60 {
		t.Errorf("%+v", is)
	}
}
