//go:build dev

package shell

import (
	"net"
	"os"
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
