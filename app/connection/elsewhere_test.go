package connection

import (
	"bytes"
	"encoding/pem"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/store/memstore"
)

// Another host is reached with the certificates of the sign-in, without tokens, without following it elsewhere, and without a word
// about its address; whether it answers says nothing of the network.
func TestAnotherHostIsReachedWithTheSameCertificatesAndNothingElse(t *testing.T) {
	var asked []string
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path+r.Header.Get("Authorization"))
		w.Header().Set("Connection", "close") // so that the last try finds nobody, and not a line that ends under it
		http.Redirect(w, r, "/other", http.StatusFound)
	}))
	srv.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, 0) // of those who don't trust it
	srv.StartTLS()
	defer srv.Close()
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: srv.Certificate().Raw})
	var log bytes.Buffer
	journal := memstore.NewJournal()
	a := New(t.Context(), Options{Settings: journal.Settings(), Proxy: "direct", Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Linked: func() { t.Error("it says something of the network") }})
	way := Elsewhere(a)
	try := func(address string) (int, error) {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		res, err := way.RoundTrip(req)
		if err != nil {
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("an error with the address: %v", err)
			}
			return 0, err
		}
		defer res.Body.Close()
		return res.StatusCode, nil
	}
	_, err := try(srv.URL + "/secret-a")
	if f, ok := fault.As(err); !ok || f.Kind != fault.Offline || f.Message.Key != "network_untrusted" || f.Unsure || len(asked) != 0 {
		t.Fatalf("a certificate that nobody trusts: %v", err)
	}
	s := yesterdaysSettings
	s.CA = ca
	if err := journal.Settings().Put(signInKey, signIn{Settings: s}); err != nil {
		t.Fatal(err)
	}
	if status, err := try(srv.URL + "/secret-b"); err != nil || status != http.StatusFound || len(asked) != 1 || asked[0] != "/secret-b" {
		t.Errorf("%d, %v, asked %q", status, err, asked)
	}
	srv.Close()
	_, err = try(srv.URL + "/secret-c")
	if f, ok := fault.As(err); !ok || f.Kind != fault.Offline || f.Unsure {
		t.Errorf("nobody is there: %v", err)
	}
	if a.Link() == cloud.Offline || strings.Contains(log.String(), "secret") {
		t.Errorf("%s: %s", a.Link(), log.String())
	}
}
