package shell

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tenantry/app/contract"
)

// served is the page as it is served, with what it is to show first.
func served(t *testing.T, path string, first contract.First) (*httptest.ResponseRecorder, *html.Node) {
	t.Helper()
	files := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Length", "81")
		_, _ = w.Write([]byte(`<!doctype html><html><head><title>T</title></head><body><div></div></body></html>`))
	})
	answer := httptest.NewRecorder()
	guarded(withFirst(func() contract.First { return first }, func(string) {}, files)).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	page, err := html.Parse(strings.NewReader(answer.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	return answer, page
}

// scripts are the elements of that kind, wherever they stand.
func scripts(n *html.Node) (all []*html.Node) {
	for d := range n.Descendants() {
		if d.Data == "script" && d.Type == html.ElementNode {
			all = append(all, d)
		}
	}
	return all
}

// Nobody may be called so that the data ends before its end, or is read as anything but data.
func TestNoNameEndsTheFirstPicturesData(t *testing.T) {
	names := []string{"</script><script>alert(1)</script>", "<!--<script>", "a\u2028b\u2029c", `"\`, "&lt;/script&gt;", "Köln \U0001F600", "]]>"}
	var first contract.First
	first.Customers = &contract.CustomerPage{}
	for _, name := range names {
		first.Customers.Customers = append(first.Customers.Customers, contract.CustomerRow{Name: name, Tags: []string{name}})
	}
	for _, path := range []string{"/", "/index.html"} {
		answer, page := served(t, path, first)
		found := scripts(page)
		if len(found) != 1 || len(found[0].Attr) != 2 || found[0].Attr[0].Val != "application/json" || found[0].Attr[1].Val != "first" {
			t.Fatalf("%s: %d scripts in %s", path, len(found), answer.Body)
		}
		var got contract.First
		if err := json.Unmarshal([]byte(found[0].FirstChild.Data), &got); err != nil {
			t.Fatal(err)
		}
		for i, name := range names {
			if r := got.Customers.Customers[i]; r.Name != name || r.Tags[0] != name {
				t.Errorf("%q became %q", name, r.Name)
			}
		}
		if raw := answer.Body.String(); strings.ContainsAny(raw, "\u2028\u2029") {
			t.Error("a line end of JavaScript stands in the page as it is")
		}
		if got := answer.Header().Get("Content-Length"); got != strconv.Itoa(answer.Body.Len()) {
			t.Errorf("%s bytes are told, %d come", got, answer.Body.Len())
		}
		if answer.Header().Get("Cache-Control") != "no-store" || answer.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("headers: %v", answer.Header())
		}
	}
}

// The style that was built into the page is known by its hash; what a customer is called adds none, and nothing unsafe comes in.
func TestTheStyleInThePageIsAllowedByItsHash(t *testing.T) {
	const style = "body{color:red}"
	files := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("<!doctype html><html><head><style>" + style + "</style></head><body></body></html>"))
	})
	first := contract.First{Customers: &contract.CustomerPage{Customers: []contract.CustomerRow{{Name: "<style>a{}</style>"}}}}
	answer := httptest.NewRecorder()
	guarded(withFirst(func() contract.First { return first }, func(string) {}, files)).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/", nil))
	sum := sha256.Sum256([]byte(style))
	got := directives(answer.Header().Get("Content-Security-Policy"))
	if want := "'self' 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; got["style-src"] != want {
		t.Errorf("style-src is %s, want %s", got["style-src"], want)
	}
	if got["script-src"] != "'self'" || got["default-src"] != "'none'" {
		t.Errorf("the rest is %v", got)
	}
}

// Everything else is served as it is.
func TestOnlyThePageHasAFirstPicture(t *testing.T) {
	for _, path := range []string{"/assets/index.js", "/assets/index.html.map"} {
		if answer, page := served(t, path, contract.First{}); len(scripts(page)) != 0 || answer.Header().Get("Content-Length") != "81" {
			t.Errorf("%s: %s", path, answer.Body)
		}
	}
}
