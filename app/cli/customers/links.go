package customers

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/backend/deeplink"
	"tenantry/backend/partner"
)

// LinksOptions is what `tenantry links` needs.
type LinksOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewLinks makes `tenantry links`.
func NewLinks(l command.Line) *cobra.Command {
	o := &LinksOptions{IO: l.IO, Open: l.Open}
	return l.List("links X", "cli_links_short", command.Args(1, 1, "X"),
		func(_ context.Context, args []string) error { return o.run(args[0]) })
}

func (o *LinksOptions) run(who string) error {
	return o.Open.For(who, func(a *app.App, id string) error {
		links, err := a.Portal.Links(id)
		if err != nil {
			return err
		}
		if o.IO.JSON {
			to := deeplink.Link{Kind: deeplink.Customer, Customer: id}
			return o.IO.Print(map[string]any{"tenantId": id, "links": links, "tenantry": to.String()})
		}
		type row = partner.Link
		return term.List(o.IO, links, []term.Column[row]{
			{Name: "portal", Head: "cli_head_portal", Wide: true, Data: func(l row) string { return l.Portal }},
			{Name: "url", Head: "cli_head_address", Data: func(l row) string { return l.URL }},
			{Name: "source", Head: "cli_head_from", Data: func(l row) string { return l.Source },
				Text: func(l row) string { return o.IO.Words(command.Known(linkSources, l.Source)) }},
		})
	})
}

// linkSources say where an address is from.
var linkSources = map[string]string{"template": "cli_link_template", "graph": "cli_link_graph", "partnercenter": "cli_link_partnercenter"}
