package doctor

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/files"
)

// DiagnosticsOptions is what `tenantry diagnostics` needs.
type DiagnosticsOptions struct {
	IO   *term.IO
	Path func(string) string
	// Write writes the file and says what is in it. A profile that can't be opened is no error of its.
	Write func(context.Context, io.Writer) ([]string, error)
}

// NewDiagnostics makes `tenantry diagnostics`.
func NewDiagnostics(l command.Line, write func(context.Context, io.Writer) ([]string, error)) *cobra.Command {
	o := &DiagnosticsOptions{IO: l.IO, Path: l.Path, Write: write}
	return command.Example(l.Command("diagnostics FILE.zip", "cli_diagnostics_short", command.Args(1, 1, "FILE.zip"),
		func(ctx context.Context, args []string) error { return o.run(ctx, args[0]) }), "tenantry diagnostics tenantry.zip")
}

func (o *DiagnosticsOptions) run(ctx context.Context, name string) error {
	var contents []string
	err := files.Write(o.Path(name), func(w io.Writer) (err error) {
		contents, err = o.Write(ctx, w)
		return err
	})
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"file": name, "contains": contents})
	}
	o.IO.Line(o.IO.Word("cli_diagnostics_written", "file", name, "names", strings.Join(contents, ", ")))
	return nil
}
