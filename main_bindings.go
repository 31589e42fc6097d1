//go:build bindings

package main

import (
	"context"
	"embed"
	"fmt"
	"os"

	"tenantry/app"
	"tenantry/app/cli"
	"tenantry/app/shell"
)

// Built with the tag "bindings" the program writes the TypeScript bindings and ends: Wails'
// generator is wails.Run itself. Nothing is opened.
func args() []string {
	if err := shell.Run(context.Background(), app.Failed(app.Options{}, nil), &shell.Shell{}, embed.FS{}, nil); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
	return nil
}

func hasDisplay() bool { return false }

var openWindow func(context.Context, cli.WindowOptions) error
