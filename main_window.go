//go:build desktop || dev

package main

import (
	"cmp"
	"context"
	"embed"
	_ "embed"
	"os"
	"runtime"

	"tenantry/app"
	"tenantry/app/cli"
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
	sh := &shell.Shell{Profile: cmp.Or(w.Options.Profile, "default")}
	w.Options.Shell = sh
	closeHold := func() {}
	a, err := app.Open(w.Options)
	if app.InUse(err) {
		return cli.ErrInUse(w.Options, err)
	}
	if err != nil {
		a = app.Failed(w.Options, err)
	} else {
		hold, err := cli.Hold(a, w.Options, w.Options.Version)
		if err != nil {
			return err
		}
		closeHold = func() { hold.Close(cli.Grace) }
		if w.Demo {
			go func() { _ = a.SignInToDemo(ctx) }()
		}
	}
	err = shell.Run(ctx, a, sh, assets, icon)
	closeHold() // before the stores: who asks meanwhile still gets an answer
	if stopErr := a.Stop(); err == nil {
		err = stopErr
	}
	return err
}
