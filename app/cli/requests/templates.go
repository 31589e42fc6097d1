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
	c := command.New("templates", "the texts that a request can start from", command.NoArgs,
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
	o.IO.Table([]string{"ID", "LANGUAGE", "NAME", "TITLE"}, rows, 3)
	return nil
}
