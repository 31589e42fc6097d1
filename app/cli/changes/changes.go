package changes

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/partner"
)

// Options is what `tenantry changes` needs.
type Options struct {
	IO       *term.IO
	Open     command.Opener
	Query    contract.ChangeQuery
	Since    string // a time, or a span back from now
	Customer string // text that means one
	See      bool   // what is listed is marked as seen
}

// New makes `tenantry changes`.
func New(l command.Line) *cobra.Command {
	o := &Options{IO: l.IO, Open: l.Open}
	c := l.List("changes", "cli_changes_short", command.NoArgs, func(context.Context, []string) error { return o.run() })
	word := l.IO.Word
	f := c.Flags()
	f.StringVar(&o.Since, "since", "", word("cli_changes_since"))
	f.BoolVar(&o.Query.Unseen, "unseen", false, word("cli_changes_unseen"))
	f.StringVar(&o.Customer, "customer", "", word("cli_changes_customer"))
	f.StringVar(&o.Query.Tag, "tag", "", word("cli_changes_tag"))
	f.StringSliceVar(&o.Query.Kinds, "kind", nil, l.IO.Word("cli_changes_kind", "names", strings.Join(Kinds(), ", ")))
	f.IntVar(&o.Query.Limit, "limit", 0, word("cli_flag_limit"))
	f.BoolVar(&o.See, "seen", false, word("cli_changes_seen"))
	return command.Example(c, "tenantry changes --since 12h", "tenantry changes --unseen --kind incident --json", "tenantry changes --unseen --seen")
}

// Kinds are the words for kinds of changes.
func Kinds() (names []string) {
	for _, k := range partner.EventKinds() {
		names = append(names, k.String())
	}
	return names
}

func (o *Options) run() error {
	if o.Query.Limit < 0 {
		return command.WrongUse("cli_use_not_negative", "flag", "--limit")
	}
	for _, word := range o.Query.Kinds {
		if _, known := partner.ParseEventKind(word); !known {
			return command.WrongUse("cli_use_kind", "word", command.Quoted(word), "names", strings.Join(Kinds(), ", "))
		}
	}
	if o.Since != "" {
		since, err := command.Moment("--since", o.Since, time.Now(), false)
		if err != nil {
			return err
		}
		o.Query.Since = since.UTC().Format(time.RFC3339)
	}
	if o.Customer == "" {
		return o.Open(o.list)
	}
	return o.Open.For(o.Customer, func(a *app.App, id string) error {
		o.Query.TenantID = id
		return o.list(a)
	})
}

func (o *Options) list(a *app.App) error {
	all, err := a.Changes.Find(o.Query)
	if err != nil {
		return err
	}
	if err := o.print(all); err != nil || !o.See || len(all.Changes) == 0 {
		return err // what could not be shown was not seen
	}
	seen := contract.ChangeQuery{}
	for _, c := range all.Changes {
		seen.IDs = append(seen.IDs, c.ID)
	}
	if _, err := a.Changes.See(seen); err != nil {
		return err
	}
	o.IO.Note("cli_changes_marked", "count", len(all.Changes))
	return nil
}

func (o *Options) print(all contract.Changes) error {
	if o.IO.JSON {
		return o.IO.Print(all)
	}
	if len(all.Changes) == 0 && !o.IO.Plain() {
		if o.Query.Unseen {
			o.IO.Say("cli_changes_none_unseen", "known", o.known(all.AsOf))
			return nil
		}
		o.IO.Say("cli_changes_none", "known", o.known(all.AsOf))
		return nil
	}
	if err := term.List(o.IO, all.Changes, columns(o.IO)); err != nil || o.IO.Plain() {
		return err
	}
	if all.More {
		o.IO.Note("cli_changes_more", "count", len(all.Changes))
	}
	return nil
}

// known is how old what the changes follow from is.
func (o *Options) known(asOf *string) string { return o.IO.Words(term.Age(asOf, time.Now())) }

func columns(io *term.IO) []term.Column[contract.Change] {
	type row = contract.Change
	return []term.Column[row]{
		{Name: "id", Data: func(c row) string { return c.ID }},
		{Name: "at", Head: "cli_head_noticed", Data: func(c row) string { return term.Deref(c.At) }, Text: func(c row) string { return io.Words(term.Minute(c.At)) }},
		{Name: "seen", Head: "cli_head_new", Data: func(c row) string { return strconv.FormatBool(c.Seen) }, Text: func(c row) string {
			if c.Seen {
				return ""
			}
			return "●"
		}},
		{Name: "tenantId", Data: func(c row) string { return term.Deref(c.TenantID) }},
		{Name: "name", Head: "cli_head_customer", Data: func(c row) string { return c.Name }, Text: func(c row) string {
			if c.TenantID == nil {
				return io.Word("cli_changes_everyone")
			}
			return c.Name
		}},
		{Name: "kind", Data: func(c row) string { return c.Kind }},
		{Name: "what", Data: func(c row) string { return c.What }},
		{Name: "subject", Data: func(c row) string { return c.Subject }},
		{Name: "service", Data: func(c row) string { return c.Service }},
		{Name: "before", Data: func(c row) string { return c.Before }},
		{Name: "after", Data: func(c row) string { return c.After }},
		{Name: "text", Head: "cli_head_change", Wide: true, Data: func(c row) string { return c.Text }, Text: func(c row) string { return io.Words(c.Words()) }},
	}
}
