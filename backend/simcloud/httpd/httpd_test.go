package httpd

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func query(method, address string) *Query {
	return NewQuery(Graph, httptest.NewRequest(method, address, nil), noon)
}

func TestARouterFindsByMethodAndShape(t *testing.T) {
	r := &Router{Lost: func(_ *Query, status int) Answer { return Answer{Status: status} }}
	r.Handle("GET", "/v1.0/things/first", func(*Query) Answer { return Answer{Status: 201} })
	r.Handle("GET", "/v1.0/things/{}", func(*Query) Answer { return Answer{Status: 202} })
	r.Handle("GET", "/v1.0/things(key='{}')", func(*Query) Answer { return Answer{Status: 203} })
	for _, x := range []struct {
		method, path string
		status       int
		args, route  string
	}{
		{"GET", "/v1.0/things/first", 201, "", "GET /v1.0/things/first"},
		{"GET", "/V1.0/THINGS/First/", 201, "", "GET /v1.0/things/first"},
		{"GET", "/v1.0/things/Second", 202, "Second", "GET /v1.0/things/{}"},
		{"GET", "/v1.0/Things(Key='K')", 203, "K", "GET /v1.0/things(key='{}')"},
		{"GET", "/v1.0/things(key='')", 404, "", "GET (unknown)"},
		{"PUT", "/v1.0/things/Second", 405, "", "PUT (unknown)"},
		{"GET", "/v1.0/things/a/b", 404, "", "GET (unknown)"},
	} {
		q := query(x.method, x.path)
		if a := r.Serve(q); a.Status != x.status || strings.Join(q.Args, " ") != x.args || q.Route != x.route {
			t.Errorf("%s %s: %d, %v, %q; want %+v", x.method, x.path, a.Status, q.Args, q.Route, x)
		}
	}
}

func TestTheDoorStandsBeforeEveryHandlerAndNotBeforeWhatIsLost(t *testing.T) {
	r := &Router{Before: func(*Query) (Answer, bool) { return Answer{Status: 401}, false }, Lost: func(_ *Query, status int) Answer { return Answer{Status: status} }}
	r.Handle("GET", "/a", func(*Query) Answer { return Answer{Status: 200} })
	if a := r.Serve(query("GET", "/a")); a.Status != 401 {
		t.Errorf("status %d", a.Status)
	}
	if a := r.Serve(query("GET", "/b")); a.Status != 404 {
		t.Errorf("status %d", a.Status)
	}
}

func TestLimitsCountAlsoWhileTheyThrottle(t *testing.T) {
	var l Limits
	spend := func(after time.Duration, units int) time.Duration {
		return l.Spend(Limit{Of: "x"}, noon.Add(after), 10*time.Second, 5, units)
	}
	for _, x := range []struct {
		after time.Duration
		units int
		wait  time.Duration
	}{{0, 5, 0}, {time.Second, 1, 9 * time.Second}, {9 * time.Second, 1, time.Second}, {10 * time.Second, 5, 0}, {11 * time.Second, 1, 9 * time.Second}} {
		if wait := spend(x.after, x.units); wait != x.wait {
			t.Errorf("after %v: wait %v, want %v", x.after, wait, x.wait)
		}
	}
	if wait := l.Spend(Limit{Of: "y"}, noon, time.Second, 1, 1); wait != 0 {
		t.Errorf("another limit waits %v", wait)
	}
}

func TestTroubleHappensSoOftenAndWhereItWasAskedFor(t *testing.T) {
	var tr Trouble
	get, put := query("GET", "/"), query("PUT", "/")
	tr.LoseAnswers("", 1)
	if tr.LosesAnswer(get) || !tr.LosesAnswer(put) || tr.LosesAnswer(put) {
		t.Error("without a service one answer of a write is lost, and no other")
	}
	tr.LoseRequests(Graph, 2)
	if tr.LosesRequest(&Query{Request: get.Request, Service: Azure}) || !tr.LosesRequest(get) || !tr.LosesRequest(put) || tr.LosesRequest(get) {
		t.Error("two requests of the service are lost, reading or writing")
	}
	tr.SpoilWrites(Graph, 2)
	if a, b, c, d := tr.Spoils(get), tr.Spoils(put), tr.Spoils(put), tr.Spoils(put); a != 0 || b != 503 || c != 500 || d != 0 {
		t.Errorf("spoilt: %d %d %d %d", a, b, c, d)
	}
	tr.Throttle(Graph, 1, 7*time.Second)
	if a, b := tr.Throttled(get), tr.Throttled(get); a != 7*time.Second || b != 0 {
		t.Errorf("throttled: %v %v", a, b)
	}
	tr.Fail(Graph, 1)
	if !tr.Fails(get) || tr.Fails(get) {
		t.Error("one answer fails")
	}
	tr.Cut(true)
	if !tr.LinkIsCut() {
		t.Error("the link is not cut")
	}
}

func TestACursorLeadsBackToItsPlaceAndNothingElseDoes(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		at, page := rapid.Int().Draw(r, "at"), rapid.Int().Draw(r, "page")
		var x, y int
		if !ReadCursor(Cursor("list %d %d", at, page), "list %d %d", &x, &y) || x != at || y != page {
			r.Errorf("read %d %d, want %d %d", x, y, at, page)
		}
		if other := Cursor("other %d", at); ReadCursor(other, "list %d %d", &x, &y) {
			r.Errorf("the cursor of another list was read: %s", other)
		}
		if text := rapid.StringMatching(`[a-zA-Z0-9+/=]{0,12}`).Draw(r, "text"); ReadCursor(text, "list %d %d", &x, &y) {
			r.Errorf("%q was read", text)
		}
	})
}

func TestALinkKeepsTheDollarsAndTheClientsAddress(t *testing.T) {
	q := query("GET", "http://graph.test:81/v1.0/a?$top=2")
	if got := q.Link("/v1.0/a", url.Values{"$top": {"2"}, "x": {"$"}}); got != "http://graph.test:81/v1.0/a?$top=2&x=$" {
		t.Errorf("link %s", got)
	}
}

func TestAHeaderIsRepeatedOrMadeUp(t *testing.T) {
	q := query("GET", "/")
	q.Header.Set("mine", "abc")
	if q.Echo("mine") != "abc" || len(q.Echo("none")) != 36 {
		t.Errorf("echo %q, %q", q.Echo("mine"), q.Echo("none"))
	}
}

func TestABodyThatIsTooLargeIsRefused(t *testing.T) {
	for size, want := range map[int]int{maxBody: 0, maxBody + 1: http.StatusRequestEntityTooLarge} {
		if _, status, err := ReadBody(httptest.NewRequest("POST", "/", strings.NewReader(strings.Repeat(" ", size)))); status != want || err != nil {
			t.Errorf("%d bytes: %d, %v", size, status, err)
		}
	}
}
