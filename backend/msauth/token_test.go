package msauth_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/msauth"
)

func TestATokenIsAskedForWithTheRefreshTokenAlone(t *testing.T) {
	a := &authority{}
	s := open(t, config(t, a, signedIn()))
	token(t, s, customer)
	want := url.Values{"client_id": {clientID}, "grant_type": {"refresh_token"}, "refresh_token": {"SECRET-refresh-0"},
		"scope": {scope + " offline_access"}} // api/facts.md 3.3: no secret
	if got := a.last(); got.Encode() != want.Encode() || a.tenants[0] != customer {
		t.Errorf("sent %v to %v", got, a.tenants)
	}
}

func TestATokenServesUntilShortlyBeforeItsEnd(t *testing.T) {
	for name, c := range map[string]struct {
		expiresIn any
		good      time.Duration
	}{
		"a number":        {3600, 55 * time.Minute},
		"a string":        {"3600", 55 * time.Minute},
		"short":           {60, 45 * time.Second},
		"nothing said":    {nil, 225 * time.Second},
		"a long day's":    {86399, 86099 * time.Second},
		"a number, float": {3600.0, 55 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := &authority{extra: map[string]any{"expires_in": c.expiresIn}}
				s := open(t, config(t, a, signedIn()))
				first := token(t, s, customer)
				time.Sleep(c.good - time.Second)
				if token(t, s, customer) != first || a.count() != 1 {
					t.Error("a good token was not used again")
				}
				time.Sleep(2 * time.Second)
				if token(t, s, customer) == first || a.count() != 2 {
					t.Error("a token was used too long")
				}
			})
		})
	}
}

// Put into a header, a line break would begin another one, and what no token holds never came from the house.
func TestWhatCantBeATokenIsRefusedAtTheDoor(t *testing.T) {
	for name, odd := range map[string]string{"a line break": "a\r\nX-Evil: 1", "a blank": "a b", "a zero": "a\x00", "C1": "a\u0085", "letters": "é", "DEL": "a\x7f"} {
		for _, member := range []string{"access_token", "refresh_token"} {
			a := &authority{extra: map[string]any{member: odd}}
			s := open(t, config(t, a, signedIn()))
			got, err := s.Token(t.Context(), customer, scope)
			if fault.KindOf(err) != fault.Upstream || got != "" || strings.Contains(err.Error(), odd) || a.count() != 1 {
				t.Errorf("%s in %s: %q, %v, asked %d times", name, member, got, err, a.count())
			}
		}
	}
}

func TestEachTenantAndAudienceHasItsOwnToken(t *testing.T) {
	a := &authority{}
	s := open(t, config(t, a, signedIn()))
	seen := map[string]bool{}
	for _, k := range [][2]string{{customer, scope}, {"", scope}, {"", "https://api.partnercenter.microsoft.com/user_impersonation"}} {
		got, err := s.Token(t.Context(), k[0], k[1])
		if err != nil || seen[got] {
			t.Errorf("%v: %v", k, err)
		}
		seen[got] = true
	}
	// Other spellings are the same tenant.
	for _, spelling := range []string{home, strings.ToUpper(home), strings.ToUpper(customer)} {
		token(t, s, spelling)
	}
	if a.count() != 3 {
		t.Errorf("%d requests for 3 tokens", a.count())
	}
}

func TestAllWhoAskAtOnceShareOneRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &authority{latency: time.Second}
		s := open(t, config(t, a, signedIn()))
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() { // the one who started it leaves
			if _, err := s.Token(ctx, customer, scope); !errors.Is(err, context.Canceled) {
				t.Errorf("the one who left got %v", err)
			}
		})
		synctest.Wait()
		for range 20 {
			wg.Go(func() {
				if got := token(t, s, customer); got != "SECRET-access-1" {
					t.Errorf("got %s", got)
				}
			})
		}
		time.Sleep(time.Second / 2)
		cancel()
		wg.Wait()
		if a.count() != 1 {
			t.Errorf("%d requests", a.count())
		}
	})
}

func TestARefusalIsNotAskedForAgainAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &authority{refuse: always(400, aadsts("invalid_grant", 65001))}
		s := open(t, config(t, a, signedIn()))
		for range 50 {
			_, err := s.Token(t.Context(), customer, scope)
			if fault.KindOf(err) != fault.Consent {
				t.Fatal(err)
			}
			f, _ := fault.As(err)
			f.With(fault.CheckApp).Message.Key = "changed by its receiver"
		}
		if _, err := s.Token(t.Context(), customer, scope); strings.Contains(err.Error(), "receiver") || a.count() != 1 {
			t.Errorf("%v after %d requests", err, a.count())
		}
		a.set(nil)
		if _, err := s.Token(t.Context(), customer, scope); err == nil {
			t.Error("asked again at once")
		}
		time.Sleep(2 * time.Minute)
		token(t, s, customer)
	})
}

func TestForgetAsksAgainAtOnce(t *testing.T) {
	a := &authority{refuse: always(400, aadsts("invalid_grant", 65001))}
	s := open(t, config(t, a, signedIn()))
	if _, err := s.Token(t.Context(), customer, scope); err == nil {
		t.Fatal("no refusal")
	}
	a.set(nil)
	s.Forget(strings.ToUpper(customer))
	first := token(t, s, customer)
	s.Forget(customer)
	if token(t, s, customer) == first {
		t.Error("the token was not forgotten")
	}
}

func TestWhatPassesByItselfIsTriedAgain(t *testing.T) {
	for name, c := range map[string]struct {
		status   int
		body     string
		header   string
		min, max time.Duration
	}{
		"90055":           {400, aadsts("invalid_request", 90055), "", 500 * time.Millisecond, 5 * time.Second},
		"90024":           {400, aadsts("invalid_grant", 90024), "", 500 * time.Millisecond, 5 * time.Second},
		"429 with a time": {429, "", "7", 7 * time.Second, 7 * time.Second},
		"a page of HTML":  {503, "<html>", "", 500 * time.Millisecond, 5 * time.Second},
		"not available":   {400, `{"error":"temporarily_unavailable"}`, "", 500 * time.Millisecond, 5 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := &authority{}
				a.refuse = func(string, url.Values) (int, string, http.Header) {
					if len(a.forms) == 1 {
						return c.status, c.body, http.Header{"Retry-After": {c.header}}
					}
					return 0, "", nil
				}
				s := open(t, config(t, a, signedIn()))
				start := time.Now()
				token(t, s, customer)
				if took := time.Since(start); took < c.min || took > c.max || a.count() != 2 {
					t.Errorf("%v, %d requests", took, a.count())
				}
			})
		})
	}
}

func TestABusyServiceIsLeftAloneUntilItsTime(t *testing.T) {
	for name, c := range map[string]struct {
		status   int
		body     string
		header   string
		requests int
		until    time.Duration
		all      bool // other tenants are not asked either
	}{
		"a loop":      {400, aadsts("invalid_grant", 50196), "", 1, 5 * time.Minute, false},
		"a long wait": {429, "", "100", 1, 100 * time.Second, true},
		"no time":     {429, "<html>", "", 3, time.Minute, true},
		"decimals":    {429, "", "99.5", 1, 99500 * time.Millisecond, true},
		"two days":    {503, "", "172800", 1, 48 * time.Hour, true},
		"a date":      {429, "", time.Date(2000, 1, 4, 0, 0, 0, 0, time.UTC).Format(http.TimeFormat), 1, 72 * time.Hour, true}, // synctest begins on the first
		"again busy":  {400, aadsts("invalid_request", 90055), "", 3, time.Minute, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := &authority{refuse: func(string, url.Values) (int, string, http.Header) {
					return c.status, c.body, http.Header{"Retry-After": {c.header}}
				}}
				s := open(t, config(t, a, signedIn()))
				for range 10 {
					_, err := s.Token(t.Context(), customer, scope)
					f, ok := fault.As(err)
					if !ok || f.Kind != fault.Throttled || f.RetryAt.IsZero() {
						t.Fatalf("got %#v", err)
					}
					if said := strings.HasSuffix(f.Message.String(), "and asks to wait 2 d"); said != (c.until == 48*time.Hour) {
						t.Errorf("says %q", f.Message)
					}
				}
				if a.count() != c.requests {
					t.Errorf("%d requests, want %d", a.count(), c.requests)
				}
				_, err := s.Token(t.Context(), other, scope)
				if f, ok := fault.As(err); !ok || f.Kind != fault.Throttled || c.all != (a.count() == c.requests) || c.all && f.Tenant != "" {
					t.Errorf("another tenant: %#v, %d requests", err, a.count())
				}
				a.set(nil)
				time.Sleep(c.until)
				token(t, s, customer)
			})
		})
	}
}

func TestADeadSignInIsNotTriedWithEveryCustomer(t *testing.T) {
	a := &authority{refuse: always(400, aadsts("invalid_grant", 700082))}
	s := open(t, config(t, a, signedIn()))
	for _, tenant := range []string{customer, home, other} {
		_, err := s.Token(t.Context(), tenant, scope)
		if !fault.EndsSignIn(err) {
			t.Errorf("%s: %v", tenant, err)
		}
	}
	if a.count() != 2 { // the customer's word, and home's
		t.Errorf("%d requests", a.count())
	}
	select {
	case <-s.Changed():
	default:
		t.Error("nobody was told")
	}
	if f, ok := fault.As(s.Needed()); !ok || f.Code != "AADSTS700082" {
		t.Errorf("needed: %v", s.Needed())
	}
}

func TestACustomersOwnDemandConcernsThatCustomerOnly(t *testing.T) {
	a := &authority{}
	a.refuse = func(tenant string, _ url.Values) (int, string, http.Header) {
		if tenant == customer {
			return 400, aadsts("interaction_required", 50076), nil
		}
		return 0, "", nil
	}
	s := open(t, config(t, a, signedIn()))
	if _, err := s.Token(t.Context(), customer, scope); fault.KindOf(err) != fault.SignIn {
		t.Errorf("got %v", err)
	}
	token(t, s, home)
	if err := s.Needed(); err != nil {
		t.Errorf("a sign-in is needed for all: %v", err)
	}
	a.set(always(400, aadsts("interaction_required", 50076)))
	s.Forget(home)
	if _, err := s.Token(t.Context(), home, scope); err == nil || fault.KindOf(s.Needed()) != fault.SignIn {
		t.Errorf("%v, needed %v", err, s.Needed())
	}
}

// Azure wants more at a sign-in than Graph does: who is only asked what was granted there need not sign in again for it.
func TestAnAPIThatIsOnlyAskedWhatWasGrantedAsksNobodyToSignIn(t *testing.T) {
	a := &authority{}
	s := open(t, config(t, a, signedIn()))
	a.set(always(400, aadsts("interaction_required", 50076)))
	if names, err := s.Granted(t.Context(), "https://management.azure.com/user_impersonation"); len(names) > 0 || fault.KindOf(err) != fault.SignIn {
		t.Errorf("%q, %v", names, err)
	}
	if err := s.Needed(); err != nil {
		t.Errorf("everybody has to sign in: %v", err)
	}
	a.set(nil)
	token(t, s, home)
}

func TestARefusedTokenIsReplacedOnceAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &authority{}
		s := open(t, config(t, a, signedIn()))
		first := token(t, s, customer)
		s.Discard(customer, scope, "another token")
		if token(t, s, customer) != first {
			t.Error("a good token was dropped because of another")
		}
		s.Discard(strings.ToUpper(customer), scope, first)
		second := token(t, s, customer)
		if second == first {
			t.Error("a refused token was used again")
		}
		s.Discard(customer, scope, second)
		if token(t, s, customer) != second {
			t.Error("the token endpoint is hammered")
		}
		time.Sleep(time.Minute)
		s.Discard(customer, scope, second)
		if token(t, s, customer) == second {
			t.Error("a refused token is kept for good")
		}
	})
}

func TestWithoutASignInNothingIsSent(t *testing.T) {
	a := &authority{}
	s := open(t, config(t, a, &keeper{}))
	if _, err := s.Token(t.Context(), customer, scope); fault.KindOf(err) != fault.SignIn {
		t.Errorf("got %v", err)
	}
	if _, ok := s.Account(); ok || fault.KindOf(s.Needed()) != fault.SignIn || a.count() != 0 {
		t.Errorf("account %v, needed %v", ok, s.Needed())
	}
}

func TestATenantCannotLeadElsewhere(t *testing.T) {
	a := &authority{}
	s := open(t, config(t, a, signedIn()))
	for _, bad := range []string{"../x", "a/b", "a?b", "a#b", "a b", "..", "%2e"} {
		if _, err := s.Token(t.Context(), bad, scope); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q: %v", bad, err)
		}
		cfg := config(t, a, signedIn())
		cfg.Tenant = bad
		if _, err := msauth.Open(cfg); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q as the partner's: %v", bad, err)
		}
	}
	if a.count() != 0 {
		t.Error("it was sent")
	}
}

func TestSigningOutForgetsEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, k := &authority{}, signedIn()
		s := open(t, config(t, a, k))
		token(t, s, customer)
		a.latency = time.Second
		var wg sync.WaitGroup
		wg.Go(func() { // under way
			if _, err := s.Token(t.Context(), home, scope); fault.KindOf(err) != fault.SignIn {
				t.Errorf("under way: %v", err)
			}
		})
		synctest.Wait()
		if err := s.SignOut(); err != nil {
			t.Fatal(err)
		}
		wg.Wait()
		time.Sleep(time.Minute)
		if _, err := s.Token(t.Context(), customer, scope); fault.KindOf(err) != fault.SignIn || k.value != nil {
			t.Errorf("%v, kept %s", err, k.value)
		}
	})
}

func TestClosingEndsWhatIsUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &authority{latency: time.Hour}
		k := signedIn()
		s := open(t, config(t, a, k))
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := s.Token(t.Context(), customer, scope); fault.KindOf(err) != "" {
				t.Errorf("got %v", err)
			}
		})
		synctest.Wait()
		s.Close()
		wg.Wait()
		if _, err := s.Token(t.Context(), customer, scope); !errors.Is(err, context.Canceled) || k.value == nil {
			t.Errorf("afterwards %v", err)
		}
	})
}
