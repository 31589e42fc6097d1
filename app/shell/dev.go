//go:build dev

package shell

import (
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// awaitPort waits until nobody listens where Wails' development server is to: a window that is started in the place of
// another one would find it there, say so in a log and serve nobody.
func awaitPort() {
	for range 300 {
		l, err := net.Listen("tcp", os.Getenv("devserver"))
		if err == nil {
			_ = l.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// saveIn is where a file goes without the system's dialog, which no browser can press: end-to-end tests name a folder.
func saveIn(name string) (string, bool) {
	dir := os.Getenv("savedir")
	return filepath.Join(dir, name), dir != ""
}

// outside gives the program's own window an empty page while end-to-end tests have another one in a browser: a program
// has one page, and what it says once, such as an alert that is new, would be said by whichever of two asked first.
func outside(next http.Handler) http.Handler {
	if os.Getenv("page") != "outside" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host != "wails" || r.URL.Path != "/" && r.URL.Path != "/index.html" { // who asks by the network names its address
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<!doctype html><html><head><title>Tenantry</title></head><body></body></html>")
	})
}
