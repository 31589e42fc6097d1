package shell

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
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
		page := httptest.NewRecorder()
		next.ServeHTTP(page, r)
		body := page.Body.Bytes()
		if data, err := json.Marshal(first()); err == nil { // without it the page asks
			body = bytes.Replace(body, []byte("</head>"), slotted(data), 1)
		}
		for name, values := range page.Header() {
			w.Header()[name] = values
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.Header().Set("Cache-Control", "no-store") // it names customers
		w.WriteHeader(page.Code)
		_, _ = w.Write(body)
		reached("the page is given")
	})
}

// slotted is the end of the page's head with data in it.
func slotted(data []byte) []byte {
	return bytes.Join([][]byte{[]byte(`<script type="application/json" id="first">`), data, []byte("</script></head>")}, nil)
}
