package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/term"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// Line is one command line as its commands see it. A command takes from it what its options name.
type Line struct {
	IO    *term.IO
	Open  Opener
	Path  func(name string) string // makes a file name absolute in the caller's folder
	Proxy func() string            // what --proxy says
	Held  func(error) bool         // says of a failure that another process has the profile: that one is asked then
	// Erase removes every profile with its keys, and names those that are gone.
	Erase func() ([]string, error)
	// Profiles are those below the home, none of them open.
	Profiles func() *app.Profiles
	Apart    bool // another process typed this, at a terminal: what is typed there would be seen
}

// Opener opens the profile, runs do with it, and lets go of it.
type Opener func(do func(*app.App) error) error

// Command makes a command; most need no more than this. short is the key of what it does.
func (l Line) Command(use, short string, args cobra.PositionalArgs, run func(ctx context.Context, args []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: l.IO.Word(short), Args: args, RunE: func(c *cobra.Command, a []string) error {
		return run(c.Context(), a)
	}}
}

// List makes a command that writes a list: it takes the flags of one.
func (l Line) List(use, short string, args cobra.PositionalArgs, run func(ctx context.Context, args []string) error) *cobra.Command {
	c := l.Command(use, short, args, run)
	l.IO.Flags(c.Flags())
	return c
}

// Example gives a command's help its example.
func Example(c *cobra.Command, lines ...string) *cobra.Command {
	c.Example = "  " + strings.Join(lines, "\n  ")
	return c
}

// WrongUse is a command line that makes no sense: exit 2.
func WrongUse(key string, pairs ...any) error { return wrongUse(message.Of(key, pairs...)) }

func wrongUse(m message.Message) error { return fault.Say(fault.Invalid, m).With(fault.SeeHelp) }

// Quoted is a word of the command line for a sentence that sets it in quotation marks.
func Quoted(word string) string {
	q := strconv.Quote(word)
	return q[1 : len(q)-1]
}

// NoArgs refuses every word; of the program itself it is a command that does not exist.
func NoArgs(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case c.HasParent():
		return WrongUse("cli_use_too_many", "word", Quoted(args[0]))
	}
	return unknown(c, message.Of("cli_use_unknown", "word", Quoted(args[0])), args[0])
}

// OneOf refuses everything: a command that only holds others was given none of them.
func OneOf(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		var names []string
		for _, sub := range c.Commands() {
			names = append(names, sub.Name())
		}
		return WrongUse("cli_use_one_of", "command", c.Name(), "names", strings.Join(names, ", "))
	}
	return unknown(c, message.Of("cli_use_unknown_of", "word", Quoted(args[0]), "command", c.Name()), args[0])
}

func unknown(c *cobra.Command, m message.Message, word string) error {
	if s := c.SuggestionsFor(word); len(s) > 0 {
		m = message.Of("cli_use_suggestion", "what", m, "name", s[0])
	}
	return wrongUse(m)
}

// Args checks the number of words and names those that lack.
func Args(low, high int, names ...string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < low && len(names) == 2:
			return WrongUse("cli_use_either_missing", "one", names[0], "other", names[1])
		case len(args) < low:
			return WrongUse("cli_use_missing", "what", names[0])
		case len(args) > high:
			return WrongUse("cli_use_too_many_blanks", "word", Quoted(args[high]))
		}
		return nil
	}
}
