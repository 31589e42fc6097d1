package cli

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"tenantry/app/cli/command"
)

// A proxy that is in the way is named with its address and what to do, in place of Microsoft and a new sign-in, and
// its password is never told.
func TestAProxyThatIsInTheWayIsNamed(t *testing.T) {
	locked := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) }))
	defer locked.Close()
	dead, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dead.Close()
	for name, c := range map[string]struct {
		at, says string
		code     int
	}{
		"dead":   {dead.Addr().String(), "can't be reached", command.ExitOffline},
		"locked": {strings.TrimPrefix(locked.URL, "http://"), "wants a user and password (407)", command.ExitError},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			r := d.types("login", "--client-id", "11111111-1111-4111-8111-111111111111", "--tenant", "contoso.com", "--device-code", "--proxy", "http://ada:hunter2@"+c.at)
			if r.code != c.code || !strings.Contains(r.err, "the proxy http://"+c.at+" "+c.says) || !strings.Contains(r.err, "--proxy http://USER:PASSWORD@HOST:PORT") {
				t.Errorf("exit %d: %s", r.code, r.err)
			}
			if strings.Contains(r.err, "hunter2") || strings.Contains(r.err, "microsoftonline") || strings.Contains(r.err, "sign in again") {
				t.Errorf("%s", r.err)
			}
		})
	}
	d := newDesk(t)
	if r := d.types("login", "--client-id", "x", "--tenant", "contoso.com", "--proxy", "ftp://ada:hunter2@x"); r.code != command.ExitUse || strings.Contains(r.err, "hunter2") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}

// Where a proxy answers for the sign-in, at whichever of its steps, what is said is the proxy's.
func TestAProxyThatAnswersForTheSignInIsNamed(t *testing.T) {
	d := newDesk(t)
	d.startCloud(3)
	login, err := url.Parse(d.at.Login)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []string{"devicecode", "token"} {
		through := httputil.NewSingleHostReverseProxy(login)
		locked := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/"+step) {
				w.WriteHeader(http.StatusProxyAuthRequired)
				return
			}
			through.ServeHTTP(w, r)
		}))
		defer locked.Close()
		r := d.types(d.loginArgs("--device-code", "--login-url", locked.URL)...)
		says := "a proxy on the way to " + strings.TrimPrefix(locked.URL, "http://") + " wants a user and password (407): check this proxy"
		if r.code != command.ExitError || !strings.Contains(r.err, says) || strings.Contains(r.err, "sign in again") {
			t.Errorf("%s: exit %d: %s %s", step, r.code, r.err, r.out)
		}
	}
}

// The proxy is named by doctor; this computer's own addresses need none.
func TestDoctorNamesTheProxy(t *testing.T) {
	d := newDesk(t)
	d.startCloud(3)
	d.signIn()
	doc := d.types("doctor", "--json", "--proxy", "http://ada:hunter2@127.0.0.1:9").document(t)
	for _, c := range each(t, "checks", doc["checks"], "name") {
		if c["name"] == "proxy" && c["message"] == "none; Microsoft is reached directly" {
			return
		}
	}
	t.Errorf("%v", doc)
}
