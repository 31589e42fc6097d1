//go:build desktop || dev

package main

import (
	"context"
	"embed"
	_ "embed"
	"os"
	"runtime"

	"tenantry/app"
	"tenantry/app/cli"
	"tenantry/app/handover"
	"tenantry/app/shell"
)

//go:embed all:frontend/dist
var assets embed.FS

//go:embed build/appicon.png
var icon []byte

func args() []string { return os.Args[1:] }

// hasDisplay says whether a window can be shown. Windows and macOS always have one.
func hasDisplay() bool {
	return runtime.GOOS != "linux" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// openWindow shows the window. When another process has the profile it is asked to show its own; when
// the profile can't be opened the window says why.
var openWindow = func(ctx context.Context, w cli.WindowOptions) error {
	shell.LeaveOwnConsole()
	sh := &shell.Shell{}
	w.Options.Shell = sh
	before := w.Options.Before
	if nothing := app.Closed(before.Start); nothing != nil {
		if before.Start == handover.Waiting {
			ctx = shell.UntilItEnds(ctx, os.Stdin)
		}
		return shell.Run(ctx, app.Failed(w.Options, nothing), sh, assets, icon)
	}
	opening, leave := context.WithCancel(ctx)
	defer leave()
	beside := &shell.Beside{Handover: handover.Handover{Start: handover.Waiting, Looks: before.Looks, Lay: before.Lay}, Left: leave}
	w.Options.KeychainSlow = beside.Show
	a, end, err := cli.Open(opening, w.Options)
	beside.Close()
	switch {
	case cli.InUse(err), ctx.Err() != nil:
		return err
	case opening.Err() != nil: // a person ended it
		return nil
	case err != nil:
		a = app.Failed(w.Options, err)
		end = a.Stop
	case w.Demo:
		go func() { _ = a.SignInToDemo(ctx) }()
	}
	err = shell.Run(ctx, a, sh, assets, icon)
	if endErr := end(); err == nil {
		err = endErr
	}
	return err
}
