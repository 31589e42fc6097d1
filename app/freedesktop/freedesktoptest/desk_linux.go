package freedesktoptest

import (
	"bufio"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	service = "org.freedesktop.Notifications"
	object  = dbus.ObjectPath("/org/freedesktop/Notifications")
)

// Shown is a notification as the desktop was told of it.
type Shown struct {
	ID                         uint32
	Program, Icon, Title, Text string
	Actions                    []string
	Hints                      map[string]dbus.Variant
}

// Desk is a desktop. Its methods may be called from any goroutine.
type Desk struct {
	t     *testing.T
	conn  *dbus.Conn
	shown chan Shown

	mu   sync.Mutex
	last uint32
}

// Start starts a session bus that is this process's until the test ends, and a desktop on it that can do what is said.
// Where there is no dbus-daemon the test is skipped.
func Start(t *testing.T, can ...string) *Desk {
	t.Helper()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("there is no dbus-daemon: that notifications reach a desktop is not tested here")
	}
	cmd := exec.Command(daemon, "--session", "--nofork", "--print-address")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address = strings.TrimSpace(address)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	d := &Desk{t: t, conn: conn, shown: make(chan Shown, 64)}
	if err := conn.Export(answers{d, can}, object, service); err != nil {
		t.Fatal(err)
	}
	if r, err := conn.RequestName(service, dbus.NameFlagDoNotQueue); err != nil || r != dbus.RequestNameReplyPrimaryOwner {
		t.Fatal(r, err)
	}
	return d
}

// Next waits for the next notification, and fails the test where none comes.
func (d *Desk) Next() Shown {
	d.t.Helper()
	select {
	case s := <-d.shown:
		return s
	case <-time.After(30 * time.Second):
		d.t.Fatal("no notification came")
	}
	return Shown{}
}

// Rest are those that came and that nobody waited for.
func (d *Desk) Rest() (out []Shown) {
	for {
		select {
		case s := <-d.shown:
			out = append(out, s)
		default:
			return out
		}
	}
}

// Press presses an action of a notification.
func (d *Desk) Press(id uint32, action string) { d.emit("ActionInvoked", id, action) }

// Dismiss puts a notification away, as a person does.
func (d *Desk) Dismiss(id uint32) { d.emit("NotificationClosed", id, uint32(2)) }

// Leave takes the desktop off the bus.
func (d *Desk) Leave() {
	if _, err := d.conn.ReleaseName(service); err != nil {
		d.t.Error(err)
	}
}

func (d *Desk) emit(name string, values ...any) {
	d.t.Helper()
	if err := d.conn.Emit(object, service+"."+name, values...); err != nil {
		d.t.Error(err)
	}
}

// answers is what the bus may call.
type answers struct {
	desk *Desk
	can  []string
}

// GetCapabilities says what the desktop can do.
func (a answers) GetCapabilities() ([]string, *dbus.Error) { return a.can, nil }

// Notify notes a notification.
func (a answers) Notify(program string, _ uint32, icon, title, text string, actions []string, hints map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	a.desk.mu.Lock()
	a.desk.last++
	id := a.desk.last
	a.desk.mu.Unlock()
	a.desk.shown <- Shown{id, program, icon, title, text, actions, hints}
	return id, nil
}
