package challenge_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"tenantry/backend/challenge"
)

// FuzzAChallenge: what is taken for claims is a JSON object, whatever the header holds.
func FuzzAChallenge(f *testing.F) {
	f.Add(`Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="`)
	f.Add(`Bearer claims="{\"access_token\":{\"acrs\":{}}}"`)
	f.Add(`Bearer claims="\\"`)
	f.Fuzz(func(t *testing.T, header string) {
		claims, made := challenge.Of(http.Header{"Www-Authenticate": {header}})
		var object map[string]any
		if claims != "" && (!made || json.Unmarshal([]byte(claims), &object) != nil || object == nil) {
			t.Errorf("%q was taken for claims", claims)
		}
	})
}
