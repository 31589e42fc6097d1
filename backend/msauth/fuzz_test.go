package msauth

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"tenantry/backend/fault"
)

// FuzzWhatTheSignInSays: whatever a refusal says, it becomes a fault that says something, on one line; whatever an
// identity token is, an account is somebody's of this app or there is none; carried tokens that can't be read are none.
func FuzzWhatTheSignInSays(f *testing.F) {
	f.Add(`{"error":"invalid_grant","error_description":"AADSTS50076: Due to a configuration change\r\nTrace","error_codes":[50076],"claims":"{\"access_token\":{}}"}`)
	f.Add(`{"error":"authorization_pending","interval":-1,"error_codes":[999999999]}`)
	f.Add("x.eyJhdWQiOiJhcHAiLCJ0aWQiOiJ0Iiwib2lkIjoibyJ9.y")
	f.Add(`{"version":1,"account":"o.t","client":"app","tokens":[{"tenant":"t","audience":"a","token":"x","expires":"2099-01-01T00:00:00Z"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		var p problem
		if json.Unmarshal([]byte(text), &p) == nil {
			for _, atHome := range []bool{true, false} {
				if m, code, said := p.meaning(atHome); strings.ContainsAny(code+said, "\r\n") {
					t.Errorf("%v %q %q", m, code, said)
				}
			}
		}
		if a, err := accountOf(text, "app", ""); err == nil && (a.Tenant == "" || a.HomeAccountID == "") {
			t.Errorf("an account of nobody: %+v", a)
		} else if err != nil && fault.KindOf(err) == fault.Internal {
			t.Errorf("%v", err)
		}
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		s := &Credential{cfg: Config{ClientID: "app", Now: func() time.Time { return now }, HTTP: http.DefaultClient}, refresh: "r", tokens: map[key]entry{}}
		s.account.HomeAccountID = "o.t"
		s.TakeUp([]byte(text))
		for k, e := range s.tokens {
			if e.token == "" || !now.Before(e.expires) {
				t.Errorf("%v: %v", k, e)
			}
		}
	})
}
