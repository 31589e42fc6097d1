package cli

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAnAdminCenterIsOpenedInTheBrowser puts a browser in the path that tells through a pipe what it was to open.
func TestAnAdminCenterIsOpenedInTheBrowser(t *testing.T) {
	d, id := linkDesk(t)
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte("#!/bin/sh\necho \"$1\" > '"+pipe+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/bin:/usr/bin")
	for _, c := range []struct{ portal, host string }{{"", "https://admin.cloud.microsoft/"}, {"entra", "https://entra.microsoft.com/"}} {
		args := []string{"open", id, "--json"}
		if c.portal != "" {
			args = append(args, c.portal)
		}
		doc := d.must(d.types(args...)).document(t)
		told, err := os.ReadFile(pipe)
		if err != nil || strings.TrimSpace(string(told)) != doc["url"] || !strings.HasPrefix(string(told), c.host) {
			t.Errorf("%s: the browser was to open %q, not %v (%v)", c.portal, told, doc["url"], err)
		}
	}
	if r := d.types("open", id, "nowhere"); r.code == 0 || !strings.Contains(r.err, "nowhere") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
}
