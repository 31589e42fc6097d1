package msauth_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"tenantry/backend/cloud"
	"tenantry/backend/msauth"
)

const (
	clientID = "11112222-bbbb-3333-cccc-4444dddd5555"
	home     = "aaaaaaaa-0000-0000-0000-000000000001"
	customer = "cccccccc-0000-0000-0000-000000000002"
)

// authority is a sign-in service in memory. It stamps every token with "SECRET", which no error, log
// or kept access token may show.
type authority struct {
	mu      sync.Mutex
	forms   []url.Values // of the token endpoint
	tenants []string
	issued  int
	latency time.Duration
	nonce   string
	idTok   map[string]any // replaces members of the id_token
	extra   map[string]any // replaces members of the answer
	// refuse, if it gives a status, answers instead of success.
	refuse func(tenant string, form url.Values) (status int, body string, header http.Header)
	device func(form url.Values) string
	hosts  []string
}

func (a *authority) RoundTrip(req *http.Request) (*http.Response, error) {
	if a.latency > 0 {
		select {
		case <-time.After(a.latency):
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
	}
	raw, _ := io.ReadAll(req.Body)
	form, _ := url.ParseQuery(string(raw))
	tenant := strings.Split(req.URL.Path, "/")[1]
	a.mu.Lock()
	defer a.mu.Unlock()
	a.hosts = append(a.hosts, req.URL.Host)
	if strings.HasSuffix(req.URL.Path, "/devicecode") {
		return reply(req, 200, a.device(form), nil), nil
	}
	if !strings.HasSuffix(req.URL.Path, "/oauth2/v2.0/token") || req.Method != "POST" {
		return reply(req, 404, "", nil), nil
	}
	a.forms, a.tenants = append(a.forms, form), append(a.tenants, tenant)
	if a.refuse != nil {
		status, body, header := a.refuse(tenant, form)
		if status < 0 {
			return nil, errors.New("connection reset")
		}
		if status != 0 {
			return reply(req, status, body, header), nil
		}
	}
	a.issued++
	answer := map[string]any{
		"token_type": "Bearer", "expires_in": 3599, "scope": form.Get("scope"),
		"access_token":  fmt.Sprintf("SECRET-access-%d", a.issued),
		"refresh_token": fmt.Sprintf("SECRET-refresh-%d", a.issued),
	}
	if form.Get("grant_type") != "refresh_token" {
		answer["id_token"] = a.idToken()
	}
	for k, v := range a.extra {
		answer[k] = v
	}
	body, _ := json.Marshal(answer)
	return reply(req, 200, string(body), nil), nil
}

func (a *authority) idToken() string {
	claims := map[string]any{"aud": clientID, "nonce": a.nonce, "name": "Megan Bowen", "preferred_username": "megan@contoso.com",
		"tid": strings.ToUpper(home), "oid": "oid-1"}
	for k, v := range a.idTok {
		claims[k] = v
	}
	raw, _ := json.Marshal(claims)
	return "e30." + base64.RawURLEncoding.EncodeToString(raw) + ".SECRET"
}

// count says how many token requests there were.
func (a *authority) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.forms)
}

func (a *authority) last() url.Values {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.forms[len(a.forms)-1]
}

func (a *authority) set(refuse func(string, url.Values) (int, string, http.Header)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.refuse = refuse
}

func reply(req *http.Request, status int, body string, header http.Header) *http.Response {
	if header == nil {
		header = http.Header{}
	}
	header.Set("Content-Type", "application/json")
	return &http.Response{StatusCode: status, Status: fmt.Sprint(status), Header: header, Request: req, Body: io.NopCloser(strings.NewReader(body))}
}

// aadsts is the documented error body.
func aadsts(name string, code int) string {
	return fmt.Sprintf(`{"error":%q,"error_description":"AADSTS%d: Some words. Trace ID: t\r\nCorrelation ID: c",
		"error_codes":[%d],"trace_id":"trace-1","correlation_id":"correlation-1"}`, name, code, code)
}

func always(status int, body string) func(string, url.Values) (int, string, http.Header) {
	return func(string, url.Values) (int, string, http.Header) { return status, body, nil }
}

// keeper keeps in memory and can fail or take its time.
type keeper struct {
	mu    sync.Mutex
	value []byte
	saves int
	fail  error
	takes time.Duration
	busy  bool
}

func (k *keeper) Load() ([]byte, bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.value, k.value != nil, k.fail
}

func (k *keeper) Save(v []byte) error {
	k.mu.Lock()
	if k.busy {
		panic("two saves at once")
	}
	k.busy = true
	fail := k.fail
	k.mu.Unlock()
	time.Sleep(k.takes)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.busy = false
	if fail != nil {
		return fail
	}
	k.saves++
	k.value = bytes.Clone(v)
	return nil
}

func (k *keeper) Delete() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.value = nil
	return k.fail
}

// refresh is the refresh token that is kept.
func (k *keeper) refresh() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	var r struct{ RefreshToken string }
	_ = json.Unmarshal(k.value, &r)
	return r.RefreshToken
}

func (k *keeper) set(fail error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.fail = fail
}

func config(t *testing.T, a http.RoundTripper, k msauth.Keeper) msauth.Config {
	t.Helper()
	e, err := cloud.Named("global")
	if err != nil {
		t.Fatal(err)
	}
	return msauth.Config{ClientID: clientID, Tenant: home, Cloud: e, HTTP: &http.Client{Transport: a}, Keeper: k}
}

// signedIn is a keeper that already keeps a sign-in.
func signedIn() *keeper {
	return &keeper{value: fmt.Appendf(nil, `{"version":1,"clientId":%q,"tenant":%q,"login":"https://login.microsoftonline.com",
		"account":{"Name":"Megan Bowen","Username":"megan@contoso.com","Tenant":%q,"HomeAccountID":"oid-1.x"},
		"refreshToken":"SECRET-refresh-0"}`, clientID, home, home)}
}

func open(t *testing.T, cfg msauth.Config) *msauth.Credential {
	t.Helper()
	s, err := msauth.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

const scope = "https://graph.microsoft.com/.default"

func token(t *testing.T, s *msauth.Credential, tenant string) string {
	t.Helper()
	got, err := s.Token(context.Background(), tenant, scope)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// tells fails the test when err says a secret.
func tells(t *testing.T, err error) {
	t.Helper()
	if err != nil && strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "SECRET") {
		t.Errorf("the error tells a secret: %#v", err)
	}
}
