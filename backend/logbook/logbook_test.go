package logbook_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tenantry/backend/logbook"
)

const token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.sig"

func TestALineIsJSONWithoutSecretsFromTheChosenLevelOn(t *testing.T) {
	var out bytes.Buffer
	level := new(slog.LevelVar)
	log := slog.New(logbook.Lines(&out, level))
	log.Debug("not asked for")
	log.Warn("Bearer "+token, "error", errors.New("refused: refresh_token="+token), "group", slog.GroupValue(slog.String("inner", token)), "any", []string{token})
	level.Set(slog.LevelDebug)
	log.Debug("asked for")
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || strings.Contains(out.String(), "eyJ") {
		t.Fatalf("logged:\n%s", &out)
	}
	for _, line := range lines {
		var v map[string]any
		if err := json.Unmarshal([]byte(line), &v); err != nil || v["pid"] != float64(os.Getpid()) || !strings.HasSuffix(v["time"].(string), "Z") {
			t.Errorf("%v: %s", err, line)
		}
	}
	if out.Reset(); true {
		slog.New(logbook.Screen(&out)).Debug("code_verifier=" + token)
	}
	if out.Len() == 0 || strings.Contains(out.String(), "eyJ") {
		t.Errorf("shown: %s", &out)
	}
}

func TestOffWritesNothingAndAnUnknownLevelIsNone(t *testing.T) {
	var out bytes.Buffer
	off, _ := logbook.LevelOf("off")
	slog.New(logbook.Lines(&out, off)).Error("anything")
	if out.Len() > 0 {
		t.Errorf("logged: %s", &out)
	}
	if level, known := logbook.LevelOf("loud"); known || level != slog.LevelInfo {
		t.Errorf("%v, %v", level, known)
	}
}

func TestTheFileIsItsOwnersAndRotates(t *testing.T) {
	home := t.TempDir()
	f := logbook.File(home, "default")
	defer f.Close()
	for range 30 { // megabytes
		if _, err := f.Write(bytes.Repeat([]byte("a line\n"), 1<<20/7)); err != nil {
			t.Fatal(err)
		}
	}
	names, _ := filepath.Glob(filepath.Join(logbook.Dir(home), "default*.log"))
	if len(names) < 2 {
		t.Fatalf("it did not rotate: %v", names)
	}
	for _, n := range names {
		info, err := os.Stat(n)
		if err != nil {
			continue // the oldest goes in the background
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", n, info.Mode())
		}
		if info.Size() > 5<<20 {
			t.Errorf("%s has %d bytes", n, info.Size())
		}
	}
}

// What nobody catches ends the process; what it said is there for the next one, once, without secrets.
func TestACrashIsToldByTheNextStartOnce(t *testing.T) {
	home := t.TempDir()
	if os.Getenv("LOGBOOK_HOME") != "" {
		logbook.KeepCrashes(os.Getenv("LOGBOOK_HOME"))
		done := make(chan struct{})
		go func() { panic("Bearer " + token) }() // of its own, where nobody can catch it
		<-done
	}
	if c := logbook.Crashed(home); c.Path != "" {
		t.Fatalf("nothing happened yet: %v", c)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestACrashIsTold")
	cmd.Env = append(os.Environ(), "LOGBOOK_HOME="+home)
	if out, err := cmd.CombinedOutput(); err == nil {
		t.Fatalf("it did not crash: %s", out)
	}
	c := logbook.Crashed(home)
	text, err := os.ReadFile(c.Path)
	if err != nil || !strings.Contains(string(text), "TestACrashIsTold") || strings.Contains(string(text), "eyJ") {
		t.Errorf("%v\n%s", err, text)
	}
	if again := logbook.Crashed(home); again.Path != "" {
		t.Errorf("told again: %v", again)
	}
	logbook.Panicked(home, "caught")
	if c := logbook.Crashed(home); c.Path == "" {
		t.Error("a panic that was caught is not told")
	}
}
