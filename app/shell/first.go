package shell

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"strconv"

	"tenantry/app/contract"
)

// withFirst puts what the page is to show first into it, so that it waits for no call. It is data, which no policy lets
// run: JSON in which "<" is written otherwise ends no element, whatever a customer is called.
func withFirst(first func() contract.First, reached func(step string), next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || r.URL.Path != "/" && r.URL.Path != "/index.html" {
			next.ServeHTTP(w, r)
			return
		}
		reached("the page is asked for")
		page := answer{header: http.Header{}, code: http.StatusOK}
		next.ServeHTTP(&page, r)
		body := page.body.Bytes()
		if data, err := json.Marshal(first()); err == nil { // without it the page asks
			body = bytes.Replace(body, []byte("</head>"), slotted(data), 1)
		}
		maps.Copy(w.Header(), page.header)
		w.Header().Set("Content-Security-Policy", policyFor(page.body.Bytes()))
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.Header().Set("Cache-Control", "no-store") // it names customers
		w.WriteHeader(page.code)
		_, _ = w.Write(body)
		reached("the page is given")
	})
}

// slotted is the end of the page's head with data in it.
func slotted(data []byte) []byte {
	return bytes.Join([][]byte{[]byte(`<script type="application/json" id="first">`), data, []byte("</script></head>")}, nil)
}

// answer is an answer that is not given yet.
type answer struct {
	header http.Header
	code   int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header            { return a.header }
func (a *answer) WriteHeader(code int)           { a.code = code }
func (a *answer) Write(part []byte) (int, error) { return a.body.Write(part) }
