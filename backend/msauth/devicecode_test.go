package msauth_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/msauth"
)

func device(address string, interval int) func(url.Values) string {
	return func(url.Values) string {
		return fmt.Sprintf(`{"device_code":"SECRET-device","user_code":"ABCD-EFGH","verification_uri":%q,"expires_in":900,"interval":%d,"message":"x"}`, address, interval)
	}
}

// script refuses the polls one after the other; then they succeed.
func script(a *authority, refusals ...string) {
	a.refuse = func(string, url.Values) (int, string, http.Header) {
		n := len(a.forms) - 1
		switch {
		case n >= len(refusals):
			return 0, "", nil
		case refusals[n] == "lost":
			return -1, "", nil
		case refusals[n] == "busy":
			return 503, "", nil
		}
		return 400, `{"error":"` + refusals[n] + `"}`, nil
	}
}

func TestTheDeviceCodeSignsInOnceItWasEntered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, k := &authority{device: device("https://microsoft.com/devicelogin", 5)}, &keeper{}
		script(a, "authorization_pending", "lost", "busy", "authorization_pending", "slow_down", "authorization_pending")
		s := open(t, config(t, a, k))
		start := time.Now()
		var shown msauth.DeviceCode
		got, err := s.SignInWithDeviceCode(t.Context(), msauth.At{}, func(c msauth.DeviceCode) { shown = c })
		if err != nil {
			t.Fatal(err)
		}
		if shown.UserCode != "ABCD-EFGH" || shown.VerificationURL != "https://microsoft.com/devicelogin" || !shown.ExpiresAt.Equal(start.UTC().Add(15*time.Minute)) {
			t.Errorf("shown %+v", shown)
		}
		if want := (msauth.Account{Name: "Megan Bowen", Username: "megan@contoso.com", Tenant: home, HomeAccountID: "oid-1." + home}); got != want {
			t.Errorf("account %+v", got)
		}
		if took := time.Since(start); took != 45*time.Second { // 5 polls at 5 s, then 10 s each
			t.Errorf("took %v", took)
		}
		if k.refresh() != "SECRET-refresh-1" {
			t.Errorf("kept %q", k.refresh())
		}
		if f := a.last(); f.Get("grant_type") != "urn:ietf:params:oauth:grant-type:device_code" || f.Get("client_id") != clientID || f.Has("client_secret") {
			t.Errorf("sent %v", f)
		}
		before := a.count()
		if token(t, s, home); a.count() != before {
			t.Error("the sign-in's own access token was thrown away")
		}
	})
}

func TestTheDeviceCodeAnswersAChallengeAtItsTenant(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const claims = `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`
		var asked url.Values
		show := device("https://microsoft.com/devicelogin", 5)
		a, k := &authority{device: func(f url.Values) string { asked = f; return show(f) }, idTok: map[string]any{"tid": customer}}, signedIn()
		s := open(t, config(t, a, k))
		got, err := s.SignInWithDeviceCode(t.Context(), msauth.At{Tenant: customer, Claims: claims}, func(msauth.DeviceCode) {})
		if err != nil {
			t.Fatal(err)
		}
		if asked.Get("claims") != claims || a.last().Get("claims") != claims || a.tenants[len(a.tenants)-1] != customer {
			t.Errorf("asked for a code with %v, then sent %v to %v", asked, a.last(), a.tenants)
		}
		if got.Tenant != home || k.refresh() != "SECRET-refresh-1" {
			t.Errorf("account %+v, kept %s", got, k.refresh())
		}
	})
}

func TestTheDeviceCodeEndsWithoutASignIn(t *testing.T) {
	for end, want := range map[string]fault.Kind{
		"authorization_declined": fault.SignIn, "bad_verification_code": fault.SignIn, "expired_token": fault.SignIn, "invalid_client": fault.Invalid,
	} {
		synctest.Test(t, func(t *testing.T) {
			a, k := &authority{device: device("https://microsoft.com/devicelogin", 5)}, signedIn()
			script(a, "authorization_pending", end)
			s := open(t, config(t, a, k))
			_, err := s.SignInWithDeviceCode(t.Context(), msauth.At{}, func(msauth.DeviceCode) {})
			tells(t, err)
			if fault.KindOf(err) != want || k.refresh() != "SECRET-refresh-0" {
				t.Errorf("%s: %v; kept %s", end, err, k.refresh())
			}
		})
	}
}

// A service that names an interval that no clock can keep is asked as the standard says.
func TestAnOddIntervalIsPolledLikeAnyOther(t *testing.T) {
	for interval, want := range map[int]time.Duration{-1: 5 * time.Second, 0: 5 * time.Second, 1 << 53: time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			a := &authority{device: device("https://microsoft.com/devicelogin", interval)}
			start := time.Now()
			if _, err := open(t, config(t, a, &keeper{})).SignInWithDeviceCode(t.Context(), msauth.At{}, func(msauth.DeviceCode) {}); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(start); took != want {
				t.Errorf("every %d s: after %v", interval, took)
			}
		})
	}
}

func TestTheDeviceCodeExpires(t *testing.T) {
	for _, last := range []string{"authorization_pending", "lost"} {
		synctest.Test(t, func(t *testing.T) {
			a := &authority{device: device("https://microsoft.com/devicelogin", 5)}
			all := make([]string, 500)
			for i := range all {
				all[i] = last
			}
			script(a, all...)
			s := open(t, config(t, a, &keeper{}))
			start := time.Now()
			_, err := s.SignInWithDeviceCode(t.Context(), msauth.At{}, func(msauth.DeviceCode) {})
			if f, ok := fault.As(err); !ok || f.Kind != fault.SignIn || f.Code != "expired_token" || time.Since(start) != 15*time.Minute {
				t.Errorf("%s: %v after %v", last, err, time.Since(start))
			}
		})
	}
}

func TestTheDeviceCodeEndsWithItsCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &authority{device: device("https://microsoft.com/devicelogin", 5)}
		script(a, "authorization_pending", "authorization_pending", "authorization_pending")
		s := open(t, config(t, a, &keeper{}))
		ctx, cancel := context.WithTimeout(t.Context(), 7*time.Second)
		defer cancel()
		if _, err := s.SignInWithDeviceCode(ctx, msauth.At{}, func(msauth.DeviceCode) {}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		a.latency = time.Hour // oauth2 itself would wait
		ctx, cancel = context.WithTimeout(t.Context(), 7*time.Second)
		defer cancel()
		start := time.Now()
		if _, err := s.SignInWithDeviceCode(ctx, msauth.At{}, func(msauth.DeviceCode) {}); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 7*time.Second {
			t.Errorf("got %v after %v", err, time.Since(start))
		}
	})
}

func TestAStrangeVerificationAddressIsNotShown(t *testing.T) {
	for _, address := range []string{"", "javascript:alert(1)", "http://microsoft.com/devicelogin", "https://"} {
		a := &authority{device: device(address, 5)}
		_, err := open(t, config(t, a, &keeper{})).SignInWithDeviceCode(t.Context(), msauth.At{}, func(msauth.DeviceCode) { t.Error("it was shown") })
		if fault.KindOf(err) != fault.Upstream {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// A code carries no device, and many policies forbid codes alone: the browser is the way, not the same again.
func TestWhereAPolicyForbidsTheCodeTheBrowserIsTheWay(t *testing.T) {
	for _, number := range []int{50097, 53000, 53001, 53002, 53003, 530032, 530036, 530003} {
		synctest.Test(t, func(t *testing.T) {
			a := &authority{device: device("https://microsoft.com/devicelogin", 5), refuse: always(401, aadsts("interaction_required", number))}
			_, err := open(t, config(t, a, &keeper{})).SignInWithDeviceCode(t.Context(), msauth.At{}, func(msauth.DeviceCode) {})
			if f, ok := fault.As(err); !ok || f.Kind != fault.Denied || f.Remedy != fault.UseBrowser {
				t.Errorf("%d: %#v", number, err)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		a := &authority{device: device("https://microsoft.com/devicelogin", 5), refuse: always(401, aadsts("interaction_required", 50105))}
		_, err := open(t, config(t, a, &keeper{})).SignInWithDeviceCode(t.Context(), msauth.At{}, func(msauth.DeviceCode) {})
		if f, ok := fault.As(err); !ok || f.Remedy != fault.AskOwn {
			t.Errorf("who is not assigned is let in by no browser: %#v", err)
		}
	})
}
