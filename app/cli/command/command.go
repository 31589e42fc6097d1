package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/term"
	"tenantry/backend/fault"
)

// Line is one command line as its commands see it. A command takes from it what its options name.
type Line struct {
	IO   *term.IO
	Open Opener
	Path func(name string) string // makes a file name absolute in the caller's folder
	Held func(error) bool         // says of a failure that another process has the profile: that one is asked then
}

// Opener opens the profile, runs do with it, and lets go of it.
type Opener func(do func(*app.App) error) error

// New makes a command; most need no more than this.
func New(use, short string, args cobra.PositionalArgs, run func(ctx context.Context, args []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: short, Args: args, RunE: func(c *cobra.Command, a []string) error {
		return run(c.Context(), a)
	}}
}

// Example gives a command's help its example.
func Example(c *cobra.Command, lines ...string) *cobra.Command {
	c.Example = "  " + strings.Join(lines, "\n  ")
	return c
}

// WrongUse is a command line that makes no sense: exit 2.
func WrongUse(msg string) error { return fault.New(fault.Invalid, msg).With(fault.SeeHelp) }

// NoArgs refuses every word; of the program itself it is a command that does not exist.
func NoArgs(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case c.HasParent():
		return WrongUse(fmt.Sprintf("%q is one word too many", args[0]))
	}
	return unknown(c, fmt.Sprintf("unknown command %q", args[0]), args[0])
}

// OneOf refuses everything: a command that only holds others was given none of them.
func OneOf(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		var names []string
		for _, sub := range c.Commands() {
			names = append(names, sub.Name())
		}
		return WrongUse(c.Name() + " takes a command: " + strings.Join(names, ", "))
	}
	return unknown(c, fmt.Sprintf("unknown command %q of %s", args[0], c.Name()), args[0])
}

func unknown(c *cobra.Command, msg, word string) error {
	if s := c.SuggestionsFor(word); len(s) > 0 {
		msg += ", did you mean " + s[0] + "?"
	}
	return WrongUse(msg)
}

// Args checks the number of words and names the one that lacks.
func Args(low, high int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < low:
			return WrongUse(what + " is missing")
		case len(args) > high:
			return WrongUse(fmt.Sprintf("%q is one word too many (put quotes around a name with blanks)", args[high]))
		}
		return nil
	}
}
