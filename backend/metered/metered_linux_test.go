package metered

import (
	"bufio"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

const systemBus = "DBUS_SYSTEM_BUS_ADDRESS"

// privateBus is a bus of the test's own, told to this process as the system's.
func privateBus(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		t.Skip("no dbus-daemon")
	}
	cmd := exec.CommandContext(t.Context(), "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address",
		"--address=unix:path="+filepath.Join(t.TempDir(), "bus"))
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
	t.Setenv(systemBus, strings.TrimSpace(address))
}

func TestNetworkManagersWordIsTaken(t *testing.T) {
	privateBus(t)
	if s := Now(); s != Unknown {
		t.Errorf("nobody manages the network: %q", s)
	}
	bus, err := dbus.ConnectSystemBus()
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	const manager = "org.freedesktop.NetworkManager"
	properties, err := prop.Export(bus, "/org/freedesktop/NetworkManager", prop.Map{manager: {"Metered": {Value: uint32(0), Writable: true}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName(manager, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	for word, want := range map[uint32]State{0: Unknown, 1: Metered, 2: Free, 3: Metered, 4: Free, 9: Unknown} {
		properties.SetMust(manager, "Metered", word)
		if got := Now(); got != want {
			t.Errorf("%d: %q, want %q", word, got, want)
		}
	}
}

// A bus that accepts and never says a word holds nobody up.
func TestASilentBusLeavesItUnknown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bus")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	t.Setenv(systemBus, "unix:path="+path)
	if s := Now(); s != Unknown {
		t.Errorf("%q", s)
	}
}
