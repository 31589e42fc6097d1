package msauth_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/msauth"
)

func tenantNumber(n int) string { return fmt.Sprintf("cccccccc-0000-0000-0000-%012d", n) }

func TestANewRefreshTokenIsKeptBeforeAnybodyUsesIt(t *testing.T) {
	k := signedIn()
	a := &authority{}
	a.refuse = func(_ string, form url.Values) (int, string, http.Header) {
		if got := form.Get("refresh_token"); got != k.refresh() {
			t.Errorf("%s was used, %s is kept", got, k.refresh())
		}
		return 0, "", nil
	}
	s := open(t, config(t, a, k))
	for n := range 5 {
		token(t, s, tenantNumber(n))
		if want := fmt.Sprintf("SECRET-refresh-%d", n+1); k.refresh() != want {
			t.Errorf("after %d tokens %s is kept", n+1, k.refresh())
		}
		if bytes.Contains(k.value, []byte("access")) {
			t.Errorf("an access token is kept: %s", k.value)
		}
	}
	// Another process goes on with it.
	again := open(t, config(t, a, k))
	token(t, again, home)
	if a.last().Get("refresh_token") != "SECRET-refresh-5" {
		t.Errorf("it went on with %s", a.last().Get("refresh_token"))
	}
}

func TestWhatCannotBeKeptIsNotUsedAndNothingIsLost(t *testing.T) {
	full := errors.New("disk full")
	k, a := signedIn(), &authority{}
	s := open(t, config(t, a, k))
	k.set(full)
	for range 2 {
		if _, err := s.Token(t.Context(), customer, scope); !errors.Is(err, full) {
			t.Errorf("got %v", err)
		}
		if a.last().Get("refresh_token") != "SECRET-refresh-0" || k.refresh() != "SECRET-refresh-0" {
			t.Errorf("used %s, kept %s", a.last().Get("refresh_token"), k.refresh())
		}
	}
	k.set(nil)
	token(t, s, customer)
	if k.refresh() != "SECRET-refresh-3" {
		t.Errorf("kept %s", k.refresh())
	}
}

func TestAnAnswerWithoutANewRefreshTokenKeepsTheOld(t *testing.T) {
	k := signedIn()
	s := open(t, config(t, &authority{extra: map[string]any{"refresh_token": ""}}, k))
	token(t, s, customer)
	if k.refresh() != "SECRET-refresh-0" || k.saves != 0 {
		t.Errorf("kept %s in %d writes", k.refresh(), k.saves)
	}
}

// TestManyRotationsShareFewWrites: 10,000 customers, 32 at a time, 100 ms each, 20 ms a write.
func TestManyRotationsShareFewWrites(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const customers, workers = 10_000, 32
		k, a := signedIn(), &authority{latency: 100 * time.Millisecond}
		k.takes = 20 * time.Millisecond
		s := open(t, config(t, a, k))
		start := time.Now()
		var wg sync.WaitGroup
		for w := range workers {
			wg.Go(func() {
				for n := w; n < customers; n += workers {
					token(t, s, tenantNumber(n))
				}
			})
		}
		wg.Wait()
		took := time.Since(start)
		t.Logf("%d tokens in %v of the service's time, %d writes", customers, took, k.saves)
		if alone := customers / workers * 100 * time.Millisecond; took > alone*3/2 {
			t.Errorf("the writes made %v of %v", took, alone)
		}
		if k.saves > customers/4 {
			t.Errorf("%d writes", k.saves)
		}
		// Answers of the same instant are taken in any order: the kept one is of the last instant.
		if n, err := strconv.Atoi(strings.TrimPrefix(k.refresh(), "SECRET-refresh-")); err != nil || n <= customers-workers {
			t.Errorf("kept %s, none of the newest", k.refresh())
		}
		newest := k.refresh()
		if token(t, s, home); a.last().Get("refresh_token") != newest {
			t.Errorf("%s is kept, %s was used", newest, a.last().Get("refresh_token"))
		}
	})
}

func TestAnOlderTokenIsNeverWrittenOverANewerOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, a := signedIn(), &authority{}
		k.takes = time.Second
		s := open(t, config(t, a, k))
		var mu sync.Mutex
		newest := 0
		var wg sync.WaitGroup
		for n := range 50 { // arrive while writes are under way
			wg.Go(func() {
				time.Sleep(time.Duration(n) * 130 * time.Millisecond)
				token(t, s, tenantNumber(n))
				mu.Lock()
				defer mu.Unlock()
				var kept int
				_, _ = fmt.Sscanf(k.refresh(), "SECRET-refresh-%d", &kept)
				if kept < newest {
					t.Errorf("%d was written over %d", kept, newest)
				}
				newest = max(newest, kept)
			})
			synctest.Wait()
		}
		wg.Wait()
		if k.refresh() != "SECRET-refresh-50" {
			t.Errorf("kept %s", k.refresh())
		}
	})
}

func TestARefreshUnderWayDoesNotUndoANewSignIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, a := signedIn(), &authority{device: device("https://microsoft.com/devicelogin", 0)}
		s := open(t, config(t, a, k))
		a.refuse = func(_ string, form url.Values) (int, string, http.Header) {
			if form.Get("refresh_token") == "SECRET-refresh-0" { // the old account's: slow
				a.mu.Unlock()
				time.Sleep(20 * time.Second)
				a.mu.Lock()
			}
			return 0, "", nil
		}
		var wg sync.WaitGroup
		wg.Go(func() {
			if got := token(t, s, customer); got != "SECRET-access-2" && got != "SECRET-access-3" {
				t.Errorf("the waiting caller got %s", got)
			}
		})
		synctest.Wait()
		if _, err := s.SignInWithDeviceCode(t.Context(), msauth.At{}, func(msauth.DeviceCode) {}); err != nil {
			t.Fatal(err)
		}
		signedInWith := k.refresh()
		wg.Wait()
		time.Sleep(time.Minute)
		if signedInWith != "SECRET-refresh-1" || a.last().Get("refresh_token") != signedInWith {
			t.Errorf("signed in with %s, then used %s", signedInWith, a.last().Get("refresh_token"))
		}
	})
}

func TestARefreshUnderWayDoesNotUndoASignOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, a := signedIn(), &authority{}
		k.takes = time.Second
		s := open(t, config(t, a, k))
		var wg sync.WaitGroup
		ask := func(n int) {
			wg.Go(func() { _, _ = s.Token(t.Context(), tenantNumber(n), scope) })
			synctest.Wait()
		}
		ask(1) // is being kept
		wg.Go(func() {
			if err := s.SignOut(); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait() // waits for it
		ask(2)          // and this one for both
		wg.Wait()
		time.Sleep(time.Minute)
		if k.value != nil || a.count() != 2 {
			t.Errorf("after %d requests it came back: %s", a.count(), k.value)
		}
	})
}

func TestWhatIsKeptMustFit(t *testing.T) {
	good := string(signedIn().value)
	for name, c := range map[string]struct {
		value string
		in    bool
	}{
		"as kept":          {good, true},
		"another app":      {strings.Replace(good, clientID, "other", 1), false},
		"another tenant":   {strings.ReplaceAll(good, home, customer), false},
		"another cloud":    {strings.Replace(good, ".com", ".us", 1), false},
		"an older version": {strings.Replace(good, `"version":1`, `"version":0`, 1), false},
		"no token":         {strings.Replace(good, "SECRET-refresh-0", "", 1), false},
		"not JSON":         {"\x00\x01", false},
		"nothing":          {"", false},
	} {
		s := open(t, config(t, &authority{}, &keeper{value: []byte(c.value)}))
		if got, in := s.Account(); in != c.in || in && got.Username != "megan@contoso.com" {
			t.Errorf("%s: %v, %v", name, got, in)
		}
	}
	_, err := msauth.Open(config(t, &authority{}, &keeper{value: []byte(strings.Replace(good, `"version":1`, `"version":2`, 1))}))
	if f, ok := fault.As(err); !ok || f.Kind != fault.Corrupt || f.Remedy != fault.UpdateProgram {
		t.Errorf("a newer version: %v", err)
	}
	_, err = msauth.Open(config(t, &authority{}, &keeper{fail: errors.New("locked")}))
	if err == nil {
		t.Error("a keeper that fails was taken for an empty one")
	}
}

func TestADomainFindsTheSignInOfItsTenant(t *testing.T) {
	k, a := signedIn(), &authority{}
	k.value = []byte(strings.Replace(string(k.value), home, "contoso.onmicrosoft.com", 1))
	cfg := config(t, a, k)
	cfg.Tenant = "Contoso.onmicrosoft.com"
	s := open(t, cfg)
	for _, spelling := range []string{"", home, "contoso.onmicrosoft.com"} {
		token(t, s, spelling)
	}
	if a.count() != 1 || a.tenants[0] != home {
		t.Errorf("asked %v", a.tenants)
	}
}
