//go:build !windows

package textfile_test

import (
	"net"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/textfile"
)

// What may never end, or never begin, is refused at once.
func TestAPipeASocketAndADeviceAreRefused(t *testing.T) {
	dir := t.TempDir()
	pipe, socket := filepath.Join(dir, "pipe"), filepath.Join(dir, "socket")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	for _, path := range []string{pipe, socket, "/dev/zero", "/dev/null", dir} {
		if f, err := textfile.Open(path, 1<<20); f != nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
