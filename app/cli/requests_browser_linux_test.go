package cli

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestWithoutAWindowTheCommandOpensTheSupportPageItself puts a browser in the path that tells through a
// pipe what it was to open.
func TestWithoutAWindowTheCommandOpensTheSupportPageItself(t *testing.T) {
	d := requestsDesk(t)
	id := d.writes(d.customer(), "--channel", "portal", "--title", "T", "--description", "D")
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte("#!/bin/sh\necho \"$1\" > '"+pipe+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/bin:/usr/bin")
	if doc := d.must(d.typesAtTerminal("requests", "send", id, "--no-browser", "--json")).document(t); doc["opened"] != false {
		t.Error("--no-browser opened it")
	}
	if doc := d.must(d.types("requests", "send", id, "--json")).document(t); doc["opened"] != false {
		t.Error("a script opened it")
	}
	doc := d.must(d.typesAtTerminal("requests", "send", id, "--json")).document(t)
	if doc["opened"] != true {
		t.Fatalf("%s", asJSON(doc))
	}
	told, err := os.ReadFile(pipe)
	if err != nil || strings.TrimSpace(string(told)) != doc["url"] {
		t.Errorf("the browser was to open %q, not %v (%v)", told, doc["url"], err)
	}
}
