package logbook_test

import (
	"strings"
	"testing"

	"tenantry/backend/logbook"
)

func TestRedactHidesWhatLooksLikeASecret(t *testing.T) {
	long := strings.Repeat("aB3_-.", 30)
	for text, kept := range map[string]string{
		"Authorization: Bearer abc.def":                  "Authorization",
		`{"refresh_token":"0.abc","x":"y"}`:              `"x":"y"`,
		"https://localhost/?code=0.abc&session_state=s1": "https://localhost/",
		"token eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.abc.": "token",
		"grant 0." + long + " refused":                   "refused",
		"client_secret = 0.abc next":                     "next",
	} {
		got := logbook.Redact(text)
		for _, s := range []string{"abc", "eyJ", "aB3", "s1&"} {
			if strings.Contains(got, s) {
				t.Errorf("%q became %q", text, got)
			}
		}
		if !strings.Contains(got, kept) {
			t.Errorf("%q became %q, which lost %q", text, got, kept)
		}
	}
	for _, plain := range []string{
		"https://graph.microsoft.com/v1.0/tenantRelationships/delegatedAdminRelationships/72a7ae7e-4887-4e34-9755-2e1e9b26b943-63f017cb-9e0d-4f14-94bd-4871902b3409",
		"AADSTS65001: the app is not approved", "status 503 after 3 tries",
	} {
		if got := logbook.Redact(plain); got != plain {
			t.Errorf("%q became %q", plain, got)
		}
	}
}
