package msauth_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
)

// One customer that calls the refresh token over is believed once home says so, too: the answers of each
// tenant, in order, the last of which stays; 0 is a success.
func TestACustomersWordThatTheSignInIsOverIsBelievedOnceHomeSaysSo(t *testing.T) {
	for name, c := range map[string]struct {
		customer, home []int
		kind           fault.Kind // "" is a token
		ends           bool
		requests       []string
	}{
		"once":                       {[]int{70000, 0}, []int{0}, "", false, []string{customer, home, customer}},
		"at this customer always":    {[]int{50173}, []int{0}, fault.SignIn, false, []string{customer, home, customer}},
		"then something else":        {[]int{70000, 65001}, []int{0}, fault.Consent, false, []string{customer, home, customer}},
		"everywhere":                 {[]int{700082}, []int{700082}, fault.SignIn, true, []string{customer, home}},
		"home wants another proof":   {[]int{70000}, []int{50076}, fault.SignIn, false, []string{customer, home}},
		"home has a policy":          {[]int{70000}, []int{53003}, fault.SignIn, false, []string{customer, home}},
		"no network":                 {[]int{70000}, []int{-1}, fault.Offline, false, []string{customer, home}},
		"a matter of the customer's": {[]int{65001}, []int{0}, fault.Consent, false, []string{customer}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := &authority{}
				answers := map[string][]int{customer: c.customer, home: c.home}
				a.refuse = func(tenant string, _ url.Values) (int, string, http.Header) {
					left := answers[tenant]
					if len(left) == 0 {
						return 0, "", nil
					}
					if len(left) > 1 {
						answers[tenant] = left[1:]
					}
					switch left[0] {
					case 0:
						return 0, "", nil
					case -1:
						return -1, "", nil
					}
					return 400, aadsts("invalid_grant", left[0]), nil
				}
				s := open(t, config(t, a, signedIn()))
				_, err := s.Token(t.Context(), customer, scope)
				if fault.KindOf(err) != c.kind || fault.EndsSignIn(err) != c.ends || !slices.Equal(a.tenants, c.requests) {
					t.Errorf("%#v after %v", err, a.tenants)
				}
				// What home demands of its own is a matter of home's; what this customer said ends nothing.
				if c.ends != (fault.EndsSignIn(s.Needed()) && !homeDemands(c.home)) {
					t.Errorf("needed: %v", s.Needed())
				}
				_, err = s.Token(t.Context(), other, scope)
				if fault.EndsSignIn(err) != c.ends {
					t.Errorf("another customer: %v", err)
				}
			})
		})
	}
}

func homeDemands(answers []int) bool { return answers[0] == 50076 }

// Forty customers that say it at the same moment, and one after the other, cost home one request; what came
// back is what they are asked with.
func TestHomeIsAskedOnceForAllWhoCallTheSignInOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, k := &authority{latency: time.Second}, signedIn()
		a.refuse = func(tenant string, form url.Values) (int, string, http.Header) {
			if tenant != home && form.Get("refresh_token") == "SECRET-refresh-0" {
				return 400, aadsts("invalid_grant", 70000), nil
			}
			return 0, "", nil
		}
		s := open(t, config(t, a, k))
		var wg sync.WaitGroup
		for i := range 40 {
			wg.Go(func() { token(t, s, fmt.Sprintf("cccccccc-0000-0000-0000-%012d", i)) })
		}
		wg.Wait()
		atHome := func() (n int) {
			for _, tenant := range a.tenants {
				if tenant == home {
					n++
				}
			}
			return n
		}
		if atHome() != 1 || a.count() != 81 || k.refresh() == "SECRET-refresh-0" {
			t.Errorf("home was asked %d times, %d requests", atHome(), a.count())
		}
		a.set(func(tenant string, _ url.Values) (int, string, http.Header) {
			if tenant != home {
				return 400, aadsts("invalid_grant", 70000), nil
			}
			return 0, "", nil
		})
		for i := range 5 {
			if _, err := s.Token(t.Context(), fmt.Sprintf("dddddddd-0000-0000-0000-%012d", i), scope); err == nil || fault.EndsSignIn(err) {
				t.Error(err)
			}
		}
		if atHome() != 1 {
			t.Errorf("home was asked %d times", atHome())
		}
	})
}
