package customers

import (
	"bufio"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// SearchOptions is what `tenantry search` needs.
type SearchOptions struct {
	IO    *term.IO
	Open  command.Opener
	Limit int
	Stdin bool // one query a line in, one JSON document a line out
}

// NewSearch makes `tenantry search`.
func NewSearch(l command.Line) *cobra.Command {
	o := &SearchOptions{IO: l.IO, Open: l.Open}
	c := l.List("search TEXT", "cli_search_short", o.args, o.run)
	c.Flags().IntVar(&o.Limit, "limit", 20, l.IO.Word("cli_flag_limit"))
	c.Flags().BoolVar(&o.Stdin, "stdin", false, l.IO.Word("cli_search_stdin"))
	return c
}

func (o *SearchOptions) args(c *cobra.Command, args []string) error {
	if o.Stdin {
		return command.NoArgs(c, args)
	}
	if len(args) == 0 {
		return command.WrongUse("cli_use_missing", "what", "TEXT")
	}
	return nil
}

func (o *SearchOptions) run(ctx context.Context, args []string) error {
	if o.Limit < 0 {
		return command.WrongUse("cli_use_not_negative", "flag", "--limit")
	}
	return o.Open(func(a *app.App) error {
		if o.Stdin {
			return o.lines(ctx, a)
		}
		page, err := a.Customers.List(contract.CustomerQuery{Text: strings.Join(args, " "), Limit: o.Limit})
		if err != nil {
			return err
		}
		return o.print(page)
	})
}

// print writes what was found as a list of customers, with why each was found where its columns don't show it.
func (o *SearchOptions) print(page contract.CustomerPage) error {
	if page.Total == 0 && page.AsOf != nil && !o.IO.JSON && !o.IO.Plain() {
		o.IO.Note("cli_search_none")
		return nil
	}
	head := ""
	if slices.ContainsFunc(page.Customers, func(c contract.CustomerRow) bool { return len(c.Match.Words()) > 0 }) {
		head = "cli_head_found"
	}
	why := func(c contract.CustomerRow) string {
		var words []string
		for _, w := range c.Match.Words() {
			words = append(words, o.IO.Words(w))
		}
		return strings.Join(words, ", ")
	}
	return printList(o.IO, page, term.Column[contract.CustomerRow]{Name: "match", Head: head, Lean: true, Text: why,
		Data: func(c contract.CustomerRow) string { return matchOf(c).Text }},
		term.Column[contract.CustomerRow]{Name: "matchField", Lean: true, Data: func(c contract.CustomerRow) string { return matchOf(c).Field }})
}

// matchOf says where a customer was found; nowhere where all were asked for.
func matchOf(c contract.CustomerRow) contract.Match {
	if c.Match == nil {
		return contract.Match{}
	}
	return *c.Match
}

// lines answers each line of standard input with one line of JSON, in order, at once.
func (o *SearchOptions) lines(ctx context.Context, a *app.App) error {
	if !o.IO.JSON {
		return command.WrongUse("cli_use_stdin_json")
	}
	in := bufio.NewScanner(o.IO.In)
	in.Buffer(nil, maxLine)
	answered := 0
	for in.Scan() {
		page, err := a.Customers.List(contract.CustomerQuery{Text: in.Text(), Limit: o.Limit})
		if err != nil {
			return err
		}
		if err := o.IO.PrintLine(page); err != nil {
			return err
		}
		answered++
	}
	switch err := in.Err(); {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, bufio.ErrTooLong):
		return command.WrongUse("cli_use_line_long", "line", answered+1, "most", maxLine>>20)
	case err != nil:
		return fault.File(err, "file_unread_input")
	}
	return nil
}

// maxLine bounds a line of standard input, in bytes.
const maxLine = 1 << 20
