package shell

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// directives are what the header says, by name.
func directives(header string) map[string]string {
	out := map[string]string{}
	for _, d := range strings.Split(header, "; ") {
		name, value, _ := strings.Cut(d, " ")
		out[name] = value
	}
	return out
}

func TestEveryAnswerBindsThePage(t *testing.T) {
	files := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<!doctype html>")) })
	for _, path := range []string{"/", "/index.html", "/assets/index.js", "/nowhere"} {
		answer := httptest.NewRecorder()
		guarded(files).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		got := directives(answer.Header().Get("Content-Security-Policy"))
		for name, value := range map[string]string{"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "font-src": "'self'", "base-uri": "'none'",
			"form-action": "'none'", "frame-ancestors": "'none'", "require-trusted-types-for": "'script'"} {
			if got[name] != value {
				t.Errorf("%s: %s is %q, want %q", path, name, got[name], value)
			}
		}
		for _, feature := range []string{"camera", "microphone", "geolocation", "clipboard-read"} {
			if !strings.Contains(answer.Header().Get("Permissions-Policy"), feature+"=()") {
				t.Errorf("%s: %s is not refused", path, feature)
			}
		}
	}
}

// What would open the policy again: a wildcard, a scheme, a host, anything unsafe.
func TestThePolicyHasNoHole(t *testing.T) {
	hole := regexp.MustCompile(`unsafe|\*|https?:|data:|blob:|strict-dynamic|wasm|inline`)
	if found := hole.FindString(headers["Content-Security-Policy"]); found != "" {
		t.Errorf("the policy has %s: %s", found, headers["Content-Security-Policy"])
	}
}
