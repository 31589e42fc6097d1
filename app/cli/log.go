package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/backend/fault"
	"tenantry/backend/logbook"
)

// log is where a process that opens the profile writes down what it does: the profile's file, and the terminal if
// asked. The environment's TENANTRY_LOG says how much goes to the file; without it the preferences do.
func (ln *line) log(o app.Options) (*slog.Logger, *slog.LevelVar) {
	if ln.env.log != nil {
		return ln.env.log, nil
	}
	level := new(slog.LevelVar)
	chosen, fixed := logbook.LevelOf(ln.env.Getenv("TENANTRY_LOG"))
	level.Set(chosen)
	handlers := []slog.Handler{}
	if file, err := o.LogFile(); err == nil {
		handlers = append(handlers, logbook.Lines(file, level))
	}
	if ln.verbose {
		handlers = append(handlers, logbook.Screen(ln.env.Err))
	}
	if fixed {
		level = nil
	}
	return slog.New(slog.NewMultiHandler(handlers...)), level
}

// logged writes down a command that had the profile. Its words may name a customer, so that only its name is told.
func (ln *line) logged(log *slog.Logger, begun time.Time, err *error) {
	attrs := []any{"command", ln.command, "took", time.Since(begun)}
	if code, ended := command.HasEnded(*err); ended {
		log.Info("ran", append(attrs, "exit", code)...)
		return
	}
	switch code := command.CodeOf(*err); {
	case code == command.ExitUse: // what was typed is in the sentence, and the names that it could mean
		log.Warn("ran", append(attrs, "exit", code, "error", fault.Words(*err).Key)...)
		return
	case *err != nil:
		log.Warn("ran", append(attrs, "exit", code, "error", *err)...)
		return
	}
	log.Info("ran", append(attrs, "exit", command.ExitDone)...)
}

// diagnose writes the diagnostics of the profile, which need not open.
func (ln *line) diagnose(ctx context.Context, w io.Writer) (files []string, err error) {
	opened := false
	why := ln.open(func(a *app.App) error {
		opened = true
		files, err = app.Diagnostics(ctx, w, ln.options(), a, nil)
		return nil
	})
	if opened || InUse(why) {
		return files, errors.Join(why, err)
	}
	return app.Diagnostics(ctx, w, ln.options(), nil, why)
}

// caught makes a failure of a panic in a command: it is written down as a crash would be, and the streams are whole.
func (ln *line) caught(panicked any) error {
	ln.options().KeepPanic(fmt.Sprint(panicked))
	return fault.New(fault.Internal, "program_panicked").With(fault.ReportBug)
}
