package requests

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// TemplatesOptions is what `tenantry requests templates` needs.
type TemplatesOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewTemplates makes `tenantry requests templates`.
func NewTemplates(l command.Line) *cobra.Command {
	o := &TemplatesOptions{IO: l.IO, Open: l.Open}
	c := l.List("templates", "cli_requests_templates_short", command.NoArgs,
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
	type row = contract.RequestTemplate
	return term.List(o.IO, t.Templates, []term.Column[row]{
		{Name: "id", Head: "cli_head_id", Data: func(v row) string { return v.ID }},
		{Name: "language", Head: "cli_head_language", Data: func(v row) string { return v.Language }},
		{Name: "name", Head: "cli_head_name", Data: func(v row) string { return v.Name }},
		{Name: "title", Head: "cli_head_title", Wide: true, Data: func(v row) string { return v.Title }},
	})
}
