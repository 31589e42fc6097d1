package shell

import (
	_ "embed"
	"net/http"
	"strings"
)

// policy is what the page may load and run, a directive a line: its own files, nothing written into it, nothing from
// elsewhere. The page's build writes the same lines into the page (frontend/vite.config.ts).
//
//go:embed policy.txt
var policy string

// headers go with every answer of the asset server. What WebView2 would grant unasked, because Wails tells it to grant
// everything, the page is refused by Permissions-Policy.
var headers = map[string]string{
	"Content-Security-Policy": strings.Join(strings.Split(strings.TrimSpace(policy), "\n"), "; "),
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
