package logbook

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"
)

// How much is kept of each profile: the newest file and three before it, a month at most.
const (
	maxMegabytes = 4
	maxOlder     = 3
	maxDays      = 30
)

// Dir is the folder of the logs of all profiles below home.
func Dir(home string) string { return filepath.Join(home, "logs") }

// File is where a profile's lines go: below home, made with the first line, readable by its owner alone. What can't be
// written (a full disk) is dropped: a log must not be the reason why something fails.
func File(home, profile string) io.WriteCloser {
	return &lumberjack.Logger{Filename: filepath.Join(Dir(home), profile+".log"), MaxSize: maxMegabytes, MaxBackups: maxOlder, MaxAge: maxDays}
}

// Lines writes each record from level on as a line of JSON, redacted, its time in UTC.
func Lines(w io.Writer, level slog.Leveler) slog.Handler {
	return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: clean}).WithAttrs([]slog.Attr{slog.Int("pid", os.Getpid())})
}

// Screen writes each record, of any level, as a line that a person reads, redacted.
func Screen(w io.Writer) slog.Handler {
	return slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: clean})
}

// clean redacts whatever is text. An error is its text: as JSON it might be anything.
func clean(_ []string, a slog.Attr) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(Redact(a.Value.String()))
	case slog.KindTime:
		a.Value = slog.TimeValue(a.Value.Time().UTC())
	case slog.KindDuration:
		a.Value = slog.StringValue(a.Value.Duration().Round(time.Microsecond).String())
	case slog.KindAny:
		if _, level := a.Value.Any().(slog.Level); !level {
			a.Value = slog.StringValue(Redact(a.Value.String()))
		}
	}
	return a
}

// LevelOf is the level of a name that a person chose: debug, info, warn, error, or off. It says whether there is one.
func LevelOf(name string) (slog.Level, bool) {
	switch name {
	case "debug":
		return slog.LevelDebug, true
	case "info":
		return slog.LevelInfo, true
	case "warn":
		return slog.LevelWarn, true
	case "error":
		return slog.LevelError, true
	case "off":
		return slog.LevelError + 100, true
	}
	return slog.LevelInfo, false
}
