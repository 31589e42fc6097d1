package cli

import (
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"tenantry/app/cli/command"
)

// heard is a program of the user's that listens over TLS, and what it heard.
type heard struct {
	mu     sync.Mutex
	status int
	bodies []string
	signed int
}

func (h *heard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.bodies = append(h.bodies, string(body))
	if strings.HasPrefix(r.Header.Get("webhook-signature"), "v1,") {
		h.signed++
	}
	w.WriteHeader(h.status)
}

// A webhook from its address in a file to its removal, as a person types it; the address and the key are never said again.
func TestAWebhookIsSetTriedAndRemoved(t *testing.T) {
	d := newDesk(t)
	d.startCloud(5)
	h := &heard{status: http.StatusAccepted}
	srv := httptest.NewTLSServer(h)
	defer srv.Close()
	d.signInWith(d.loginArgs("--no-browser", "--ca", d.file("ca.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: srv.Certificate().Raw}))))...)
	d.refusesWebhooks()
	all := ""
	say := func(want int, args ...string) string {
		t.Helper()
		r := d.types(append([]string{"alerts", "webhook"}, args...)...)
		if r.code != want {
			t.Errorf("%v: exit %d\n%s%s", args, r.code, r.out, r.err)
		}
		if all += r.out + r.err; strings.Contains(all, "path-of-secrets") {
			t.Errorf("%v shows the address: %s", args, r.out)
		}
		return r.out
	}
	const end = "/path-of-secrets-and-more"
	say(0, "set", "--kind", "generic", "--url-file", d.file("address.txt", "  "+srv.URL+end+"\r\n"))
	var shown map[string]any
	if err := json.Unmarshal([]byte(say(0, "--json")), &shown); err != nil || shown["kind"] != "generic" || shown["ending"] != "more" || shown["names"] != false || shown["waiting"] != 0. {
		t.Errorf("%v, %v", shown, err)
	}
	key := strings.TrimSpace(say(0, "secret", "--renew"))
	if !strings.HasPrefix(key, "whsec_") || key == strings.TrimSpace(say(0, "secret", "--renew")) {
		t.Errorf("the key is %q, and again", key)
	}
	all = ""
	if said := say(0, "test"); !strings.Contains(said, "The test message arrived") || len(h.bodies) != 1 || h.signed != 1 || !strings.Contains(h.bodies[0], `"test":true`) {
		t.Errorf("%s: %v", said, h.bodies)
	}
	h.status = http.StatusGone
	if said := say(command.ExitPart, "test"); !strings.Contains(said, "was taken away (410: –)") || !strings.Contains(said, "alerts webhook set --help") {
		t.Error(said)
	}
	if said := say(0); !strings.Contains(said, "0 messages") || !strings.Contains(said, "TNA-") || !strings.Contains(said, "  sent  A test from Tenantry") {
		t.Errorf("the one that arrived is shown, and the other is not kept: %s", said)
	}
	if said := say(0, "set", "--names"); !strings.Contains(said, "generic") || !strings.Contains(said, " named") {
		t.Error(said)
	}
	if said := say(0, "remove"); !strings.Contains(said, "0 messages that had not arrived") {
		t.Error(said)
	}
	if r := d.types("alerts", "webhook", "test"); r.code == 0 || !strings.Contains(r.err, "there is no webhook") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	if strings.Contains(all, "whsec_") {
		t.Error("the key is shown again")
	}
}

// file writes a file in the desk's folder and gives its name.
func (d *desk) file(name, text string) string {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.home, name), []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return name
}

// refusesWebhooks types what makes no webhook.
func (d *desk) refusesWebhooks() {
	t := d.t
	t.Helper()
	if said := d.must(d.types("alerts", "webhook")).out; !strings.Contains(said, "There is no webhook") {
		t.Error(said)
	}
	for _, words := range [][]string{{"set"}, {"set", "--kind", "slack"}, {"set", "--kind", "pager", "--url-file", "-"}, {"secret"}, {"retry"}} {
		if r := d.typesInto("https://a.test/x", append([]string{"alerts", "webhook"}, words...)...); r.code != command.ExitUse {
			t.Errorf("%v: exit %d, %s", words, r.code, r.err)
		}
	}
	if r := d.typesInto("http://a.test/path-of-secrets", "alerts", "webhook", "set", "--kind", "generic", "--url-file", "-"); r.code != command.ExitUse || !strings.Contains(r.err, "https") || strings.Contains(r.err, "path-of") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}
