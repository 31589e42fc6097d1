package official

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"html"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"tenantry/backend/simcloud"
)

// bench is a simulated cloud behind TLS and an HTTP client that trusts it, as with simulate --tls.
type bench struct {
	cloud *simcloud.Cloud
	at    simcloud.Endpoints
	http  *http.Client
	app   public.Client
}

func setUp(t *testing.T, o simcloud.Options) *bench {
	t.Helper()
	s, ok := simcloud.ScenarioNamed("quiet")
	if !ok {
		t.Fatal("no scenario")
	}
	b := &bench{cloud: simcloud.New(s, 1, o)}
	server, err := b.cloud.Listen(t.Context(), "127.0.0.1:0", true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	pem, err := os.ReadFile(server.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		t.Fatal("the file of the authority holds no certificate")
	}
	tr := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
	t.Cleanup(tr.CloseIdleConnections)
	b.at, b.http = server.Endpoints, &http.Client{Transport: tr}
	b.app, err = public.New(simcloud.ClientID, public.WithAuthority(b.at.Login+"/"+simcloud.TenantID),
		public.WithHTTPClient(b.http), public.WithInstanceDiscovery(false))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bench) graphScope() []string { return []string{b.at.Graph + "/.default"} }

// byDeviceCode signs in; a person types the code into the page.
func (b *bench) byDeviceCode(t *testing.T) public.AuthResult {
	t.Helper()
	code, err := b.app.AcquireTokenByDeviceCode(t.Context(), b.graphScope())
	if err != nil {
		t.Fatal(err)
	}
	page, err := b.http.PostForm(code.Result.VerificationURL, url.Values{"user_code": {code.Result.UserCode}, "answer": {"approve"}})
	if err != nil {
		t.Fatal(err)
	}
	_ = page.Body.Close()
	result, err := code.AuthenticationResult(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// token gets a tenant's token without a person.
func (b *bench) token(ctx context.Context, account public.Account, tenant string, scopes []string) (string, error) {
	r, err := b.app.AcquireTokenSilent(ctx, scopes, public.WithSilentAccount(account), public.WithTenantID(tenant))
	return r.AccessToken, err
}

func TestMSALSignsInByDeviceCodeAndGetsTokensOfCustomersSilently(t *testing.T) {
	b := setUp(t, simcloud.Options{})
	result := b.byDeviceCode(t)
	if result.Account.PreferredUsername != simcloud.Username || result.IDToken.TenantID != simcloud.TenantID {
		t.Errorf("signed in as %s of %s", result.Account.PreferredUsername, result.IDToken.TenantID)
	}
	customers := b.customers(t, result.AccessToken)
	own, err := b.token(t.Context(), result.Account, customers[0], b.graphScope())
	if err != nil || own == result.AccessToken {
		t.Fatalf("a token of the customer's own: %v", err)
	}
	if _, err = b.token(t.Context(), result.Account, simcloud.TenantID, []string{b.at.PartnerCenter + "/user_impersonation"}); err != nil {
		t.Error(err)
	}
	if err = b.cloud.Do(simcloud.Event{Kind: "consent-withdrawn", TenantID: customers[1]}); err != nil {
		t.Fatal(err)
	}
	if _, err = b.token(t.Context(), result.Account, customers[1], b.graphScope()); err == nil || !strings.Contains(err.Error(), "AADSTS65001") {
		t.Errorf("without consent: %v", err)
	}
}

// TestMSALSignsInThroughABrowser: MSAL asks for form_post and refuses the code in the address.
func TestMSALSignsInThroughABrowser(t *testing.T) {
	b := setUp(t, simcloud.Options{AutoApprove: true})
	result, err := b.app.AcquireTokenInteractive(t.Context(), b.graphScope(), public.WithOpenURL(func(address string) error {
		go b.browse(t, address)
		return nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	if result.Account.PreferredUsername != simcloud.Username {
		t.Errorf("signed in as %s", result.Account.PreferredUsername)
	}
}

var (
	field  = regexp.MustCompile(`type="hidden" name="([^"]*)" value="([^"]*)"`)
	target = regexp.MustCompile(`action="([^"]*)"`)
)

// browse does what a browser does with a page that posts its form by itself.
func (b *bench) browse(t *testing.T, address string) {
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Error(err)
		return
	}
	r.Header.Set("Accept", "text/html")
	a, err := b.http.Do(r)
	if err != nil {
		t.Error(err)
		return
	}
	page := read(t, a)
	to := target.FindStringSubmatch(page)
	if to == nil {
		t.Errorf("no form in %.300s", page)
		return
	}
	v := url.Values{}
	for _, f := range field.FindAllStringSubmatch(page, -1) {
		v.Set(html.UnescapeString(f[1]), html.UnescapeString(f[2]))
	}
	if a, err = b.http.PostForm(html.UnescapeString(to[1]), v); err != nil {
		t.Error(err)
		return
	}
	_ = a.Body.Close()
}
