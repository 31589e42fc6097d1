// Tenantry: every delegated customer on one screen, with or without a network. One program with two
// faces; main chooses the face and knows nothing else.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

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

// patience is how long an orderly end may take once somebody asked for it. What is kept survives any end; what waits
// for somebody who does not answer, a terminal or a keychain, would wait for ever.
const patience = 4 * time.Second

// ends are the signals that ask for an end. A hang-up that whoever started the program had it ignore, as nohup does, is
// ignored.
func ends() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}

func main() {
	app.SpareMemory()
	log.SetOutput(io.Discard) // what libraries print by themselves helps nobody; their errors come back as values
	home.KeepPrivate()
	_ = home.Settle() // where it can't be done yet the old place goes on being used, and the next start tries again
	ctx, stop := signal.NotifyContext(context.Background(), ends()...)
	context.AfterFunc(ctx, func() {
		stop() // who asks a second time is not made to wait for an orderly end
		time.AfterFunc(patience, func() { os.Exit(1) })
	})
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
	os.Exit(code)
}
