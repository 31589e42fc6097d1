package partnercenter

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
)

// The body is that of the only official sample: scopes joined by commas, both applications in one call.
func TestAConsentIsSentAsDocumentedAndWhatIsThereAlreadyIsDone(t *testing.T) {
	const exists = `{"code":"3002","description":"Permission entry already exists.","data":[],"source":"PartnerFD"}`
	for what, c := range map[string]struct {
		status int
		body   string
		kind   fault.Kind
		remedy fault.Remedy
	}{
		"made": {201, `{}`, "", ""}, "made, as others saw it": {200, ``, "", ""}, "there already": {409, exists, "", ""}, "there already, as others saw it": {400, exists, "", ""},
		"wrong":       {400, `{"code":"3000","description":"Invalid property"}`, fault.Invalid, fault.ReportBug},
		"no token":    {401, `{"code":"800001"}`, fault.SignIn, fault.SignInAgain},
		"no MFA":      {401, `{"code":"900421"}`, fault.SignIn, fault.SignInAgain},
		"no role":     {403, `{"code":"900150"}`, fault.Denied, fault.ConsentRole},
		"no role, v1": {403, `{"code":"2032"}`, fault.Denied, fault.ConsentRole},
		"no customer": {403, `{"code":"20002"}`, fault.Denied, fault.CheckDelegation},
		"busy":        {503, ``, fault.Upstream, fault.ReportUpstream},
	} {
		t.Run(what, func(t *testing.T) {
			var body []byte
			pc, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
				body, _ = io.ReadAll(r.Body)
				w.WriteHeader(c.status)
				_, _ = w.Write([]byte(c.body))
			})
			err := pc.Consent(t.Context(), "c-1", "an-app", "An app", []Grant{{"graph", []string{"Directory.Read.All", "User.Read"}}, {"azure", []string{"user_impersonation"}}})
			if fault.KindOf(err) != c.kind {
				t.Fatalf("%v", err)
			}
			if f, ok := fault.As(err); ok && f.Remedy != c.remedy {
				t.Errorf("remedy %s", f.Remedy)
			}
			if what != "made" {
				return
			}
			r := asked.asked[0]
			if r.Method != "POST" || asked.urls()[0] != "/v1/customers/c-1/applicationconsents" || r.Header.Get("Content-Type") != "application/json" || r.Header.Get("MS-Contract-Version") != "v1" {
				t.Errorf("%s %s %v", r.Method, r.URL, r.Header)
			}
			var got any
			if err := json.Unmarshal(body, &got); err != nil {
				t.Fatal(err)
			}
			want := map[string]any{"applicationId": "an-app", "displayName": "An app", "applicationGrants": []any{
				map[string]any{"enterpriseApplicationId": "graph", "scope": "Directory.Read.All,User.Read"},
				map[string]any{"enterpriseApplicationId": "azure", "scope": "user_impersonation"}}}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
		})
	}
}
