package cli

import (
	"crypto/sha256"
	"encoding/pem"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tenantry/app/cli/command"
	"tenantry/backend/simcloud"
)

// The doctor speaks the language of its reader; its document is English in every language and names the sentences.
func TestTheDoctorSpeaksTheLanguageOfItsReader(t *testing.T) {
	d := newDesk(t)
	d.startCloud(1)
	d.signIn()
	d.must(d.types("sync"))
	for lang, lines := range map[string][]string{
		"C":           {"✔ keychain      the key is in: file\n", "✔ cache         1 customer\n", "✔ network       the sign-in service answers\n", "✔ clock         right\n", "✔ permissions   all permissions are granted\n"},
		"fr_FR.UTF-8": {"toutes les autorisations sont accordées\n", "la clé est dans\u00a0: file\n", " 1 client\n", "le service de connexion répond\n", "à l’heure\n", "connecté en tant que "},
	} {
		r := d.must(d.typesIn(lang, "doctor"))
		for _, line := range lines {
			if !strings.Contains(r.out, line) {
				t.Errorf("%s: %q is missing:\n%s", lang, line, r.out)
			}
		}
	}
	english, french := d.typesIn("C", "doctor", "--json").out, d.typesIn("fr_FR.UTF-8", "doctor", "--json").out
	if english != french || !strings.Contains(english, `"message": "1 customer"`) || !strings.Contains(english, `"messageKey": "program_customers"`) {
		t.Errorf("%s\n%s", english, french)
	}
}

func TestWhatTheDoctorFindsWrongIsSaidInFrenchToo(t *testing.T) {
	d := newDesk(t)
	r := d.typesIn("fr_FR.UTF-8", "doctor") // nobody ever signed in
	if r.code != 1 || !strings.Contains(r.out, "personne n’est connecté") || strings.Contains(r.out, "sign in") {
		t.Errorf("exit %d\n%s", r.code, r.out)
	}
}

// Where the requests go, and whose word counts for who answers there, can be looked at: an address or an authority that
// somebody put there is seen.
func TestTheDoctorShowsTheCloudItsAuthorityAndTheProxy(t *testing.T) {
	d := newDesk(t)
	d.startCloud(1)
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	cert, file := server.Certificate(), filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	d.must(d.types(d.loginArgs("--device-code", "--ca", file)...))
	r := d.must(d.types("doctor", "--proxy", "http://ada:hunter2@127.0.0.1:9"))
	e := d.at
	for _, want := range []string{"custom: " + e.Login + ", " + e.Graph + ", " + e.PartnerCenter + ", " + e.Azure,
		cert.Subject.String(), fmt.Sprintf("%x", sha256.Sum256(cert.Raw))} {
		if !strings.Contains(r.out, want) {
			t.Errorf("%q is missing:\n%s", want, r.out)
		}
	}
	if strings.Contains(r.out, "hunter2") {
		t.Error("the proxy's password is told")
	}
	checks := d.types("doctor", "--json").document(t)["checks"].([]any)
	var names []string
	for _, c := range checks {
		names = append(names, c.(map[string]any)["name"].(string))
	}
	if !slices.Contains(names, "cloud") || !slices.Contains(names, "authority") {
		t.Errorf("%v", names)
	}
}

// Whoever can name a file must not be able to stand in for Microsoft.
func TestAnAuthorityCountsForACustomCloudOnly(t *testing.T) {
	d := newDesk(t)
	r := d.types("login", "--client-id", "11111111-1111-4111-8111-111111111111", "--tenant", "contoso.com", "--device-code", "--ca", "company.pem")
	if r.code != command.ExitUse || !strings.Contains(r.err, "custom cloud only") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}

// A file of authorities that holds none, or that the disk can't read, is refused for what it is.
func TestAFileWithoutAnAuthorityIsRefused(t *testing.T) {
	d := newDesk(t)
	d.startCloud(3)
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, []byte("\ufeff\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := d.types(d.loginArgs("--device-code", "--ca", empty)...); r.code != command.ExitUse || !strings.Contains(r.err, "no certificate in PEM form") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	const unread = "/proc/self/mem" // its first bytes are no memory: the system reports a failing disk
	if _, err := os.Stat(unread); err != nil {
		return
	}
	if r := d.types(d.loginArgs("--device-code", "--ca", unread)...); r.code != command.ExitError || !strings.Contains(r.err, "have the disk checked") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}

// A permission that an administrator took back is named before anybody wonders why something stays empty.
func TestTheDoctorNamesThePermissionsThatTheAppLacks(t *testing.T) {
	d := newDesk(t)
	d.startCloud(1)
	d.signIn()
	for _, lacks := range []struct{ permission, says string }{
		{"CrossTenantInformation.ReadBasic.All", "✔ permissions   all needed permissions are granted; without the optional CrossTenantInformation.ReadBasic.All less is known\n"},
		{"ServiceHealth.Read.All", "⚠ permissions   the app was not granted ServiceHealth.Read.All in your own tenant"},
		{"user_impersonation", "⚠ permissions   the app was not granted ServiceHealth.Read.All, user_impersonation in your own tenant"},
	} {
		d.happens(simcloud.Event{Kind: "permission-withdrawn", Text: lacks.permission})
		if r := d.types("doctor"); !strings.Contains(r.out, lacks.says) {
			t.Errorf("%q is missing:\n%s", lacks.says, r.out)
		}
	}
	d.happens(simcloud.Event{Kind: "permissions-granted"})
	if r := d.must(d.types("doctor")); !strings.Contains(r.out, "all permissions are granted\n") {
		t.Errorf("what was granted since is not seen:\n%s", r.out)
	}
}
