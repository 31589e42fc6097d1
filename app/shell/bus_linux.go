package shell

import (
	"os"
	"time"

	"github.com/godbus/dbus/v5"
)

// busName is the variable that says where the session bus is.
const busName = "DBUS_SESSION_BUS_ADDRESS"

// busWithin is how long a session bus may take to say hello; one that works needs a millisecond.
const busWithin = time.Second

// leaveSilentBus takes a session bus that accepts and never answers out of this process's environment: GTK would wait for
// it, and no window come that could say so. The environment of what is started next names it again.
func leaveSilentBus() {
	if busAnswers(busWithin) {
		return
	}
	hidden = append(hidden, busName+"="+os.Getenv(busName))
	_ = os.Setenv(busName, "disabled:")
}

// busAnswers says whether the session bus says anything at all: one that refuses, or is not there, keeps nobody waiting.
func busAnswers(within time.Duration) bool {
	said := make(chan struct{})
	go func() {
		defer close(said)
		c, err := dbus.SessionBusPrivateNoAutoStartup()
		if err != nil {
			return
		}
		if c.Auth(nil) == nil {
			_ = c.Hello()
		}
		_ = c.Close()
	}()
	select {
	case <-said:
		return true
	case <-time.After(within):
		return false
	}
}
