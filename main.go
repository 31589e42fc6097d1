// Tenantry: every delegated customer on one screen, with or without a network. One program with two
// faces; main chooses the face and knows nothing else.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"

	"tenantry/app"
	"tenantry/app/cli"
	"tenantry/app/home"
)

// Set by the linker (see Makefile).
var (
	version = "0.1.0-dev"
	commit  = "unknown"
	date    = "unknown"
)

func main() {
	home.KeepPrivate()
	_ = home.Settle() // where it can't be done yet the old place goes on being used, and the next start tries again
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // who asks a second time is not made to wait for an orderly end
	// A reader that leaves, as head does, is an error of its write and not the end of the program: what a command
	// began, a request being sent say, is ended in order.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	width := 0
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		width, _, _ = term.GetSize(fd)
	}
	dir, _ := os.Getwd()
	code := cli.Run(ctx, cli.Env{Args: args(), In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Dir: dir, Width: width,
		Getenv: os.Getenv, Version: app.Version{Version: version, Commit: commit, Date: date},
		Window: openWindow, Display: hasDisplay})
	stop()
	os.Exit(code)
}
