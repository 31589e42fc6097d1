package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
)

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func request(t *testing.T, ctx context.Context) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://graph.test/v1.0/x?$skiptoken=SECRET", nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhatCannotBeReachedIsOfflineAndNamesTheHostAlone(t *testing.T) {
	client := &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) { return nil, errors.New("no route") })}
	_, err := Do(client, request(t, t.Context()))
	if fault.KindOf(err) != fault.Offline || !strings.Contains(err.Error(), "graph.test") || strings.Contains(err.Error(), "SECRET") {
		t.Error(err)
	}
}

func TestAnAnswerThatBreaksOffIsOffline(t *testing.T) {
	client := &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Body: io.NopCloser(io.MultiReader(strings.NewReader(`{"value":[`), broken{}))}, nil
	})}
	if _, err := Do(client, request(t, t.Context())); fault.KindOf(err) != fault.Offline {
		t.Error(err)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("cut") }

func TestWhatTheTransportClassifiedIsKept(t *testing.T) {
	client := &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) {
		return nil, fault.New(fault.Consent, "not approved").WithCode("AADSTS65001", "id")
	})}
	_, err := Do(client, request(t, t.Context()))
	if e, ok := fault.As(err); !ok || e.Kind != fault.Consent || e.Code != "AADSTS65001" {
		t.Error(err)
	}
}

func TestACancelledRequestIsNoFailure(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	client := &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) { cancel(); return nil, ctx.Err() })}
	if _, err := Do(client, request(t, ctx)); !errors.Is(err, context.Canceled) || fault.KindOf(err) != "" {
		t.Error(err)
	}
}

func TestABodyThatIsNoJSONIsUpstream(t *testing.T) {
	for _, body := range []string{"", "<html>sign in to the hotel's network</html>", `{"value":[`, `[]`, `{"value":[]} x`} {
		var v struct{ Value []Text }
		if err := (Answer{Body: []byte(body)}).Decode(&v); fault.KindOf(err) != fault.Upstream {
			t.Errorf("%q: %v", body, err)
		}
	}
	var v struct{ Value []Text }
	if err := (Answer{Body: []byte("\xef\xbb\xbf{\"Value\":[1]}")}).Decode(&v); err != nil || v.Value[0] != "1" {
		t.Error("a byte order mark is in the way:", err)
	}
}

func TestEveryStatusHasAKind(t *testing.T) {
	for status, kind := range map[int]fault.Kind{400: fault.Invalid, 401: fault.SignIn, 403: fault.Denied, 404: fault.Missing, 405: fault.Invalid,
		409: fault.Conflict, 410: fault.Retired, 412: fault.Conflict, 422: fault.Invalid, 423: fault.Conflict, 424: fault.Upstream, 429: fault.Throttled,
		500: fault.Upstream, 502: fault.Upstream, 503: fault.Upstream, 504: fault.Upstream, 509: fault.Throttled, 0: fault.Upstream, 302: fault.Upstream} {
		e := Refusal{Service: "X", Code: "c", Text: "It is\nso.", RequestID: "id"}.Fault(Answer{Status: status}, time.Time{})
		if e.Kind != kind || e.Code != "c" || e.RequestID != "id" || e.Remedy == "" || !strings.HasSuffix(e.Message.String(), ": It is so") {
			t.Errorf("%d: %+v", status, e)
		}
	}
}

func TestAServiceThatNamesATimeIsWaitedFor(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{"10": 10 * time.Second, " 0 ": 0, "1.5": 1500 * time.Millisecond,
		"Thu, 01 Jan 2026 00:01:00 GMT": time.Minute, "Wed, 31 Dec 2025 00:00:00 GMT": 0} {
		h := http.Header{"Retry-After": {value}}
		e := Refusal{}.Fault(Answer{Status: 503, Header: h}, now)
		if e.Kind != fault.Throttled || !e.RetryAt.Equal(now.Add(want)) {
			t.Errorf("%q: %v", value, e.RetryAt)
		}
	}
}

func TestAClaimsChallengeIsHandedToTheNextSignIn(t *testing.T) {
	for header, want := range map[string]string{
		`Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="`: `{"access_token":{}}`,
		`Bearer Claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ"`:                                          `{"access_token":{}}`,
		`Bearer realm=""`: "",
	} {
		h := http.Header{"Www-Authenticate": {"Negotiate", header}}
		if e := (Refusal{}).Fault(Answer{Status: 401, Header: h}, time.Time{}); e.Kind != fault.SignIn || e.Claims != want {
			t.Errorf("%s: %q", header, e.Claims)
		}
	}
	h := http.Header{"Www-Authenticate": {`Bearer claims="e30="`}}
	if e := (Refusal{}).Fault(Answer{Status: 403, Header: h}, time.Time{}); e.Kind != fault.SignIn || e.Claims != "{}" {
		t.Errorf("a policy that asks for more is taken for a refusal: %+v", e)
	}
}

func TestTheNextPageIsFollowedOnItsOwnHostOnly(t *testing.T) {
	home, _ := url.Parse("https://graph.microsoft.com/v1.0")
	for address, ok := range map[string]bool{
		"https://graph.microsoft.com/v1.0/contracts?$skiptoken=a%2Bb": true,
		"https://GRAPH.microsoft.com:443/v1.0/contracts?x":            true,
		"/v1.0/contracts?y":                              true,
		"http://graph.microsoft.com/v1.0/contracts":      false,
		"https://graph.microsoft.com:8443/v1.0/x":        false,
		"https://graph.microsoft.com.evil.test/v1.0/x":   false,
		"https://a:b@graph.microsoft.com/v1.0/x":         false,
		"//evil.test/v1.0/x":                             false,
		"https://evil.test/?https://graph.microsoft.com": false,
		"https://graph.microsoft.com/%zz":                false,
	} {
		u, err := NewTrail(home).Next(address, "", 0)
		if (err == nil) != ok || !ok && fault.KindOf(err) != fault.Upstream {
			t.Errorf("%s: %v", address, err)
		}
		if ok && strings.HasPrefix(address, "https://g") && u.String() != address {
			t.Errorf("%s became %s", address, u)
		}
	}
}

func TestABlankInTheNextPagesAddressIsEscaped(t *testing.T) {
	home, _ := url.Parse("https://graph.microsoft.com")
	if u, err := NewTrail(home).Next("https://graph.microsoft.com/v1.0/x?$filter=a eq b%20c", "", 0); err != nil || u.RequestURI() != "/v1.0/x?$filter=a%20eq%20b%20c" {
		t.Error(u, err)
	}
}

func TestAPageIsNotFollowedTwice(t *testing.T) {
	home, _ := url.Parse("https://graph.microsoft.com")
	trail := NewTrail(home)
	for i, step := range []struct {
		address, token string
		ok             bool
	}{{"/a", "", true}, {"/a", "token", true}, {"/b", "", true}, {"/a", "", false}, {"/a", "token", false}} {
		if _, err := trail.Next(step.address, step.token, 0); (err == nil) != step.ok {
			t.Errorf("step %d: %v", i, err)
		}
	}
}

func TestAListingThatNeverEndsIsEnded(t *testing.T) {
	home, _ := url.Parse("https://graph.microsoft.com")
	trail, pages := NewTrail(home), 0
	for ; pages < 2*maxPages; pages++ {
		if _, err := trail.Next(fmt.Sprint("/a?page=", pages), "", 0); err != nil {
			break
		}
	}
	if pages != maxPages {
		t.Errorf("%d pages were followed", pages)
	}
}

// A listing has a minute, and longer only while items come: a long list is read to its end, a drip is not.
func TestAListingHasAMinuteAndTheTimeThatItsItemsAreWorth(t *testing.T) {
	home, _ := url.Parse("https://graph.microsoft.com")
	for _, c := range []struct {
		items int           // of a page
		each  time.Duration // a page takes
		took  time.Duration // until it is ended; 0: it never is
	}{
		{0, time.Second, 61 * time.Second},
		{6, 5 * time.Second, 65 * time.Second},
		{300, 2 * time.Second, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			start, trail := time.Now(), NewTrail(home)
			for page := range maxPages {
				time.Sleep(c.each)
				if _, err := trail.Next(fmt.Sprint("/a?page=", page), "", c.items); err != nil {
					if fault.KindOf(err) != fault.Upstream || time.Since(start) != c.took {
						t.Errorf("%d items in %v: %v after %v", c.items, c.each, err, time.Since(start))
					}
					return
				}
			}
			if c.took != 0 {
				t.Errorf("%d items in %v: nobody ended it", c.items, c.each)
			}
		})
	}
}
