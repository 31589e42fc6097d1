package requests

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
)

// TemplatesOptions is what `tenantry requests templates` needs.
type TemplatesOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewTemplates makes `tenantry requests templates`.
func NewTemplates(l command.Line) *cobra.Command {
	o := &TemplatesOptions{IO: l.IO, Open: l.Open}
	c := l.Command("templates", "cli_requests_templates_short", command.NoArgs,
		func(context.Context, []string) error { return o.Open(o.run) })
	return command.Example(c, "tenantry requests templates", "tenantry requests new contoso.com --template builtin-mail-en --draft")
}

func (o *TemplatesOptions) run(a *app.App) error {
	t, err := a.Requests.Templates()
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(t)
	}
	rows := make([][]string, len(t.Templates))
	for i, v := range t.Templates {
		rows[i] = []string{v.ID, v.Language, v.Name, v.Title}
	}
	o.IO.Table(o.IO.Head([]string{"cli_head_id", "cli_head_language", "cli_head_name", "cli_head_title"}), rows, 3)
	return nil
}
