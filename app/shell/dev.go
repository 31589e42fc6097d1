//go:build dev

package shell

import (
	"net"
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
