package challenge_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"tenantry/backend/challenge"
)

func TestAChallengeIsReadInEveryFormInWhichItIsMade(t *testing.T) {
	const claims = `{"access_token":{"nbf":{"essential":true,"value":"1604106651"},"x":"ÿ?>"}}`
	for header, want := range map[string]string{
		`Bearer realm="", error="insufficient_claims", claims="` + base64.StdEncoding.EncodeToString([]byte(claims)) + `"`: claims,
		`Bearer Claims="` + base64.RawURLEncoding.EncodeToString([]byte(claims)) + `"`:                                     claims,
		`Bearer realm="",claims="` + strings.ReplaceAll(claims, `"`, `\"`) + `", error="x"`:                                claims,
		`Bearer claims="{plain}"`: "", // no JSON
		`Bearer claims="%%%"`:     "",
		`Bearer claims="e30="`:    "{}",
	} {
		if got, made := challenge.Of(http.Header{"Www-Authenticate": {"Negotiate", header}}); got != want || !made {
			t.Errorf("%s: %q, %v", header, got, made)
		}
	}
	for _, header := range []string{`Bearer realm=""`, `Bearer claims=""`, `Bearer error="no claims"`, ``} {
		if got, made := challenge.Of(http.Header{"Www-Authenticate": {header}}); made {
			t.Errorf("%s: %q is no challenge", header, got)
		}
	}
}
