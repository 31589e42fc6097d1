package cli

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// refusal is a line of backend/msauth/testdata/refusals.txt.
type refusal struct {
	number, where, kind, remedy, said string
}

// refusals are the lines about a tenant ("home" or "customer"), one for each thing that is said.
func refusals(t *testing.T, where string) (out []refusal) {
	t.Helper()
	text, err := os.ReadFile("../../backend/msauth/testdata/refusals.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		if strings.HasPrefix(line, "#") || f[1] != where && f[1] != "anywhere" {
			continue
		}
		r := refusal{f[0], where, f[2], f[3], strings.Join(f[4:], " ")}
		if what := r.kind + r.remedy + strings.ReplaceAll(r.said, r.number, ""); !seen[what] {
			seen[what] = true
			out = append(out, r)
		}
	}
	if len(out) < 25 {
		t.Fatalf("only %d refusals: the test looks at the wrong place", len(out))
	}
	return out
}

var life = regexp.MustCompile(`"expires_in":\s*\d+`)

// refuse stands between the user and the sign-in service: what redeems a refresh token in one of the tenants
// gets the tenant's number. Access tokens of a sign-in are spent at once, so that the next command redeems.
func (d *desk) refuse() (set func(tenant, number string)) {
	d.t.Helper()
	to, err := url.Parse(d.at.Login)
	if err != nil {
		d.t.Fatal(err)
	}
	var mu sync.Mutex
	numbers := map[string]string{}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to) },
		ModifyResponse: func(resp *http.Response) error {
			body, err := io.ReadAll(resp.Body)
			body = life.ReplaceAll(body, []byte(`"expires_in":1`))
			resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
			resp.Header.Set("Content-Length", strconv.Itoa(len(body)))
			return err
		},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tenant, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		mu.Lock()
		number := numbers[tenant]
		mu.Unlock()
		if number == "" || !bytes.Contains(body, []byte("grant_type=refresh_token")) {
			proxy.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"error":"invalid_grant","error_description":"AADSTS%s: Some words.\r\nTrace ID: t","error_codes":[%s],"trace_id":"t"}`, number, number)
	}))
	d.t.Cleanup(server.Close)
	d.at.Login = server.URL
	return func(tenant, number string) {
		mu.Lock()
		defer mu.Unlock()
		numbers[tenant] = number
	}
}

// Every refusal at a customer of its own, all in one sync: each is told as the table says, and keeps nobody
// else from being read.
func TestEachCustomersRefusalIsToldAndIsItsAlone(t *testing.T) {
	d := newDesk(t)
	d.startCloud(140)
	set := d.refuse()
	d.signIn()
	d.types("sync")
	page := d.must(d.types("customers", "--json")).document(t)["customers"].([]any)
	var read []string // who can be read
	for _, r := range page {
		if c := r.(map[string]any); c["problem"] == nil && c["health"] != "unknown" {
			read = append(read, c["tenantId"].(string))
		}
	}
	all := slices.DeleteFunc(refusals(t, "customer"), func(r refusal) bool { return r.kind == "throttled" || r.kind == "upstream" }) // those wait
	if len(read) < len(all)+10 {
		t.Fatalf("%d customers for %d refusals", len(read), len(all))
	}
	d.must(d.types("logout"))
	d.signIn() // nobody's access token is left
	for i, r := range all {
		set(read[i], r.number)
	}
	sync := d.types("sync", "--full", "--json")
	if sync.code != command.ExitPart {
		t.Fatalf("exit %d %s", sync.code, sync.err)
	}
	failed := map[string]map[string]any{}
	for _, f := range sync.document(t)["failures"].([]any) {
		failed[f.(map[string]any)["tenantId"].(string)] = f.(map[string]any)
	}
	kept := map[string]map[string]any{}
	for _, r := range d.must(d.types("customers", "--json")).document(t)["customers"].([]any) {
		c := r.(map[string]any)
		kept[c["tenantId"].(string)], _ = c["problem"].(map[string]any)
	}
	for i, r := range all {
		for where, p := range map[string]map[string]any{"sync": failed[read[i]], "customers": kept[read[i]]} {
			if p == nil || p["kind"] != r.kind || p["remedyKey"] != r.remedy || p["message"] != r.said || p["code"] != "AADSTS"+r.number || p["tenant"] != read[i] {
				t.Errorf("%s: %s at a customer: %v, want %+v", where, r.number, p, r)
				continue
			}
			if remedy := p["remedy"].(string); strings.Contains(remedy, "sign in again") || strings.Contains(remedy, "app registration") || strings.Contains(remedy, "{") {
				t.Errorf("%s: %s at a customer: %s", where, r.number, remedy)
			}
		}
	}
	for _, id := range read[len(all):] {
		if kept[id] != nil || failed[id] != nil {
			t.Errorf("%s was kept from being read: %v", id, kept[id])
		}
	}
	// The same in the words that people read.
	shown := d.must(d.types("customer", read[0]))
	if !strings.Contains(shown.out, all[0].said) {
		t.Errorf("%s: %s", all[0].number, shown.out)
	}
}

// At home a refusal is everybody's: the sync ends, and its exit code and its words say what helps.
func TestARefusalAtHomeIsToldAndEndsTheSync(t *testing.T) {
	d := newDesk(t)
	d.startCloud(5)
	set := d.refuse()
	d.signIn()
	d.happens(simcloud.Event{Kind: "token-expires"})
	for _, r := range refusals(t, "home") {
		if r.kind == "throttled" || r.kind == "upstream" {
			continue // they are waited for
		}
		set(simcloud.TenantID, r.number)
		got := d.types("sync")
		want := command.ExitError
		switch {
		case r.kind == "signin":
			want = command.ExitSignIn
		case r.remedy == "correct-input", r.remedy == "choose-cloud": // of the sign-in's own words
			want = command.ExitUse
		}
		if got.code != want || !strings.Contains(got.out+got.err, r.said) {
			t.Errorf("%s at home: exit %d, want %d and %q\n%s%s", r.number, got.code, want, r.said, got.out, got.err)
		}
		for _, wrong := range []string{"this customer", "service provider users", "--customer"} {
			if strings.Contains(got.out+got.err, wrong) {
				t.Errorf("%s at home speaks of a customer: %s%s", r.number, got.out, got.err)
			}
		}
	}
	set(simcloud.TenantID, "")
	if r := d.types("sync"); r.code != command.ExitDone && r.code != command.ExitPart {
		t.Errorf("then it is read: exit %d %s", r.code, r.err)
	}
}
