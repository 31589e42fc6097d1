package message

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/app/telling"
)

// Options is what `tenantry message` needs.
type Options struct {
	IO    *term.IO
	Open  command.Opener
	Path  func(string) string
	Query contract.MailingQuery
	EML   string // the folder of the drafts
	CSV   string // the file of the table
}

// New makes `tenantry message`.
func New(l command.Line) *cobra.Command {
	o := &Options{IO: l.IO, Open: l.Open, Path: l.Path}
	var c *cobra.Command
	c = l.Command("message INCIDENT", "cli_message_short", command.Args(1, 1, "INCIDENT"), func(_ context.Context, args []string) error {
		o.Query.Incident, o.Query.Program = args[0], string(l.IO.Language)
		if c.Flags().Changed("language") {
			o.Query.Language = string(l.IO.Language)
		}
		return o.run()
	})
	f, word := c.Flags(), l.IO.Word
	f.StringVar(&o.Query.Tag, "tag", "", word("cli_message_tag"))
	f.StringVar(&o.Query.Template, "template", "", word("cli_message_template", "names", strings.Join(contract.MailingTemplates(), ", ")))
	f.StringVar(&o.Query.Sender, "sender", "", word("cli_message_sender"))
	f.StringVar(&o.EML, "eml", "", word("cli_message_eml"))
	f.StringVar(&o.CSV, "csv", "", word("cli_message_csv"))
	return command.Example(c, "tenantry message EX900001", "tenantry message EX900001 --eml drafts", "tenantry message EX900001 --template update --csv customers.csv")
}

func (o *Options) run() error {
	if o.EML != "" && o.CSV != "" {
		return command.WrongUse("cli_message_either")
	}
	return o.Open(func(a *app.App) error {
		switch {
		case o.EML != "":
			return o.written(telling.Folder(a.Messages, o.Query, o.Path(o.EML)))
		case o.CSV != "":
			return o.written(telling.Table(a.Messages, o.Query, o.Path(o.CSV)))
		}
		drafts, err := a.Messages.Drafts(o.Query)
		if err != nil {
			return err
		}
		return o.print(drafts)
	})
}

// written says what was written; that some have no address is a part that is missing.
func (o *Options) written(saved contract.MailingSaved, err error) error {
	if err != nil {
		return err
	}
	if o.IO.JSON {
		err = o.IO.Print(saved)
	} else {
		o.IO.Say("cli_message_written", "count", saved.Messages, "path", saved.Path)
	}
	if err != nil || saved.NoAddress == 0 {
		return err
	}
	o.IO.Warn(o.IO.Word("cli_message_no_address", "count", saved.NoAddress))
	return command.Ended(command.ExitPart)
}

func (o *Options) print(drafts contract.Mailing) error {
	if o.IO.JSON {
		return o.IO.Print(drafts)
	}
	if len(drafts.Messages) == 0 {
		o.IO.Say("cli_message_none")
	} else if err := term.List(o.IO, drafts.Messages, columns(o.IO)); err != nil {
		return err
	}
	if drafts.NoAddress > 0 {
		o.IO.Note("cli_message_no_address", "count", drafts.NoAddress)
	}
	if drafts.Untold > 0 {
		o.IO.Note("cli_message_untold", "count", drafts.Untold)
	}
	return nil
}

func columns(io *term.IO) []term.Column[contract.MailingMessage] {
	type row = contract.MailingMessage
	return []term.Column[row]{
		{Name: "name", Head: "cli_head_customer", Wide: true, Data: func(v row) string { return v.Name }},
		{Name: "to", Head: "cli_head_to", Wide: true, Data: func(v row) string { return strings.Join(v.To, ", ") }, Text: func(v row) string {
			if len(v.To) == 0 {
				return io.Word("mailing_no_address")
			}
			return strings.Join(v.To, ", ")
		}},
		{Name: "language", Head: "cli_head_language", Data: func(v row) string { return v.Language }},
		{Name: "template", Head: "cli_head_template", Data: func(v row) string { return v.Template }},
		{Name: "told", Head: "cli_head_told", Data: func(v row) string {
			if v.Told == nil {
				return ""
			}
			return term.Deref(v.Told.At)
		}, Text: func(v row) string {
			if v.Told == nil {
				return io.Word("mailing_untold")
			}
			return io.Word("cli_message_told", "template", v.Told.Template, "at", term.Minute(v.Told.At), "means", contract.MeansWords(v.Told.Means))
		}},
	}
}
