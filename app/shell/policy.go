package shell

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"net/http"
	"regexp"
	"strings"
)

// policy is what the page may load and run, a directive a line: its own files, nothing written into it but its own style,
// nothing from elsewhere. The page's build writes the same lines into the page (frontend/page.ts).
//
//go:embed policy.txt
var policy string

// own is a style that stands in the built page.
var own = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

// policyFor is the policy of a page: each style that was built into it is known by its hash, and nobody can write another.
func policyFor(page []byte) string {
	all := strings.Join(strings.Split(strings.TrimSpace(policy), "\n"), "; ")
	for _, style := range own.FindAllSubmatch(page, -1) {
		sum := sha256.Sum256(style[1])
		all = strings.Replace(all, "style-src 'self'", "style-src 'self' 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'", 1)
	}
	return all
}

// headers go with every answer of the asset server. What WebView2 would grant unasked, because Wails tells it to grant
// everything, the page is refused by Permissions-Policy.
var headers = map[string]string{
	"Content-Security-Policy": policyFor(nil),
	"Permissions-Policy": "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), fullscreen=(), " +
		"geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), " +
		"publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()",
	"Referrer-Policy":        "no-referrer",
	"X-Content-Type-Options": "nosniff",
}

// guarded makes next answer with the headers that bind the page.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		next.ServeHTTP(w, r)
	})
}
