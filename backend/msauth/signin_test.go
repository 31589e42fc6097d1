package msauth_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/msauth"
)

// person is somebody with a browser: what they were asked, and how they come back.
type person struct {
	t        *testing.T
	asked    *url.URL
	pages    []string
	statuses []int
	back     func(p *person)
	done     chan struct{}
}

func (p *person) browse(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	p.asked = u
	p.done = make(chan struct{})
	go func() {
		defer close(p.done)
		p.back(p)
	}()
	return nil
}

// send comes back to the redirect address and notes the page.
func (p *person) send(method, path string, form url.Values, headers ...string) {
	address := p.asked.Query().Get("redirect_uri") + path
	var body io.Reader
	if method == http.MethodPost {
		body = strings.NewReader(form.Encode())
	} else if form != nil {
		address += "?" + form.Encode()
	}
	req, err := http.NewRequest(method, address, body)
	if err != nil {
		p.t.Error(err)
		return
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		p.t.Error(err)
		return
	}
	defer resp.Body.Close()
	page, _ := io.ReadAll(resp.Body)
	p.pages, p.statuses = append(p.pages, string(page)), append(p.statuses, resp.StatusCode)
	if csp := resp.Header.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'") || resp.Header.Get("Cache-Control") != "no-store" {
		p.t.Errorf("headers %v", resp.Header)
	}
	if strings.Contains(string(page), "http:") || strings.Contains(string(page), "https:") || strings.Contains(string(page), "SECRET") {
		p.t.Errorf("the page holds an address or a secret: %s", page)
	}
}

func (p *person) code() url.Values {
	return url.Values{"code": {"SECRET-code"}, "state": {p.asked.Query().Get("state")}, "session_state": {"x"}}
}

func approve(a *authority, method string) func(*person) {
	return func(p *person) {
		a.mu.Lock()
		a.nonce = p.asked.Query().Get("nonce")
		a.mu.Unlock()
		p.send(method, "/", p.code())
	}
}

func TestSigningInWithTheBrowser(t *testing.T) {
	for _, method := range []string{http.MethodPost, http.MethodGet} { // form_post, and query from those who don't know it
		a, k := &authority{}, &keeper{}
		s := open(t, config(t, a, k))
		p := &person{t: t, back: approve(a, method)}
		got, err := s.SignIn(t.Context(), msauth.At{}, p.browse)
		if err != nil {
			t.Fatal(err)
		}
		<-p.done
		if want := (msauth.Account{Name: "Megan Bowen", Username: "megan@contoso.com", Tenant: home, HomeAccountID: "oid-1." + home}); got != want {
			t.Errorf("account %+v", got)
		}
		if p.statuses[0] != 200 || !strings.Contains(p.pages[0], "You are signed in") || !strings.Contains(p.pages[0], `<html lang="en">`) {
			t.Errorf("page %d: %s", p.statuses[0], p.pages[0])
		}

		q := p.asked.Query()
		if got := p.asked.Scheme + "://" + p.asked.Host + p.asked.Path; got != "https://login.microsoftonline.com/"+home+"/oauth2/v2.0/authorize" {
			t.Errorf("asked at %s", got)
		}
		for name, want := range map[string]string{"client_id": clientID, "response_type": "code", "response_mode": "form_post",
			"code_challenge_method": "S256", "prompt": "select_account", "scope": scope + " openid profile offline_access"} {
			if q.Get(name) != want {
				t.Errorf("%s is %q", name, q.Get(name))
			}
		}
		if len(q.Get("state")) < 22 || len(q.Get("nonce")) < 22 || q.Get("state") == q.Get("nonce") {
			t.Errorf("state %q, nonce %q", q.Get("state"), q.Get("nonce"))
		}
		redirect, _ := url.Parse(q.Get("redirect_uri"))
		if redirect.Scheme != "http" || redirect.Hostname() != "localhost" || redirect.Port() == "" || redirect.Path != "" {
			t.Errorf("redirect %s", redirect)
		}
		f := a.last()
		sum := sha256.Sum256([]byte(f.Get("code_verifier")))
		if base64.RawURLEncoding.EncodeToString(sum[:]) != q.Get("code_challenge") {
			t.Error("the verifier doesn't fit the challenge")
		}
		if f.Get("grant_type") != "authorization_code" || f.Get("code") != "SECRET-code" || f.Get("redirect_uri") != q.Get("redirect_uri") ||
			f.Get("scope") != q.Get("scope") || f.Has("client_secret") {
			t.Errorf("redeemed with %v", f)
		}
		if k.refresh() != "SECRET-refresh-1" || strings.Contains(string(k.value), "access") {
			t.Errorf("kept %s", k.value)
		}
		if token(t, s, ""); a.count() != 1 {
			t.Error("the sign-in's own access token was thrown away")
		}
		if _, err := net.Dial("tcp", redirect.Host); err == nil {
			t.Error("the port is still open")
		}
	}
}

func TestStrangersAtTheRedirectAddress(t *testing.T) {
	a := &authority{}
	s := open(t, config(t, a, &keeper{}))
	var strangers []int
	p := &person{t: t}
	p.back = func(p *person) {
		port := ":" + strings.Split(p.asked.Query().Get("redirect_uri"), ":")[2]
		addresses, _ := net.InterfaceAddrs()
		for _, one := range addresses {
			if n, ok := one.(*net.IPNet); ok && !n.IP.IsLoopback() && n.IP.To4() != nil {
				if c, err := net.Dial("tcp", n.IP.String()+port); err == nil {
					c.Close()
					t.Errorf("it listens on %s", n.IP)
				}
			}
		}
		right := p.asked.Query().Get("state")
		p.send("POST", "/callback", p.code())                                                               // 404
		p.send("GET", "/favicon.ico", nil)                                                                  // 404
		p.send("PUT", "/", nil)                                                                             // 405
		p.send("OPTIONS", "/", nil)                                                                         // 405
		p.send("GET", "/", nil)                                                                             // 400
		p.send("POST", "/", url.Values{"code": {"x"}, "state": {"guess"}})                                  // 400
		p.send("POST", "/", url.Values{"code": {"x"}, "state": {right, right}})                             // 400
		p.send("POST", "/", url.Values{"state": {right}})                                                   // 400
		p.send("POST", "/?"+p.code().Encode(), nil)                                                         // 400: a POST's query is nobody's
		p.send("POST", "/", url.Values{"code": {strings.Repeat("x", 70<<10)}, "state": {right}})            // 400
		p.send("POST", "/", p.code(), "Host", "evil.example"+port)                                          // 421
		p.send("POST", "/", url.Values{"error": {"server_error"}, "state": {"guess"}}, "Host", "localhost") // 421
		strangers = p.statuses
		p.statuses = nil
		approve(a, "POST")(p)
	}
	if _, err := s.SignIn(t.Context(), msauth.At{}, p.browse); err != nil {
		t.Fatal(err)
	}
	<-p.done
	want := []int{404, 404, 405, 405, 400, 400, 400, 400, 400, 400, 421, 421}
	if len(strangers) != len(want) {
		t.Fatalf("answers %v", strangers)
	}
	for i := range want {
		if strangers[i] != want[i] {
			t.Errorf("stranger %d got %d, want %d", i, strangers[i], want[i])
		}
	}
	if p.statuses[0] != 200 || a.count() != 1 {
		t.Errorf("then %v with %d requests", p.statuses, a.count())
	}
}

func TestAnAnswerServesOnce(t *testing.T) {
	a := &authority{}
	s := open(t, config(t, a, &keeper{}))
	p := &person{t: t}
	a.refuse = func(string, url.Values) (int, string, http.Header) {
		p.send("POST", "/", p.code()) // while the first is being redeemed
		return 0, "", nil
	}
	p.back = approve(a, "POST")
	if _, err := s.SignIn(t.Context(), msauth.At{}, p.browse); err != nil {
		t.Fatal(err)
	}
	<-p.done
	if p.statuses[0] != http.StatusGone || p.statuses[1] != 200 || a.count() != 1 {
		t.Errorf("answers %v, %d requests", p.statuses, a.count())
	}
}

func TestASignInThatFailsSaysSoInTheBrowserAndLosesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		form    url.Values
		refuse  string
		idTok   map[string]any
		extra   map[string]any
		kind    fault.Kind
		code    string
		message string
	}{
		"cancelled":         {form: url.Values{"error": {"access_denied"}, "error_description": {"the user canceled the authentication"}}, kind: fault.SignIn, code: "access_denied", message: "cancelled"},
		"not accepted":      {form: url.Values{"error": {"access_denied"}, "error_description": {"AADSTS65004: User declined."}}, kind: fault.Consent, code: "AADSTS65004"},
		"the code was used": {refuse: aadsts("invalid_grant", 54005), kind: fault.SignIn, code: "AADSTS54005"},
		"not a public app":  {refuse: aadsts("invalid_client", 7000218), kind: fault.Invalid, code: "AADSTS7000218"},
		"another nonce":     {idTok: map[string]any{"nonce": "other"}, kind: fault.Upstream, message: "another sign-in"},
		"no nonce":          {idTok: map[string]any{"nonce": ""}, kind: fault.Upstream, message: "another sign-in"},
		"another app":       {idTok: map[string]any{"aud": "other"}, kind: fault.Upstream, message: "another app"},
		"no tenant":         {idTok: map[string]any{"tid": ""}, kind: fault.Upstream, message: "tenant"},
		"another tenant":    {idTok: map[string]any{"tid": customer}, kind: fault.Invalid, message: "another tenant"},
		"no id token":       {extra: map[string]any{"id_token": nil}, kind: fault.Upstream, message: "id token"},
		"a bad id token":    {extra: map[string]any{"id_token": "a.%.c"}, kind: fault.Upstream, message: "id token"},
		"no refresh token":  {extra: map[string]any{"refresh_token": nil}, kind: fault.Invalid, message: "offline_access"},
	} {
		t.Run(name, func(t *testing.T) {
			a, k := &authority{idTok: c.idTok, extra: c.extra}, signedIn()
			if c.refuse != "" {
				a.refuse = always(400, c.refuse)
			}
			s := open(t, config(t, a, k))
			p := &person{t: t}
			p.back = func(p *person) {
				if c.form != nil {
					c.form.Set("state", p.asked.Query().Get("state"))
					p.send("POST", "/", c.form, "Accept-Language", "fr-CA,fr;q=0.9,en;q=0.5")
					return
				}
				a.mu.Lock()
				a.nonce = p.asked.Query().Get("nonce")
				a.mu.Unlock()
				p.send("POST", "/", p.code(), "Accept-Language", "fr")
			}
			_, err := s.SignIn(t.Context(), msauth.At{}, p.browse)
			<-p.done
			tells(t, err)
			f, ok := fault.As(err)
			if !ok || f.Kind != c.kind || f.Code != c.code || !strings.Contains(f.Message.String(), c.message) {
				t.Errorf("got %#v", err)
			}
			if p.statuses[0] != 400 || !strings.Contains(p.pages[0], "n’a pas abouti") || !strings.Contains(p.pages[0], `<html lang="fr">`) {
				t.Errorf("page %d: %s", p.statuses[0], p.pages[0])
			}
			if got, in := s.Account(); !in || got.Username != "megan@contoso.com" || k.refresh() != "SECRET-refresh-0" {
				t.Errorf("the earlier sign-in is lost: %v, %s", got, k.refresh())
			}
		})
	}
}

func TestASignInEndsWithItsCallerOrItsBrowser(t *testing.T) {
	s := open(t, config(t, &authority{}, &keeper{}))
	ctx, cancel := context.WithCancel(t.Context())
	var port string
	_, err := s.SignIn(ctx, msauth.At{}, func(address string) error {
		u, _ := url.Parse(address)
		port = strings.TrimPrefix(u.Query().Get("redirect_uri"), "http://")
		if _, err := s.SignIn(ctx, msauth.At{}, func(string) error { return nil }); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a second one at the same time: %v", err)
		}
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := net.Dial("tcp", port); err == nil {
		t.Error("the port is still open")
	}
	none := errors.New("no browser")
	if _, err := s.SignIn(t.Context(), msauth.At{}, func(string) error { return none }); !errors.Is(err, none) {
		t.Errorf("got %v", err)
	}
}

func TestWhatCannotBeKeptIsNoSignIn(t *testing.T) {
	a, k := &authority{}, signedIn()
	s := open(t, config(t, a, k))
	full := errors.New("disk full")
	k.set(full)
	p := &person{t: t, back: approve(a, "POST")}
	if _, err := s.SignIn(t.Context(), msauth.At{}, p.browse); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	<-p.done
	if p.statuses[0] != 400 {
		t.Errorf("the browser was told %d", p.statuses[0])
	}
	k.set(nil)
	token(t, s, customer)
	if a.last().Get("refresh_token") != "SECRET-refresh-0" {
		t.Error("the earlier sign-in is lost")
	}
}

func TestANewSignInEndsWhatWasNeeded(t *testing.T) {
	a, k := &authority{refuse: always(400, aadsts("invalid_grant", 50173))}, signedIn()
	s := open(t, config(t, a, k))
	if _, err := s.Token(t.Context(), customer, scope); fault.KindOf(err) != fault.SignIn || s.Needed() == nil {
		t.Fatalf("%v, needed %v", err, s.Needed())
	}
	<-s.Changed()
	a.set(nil)
	p := &person{t: t, back: approve(a, "POST")}
	if _, err := s.SignIn(t.Context(), msauth.At{}, p.browse); err != nil {
		t.Fatal(err)
	}
	<-p.done
	<-s.Changed()
	if s.Needed() != nil {
		t.Errorf("needed %v", s.Needed())
	}
	token(t, s, customer)
}
