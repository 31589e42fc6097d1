//go:build !desktop && !dev && !bindings

package main

import (
	"context"
	"os"

	"tenantry/app/cli"
)

func args() []string { return os.Args[1:] }

func hasDisplay() bool { return false }

// openWindow is nil: this build is the command line only.
var openWindow func(context.Context, cli.WindowOptions) error
