package token

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tenantry/backend/simcloud/httpd"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func access(m *Mint, s httpd.Service) Access {
	return Access{Audience: Audience(s), Tenant: "a tenant", Issued: noon.Unix(), Expires: noon.Add(AccessLife).Unix(), SignedIn: m.Turn(), IssuedIn: m.Turn()}
}

func read(m *Mint, s httpd.Service, at time.Time, header string) (Access, string) {
	q := httpd.NewQuery(s, httptest.NewRequest("GET", "/", nil), at)
	q.Header.Set("Authorization", header)
	return m.Bearer(q)
}

func TestATokenIsGoodForItsServiceItsTimeAndItsMint(t *testing.T) {
	m := NewMint([32]byte{1})
	text := m.WriteAccess(access(m, httpd.Graph))
	if a, wrong := read(m, httpd.Graph, noon, "bearer "+text); wrong != "" || a.Tenant != "a tenant" {
		t.Errorf("read %v: %s", a, wrong)
	}
	for what, x := range map[string]struct {
		mint    *Mint
		service httpd.Service
		at      time.Time
		header  string
	}{
		"none":            {m, httpd.Graph, noon, ""},
		"no scheme":       {m, httpd.Graph, noon, text},
		"another service": {m, httpd.Azure, noon, "Bearer " + text},
		"too late":        {m, httpd.Graph, noon.Add(AccessLife), "Bearer " + text},
		"another mint":    {NewMint([32]byte{2}), httpd.Graph, noon, "Bearer " + text},
		"a refresh token": {m, httpd.Graph, noon, "Bearer " + m.WriteRefresh(Refresh{Client: "x"})},
		"a forged one":    {m, httpd.Graph, noon, "Bearer " + text[:strings.IndexByte(text, '.')+1] + "e30" + text[strings.LastIndexByte(text, '.'):]},
	} {
		if _, wrong := read(x.mint, x.service, x.at, x.header); wrong == "" {
			t.Errorf("%s: the token was taken", what)
		}
	}
}

func TestARefreshTokenOutlivesTheProcess(t *testing.T) {
	text := NewMint([32]byte{1}).WriteRefresh(Refresh{Client: "x", Issued: 7, Serial: "n"})
	if r, ok := NewMint([32]byte{1}).ReadRefresh(text); !ok || r.Client != "x" || r.Issued != 7 {
		t.Errorf("read %v, %v", r, ok)
	}
	if _, ok := NewMint([32]byte{2}).ReadRefresh(text); ok {
		t.Error("another key reads it")
	}
}

func TestEachEventEndsWhatItNamesAndANewSignInHelps(t *testing.T) {
	m := NewMint([32]byte{1})
	a, r := access(m, httpd.Graph), Refresh{SignedIn: m.Turn()}
	for _, x := range []struct {
		end   func()
		ended func(Access, Refresh) bool
	}{
		{m.Revoke, func(_ Access, r Refresh) bool { return m.Revoked(r) }},
		{m.Expire, func(a Access, _ Refresh) bool { return m.stale(a) }},
	} {
		if x.ended(a, r) {
			t.Error("it ended before the event")
		}
		x.end()
		if !x.ended(a, r) {
			t.Error("the event ended nothing")
		}
		if a, r = access(m, httpd.Graph), (Refresh{SignedIn: m.Turn()}); x.ended(a, r) {
			t.Error("a new sign-in ended, too")
		}
	}
}

func TestADemandIsMetByTheSignInThatShowsItAndByThoseAfterIt(t *testing.T) {
	m, d, other := NewMint([32]byte{1}), Demand{httpd.Graph, 3}, Demand{httpd.Graph, 4}
	before := m.SignIn()
	if m.Lacks(d, before) {
		t.Error("nobody demanded anything")
	}
	m.Demand(d)
	plain := m.SignIn(other)
	shown := m.SignIn(d)
	later := m.SignIn()
	for turn, lacks := range map[int]bool{before: true, plain: true, shown: false, later: false} {
		if m.Lacks(d, turn) != lacks || m.Shown(d, turn) == lacks {
			t.Errorf("sign-in %d: lacks %v", turn, m.Lacks(d, turn))
		}
	}
	if m.Demand(d); !m.Lacks(d, later) || m.Lacks(other, later) {
		t.Error("a new demand asks anew, at that tenant alone")
	}
}
