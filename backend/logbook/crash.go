package logbook

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"
)

const (
	crashFile   = "crash.txt"
	crashPrefix = "crash-"
	maxCrash    = 1 << 20 // bytes of one that are kept: its beginning says why
	maxCrashes  = 5       // that are kept
)

// KeepCrashes has the runtime write what ends the program below home as well: a panic that nobody caught, a fault in
// mapped memory. It does nothing where no file can be made.
func KeepCrashes(home string) {
	if os.MkdirAll(Dir(home), 0o700) != nil {
		return
	}
	f, err := os.OpenFile(filepath.Join(Dir(home), crashFile), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return
	}
	_ = debug.SetCrashOutput(f, debug.CrashOptions{}) // which duplicates the file
	_ = f.Close()
}

// Crash is how a process of before ended.
type Crash struct {
	Path string
	At   time.Time // when the report was written
}

// Crashed gives the report of a crash that nobody was told of yet, and keeps it, redacted, under a name of its own.
// Older ones go. The zero value: there is none.
func Crashed(home string) Crash {
	from := filepath.Join(Dir(home), crashFile)
	info, err := os.Stat(from)
	if err != nil || info.Size() == 0 {
		return Crash{}
	}
	text, err := os.ReadFile(from)
	if err != nil {
		return Crash{}
	}
	at := info.ModTime().UTC()
	to := filepath.Join(Dir(home), crashPrefix+at.Format("20060102T150405Z")+".txt")
	if os.WriteFile(to, []byte(Redact(string(text[:min(len(text), maxCrash)]))), 0o600) != nil || os.Truncate(from, 0) != nil {
		return Crash{}
	}
	older, _ := filepath.Glob(filepath.Join(Dir(home), crashPrefix+"*.txt")) // the only error is a wrong pattern
	for _, name := range older[:max(0, len(older)-maxCrashes)] {             // sorted by name, so by time
		_ = os.Remove(name)
	}
	return Crash{Path: to, At: at}
}

// Panicked writes down a panic that was caught, as the runtime would have: what and where.
func Panicked(home string, why string) {
	f, err := os.OpenFile(filepath.Join(Dir(home), crashFile), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return
	}
	_, _ = f.WriteString("panic: " + strings.TrimSpace(why) + "\n\n" + string(debug.Stack()))
	_ = f.Close()
}
