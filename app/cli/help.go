package cli

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"tenantry/app/cli/term"
)

// explain makes the tree explain itself in the language of the command line: the usage page, and the
// flags and commands that the library adds by itself. In English every byte is the library's own. It asks
// for no list of commands: the library sorts them then, and would suggest others for a mistyped one.
func explain(root *cobra.Command, o *term.IO) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	explainCompletion(root, o)
	if help, _, err := root.Find([]string{"help"}); err == nil && help != root {
		help.Use = o.Word("cli_help_use", "command", help.Name())
		help.Short = o.Word("cli_help_short")
		help.Long = o.Word("cli_help_long", "program", root.DisplayName())
	}
	root.SetUsageFunc(func(c *cobra.Command) error {
		if f := c.Flags().Lookup("help"); f != nil {
			f.Usage = o.Word("cli_help_flag", "command", c.DisplayName())
		}
		usage(c.OutOrStderr(), c, o)
		return nil
	})
}

// usage is the page below a command's description.
func usage(w io.Writer, c *cobra.Command, o *term.IO) {
	heading := func(key string) { fmt.Fprintf(w, "\n\n%s\n", o.Word(key)) }
	fmt.Fprint(w, o.Word("cli_help_usage"))
	if c.Runnable() {
		fmt.Fprint(w, "\n  "+strings.Replace(c.UseLine(), "[flags]", o.Word("cli_help_flags_word"), 1))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprint(w, "\n  "+c.CommandPath()+" "+o.Word("cli_help_command_word"))
	}
	if c.HasExample() {
		heading("cli_help_examples")
		fmt.Fprint(w, c.Example)
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprint(w, "\n\n"+o.Word("cli_help_commands"))
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				fmt.Fprintf(w, "\n  %-*s %s", sub.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	if c.HasAvailableLocalFlags() {
		heading("cli_help_flags")
		fmt.Fprint(w, flagUsages(c, c.LocalFlags().FlagUsages(), o))
	}
	if c.HasAvailableInheritedFlags() {
		heading("cli_help_global_flags")
		fmt.Fprint(w, flagUsages(c, c.InheritedFlags().FlagUsages(), o))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprint(w, "\n\n"+o.Word("cli_help_more", "command", c.CommandPath()))
	}
	fmt.Fprintln(w)
}

var (
	flagName    = regexp.MustCompile(`^ *(?:-\w, )?--([\w-]+)`)
	flagDefault = regexp.MustCompile(`^ \(default (.*)\)$`)

	// flagTypes are the library's names of what a flag takes.
	flagTypes = map[string]string{"string": "cli_help_string", "int": "cli_help_int", "uint": "cli_help_uint", "duration": "cli_help_duration"}
)

// flagUsages says what the library says of flags, in the language of the command line: its names of types
// and its word for a default are replaced, and the columns are aligned anew.
func flagUsages(c *cobra.Command, usages string, o *term.IO) string {
	var left, right []string
	columns := 0
	for line := range strings.Lines(strings.TrimRight(usages, " \n")) {
		line = strings.TrimRight(line, "\n")
		m := flagName.FindStringSubmatch(line)
		f := c.Flag(m[1])
		before, after, _ := strings.Cut(line, f.Usage)
		before = strings.TrimRight(before, " ")
		if key, ok := flagTypes[strings.TrimSpace(before[len(m[0]):])]; ok {
			before = m[0] + " " + o.Word(key)
		}
		if d := flagDefault.FindStringSubmatch(after); d != nil {
			after = " " + o.Word("cli_help_default", "value", d[1])
		}
		columns = max(columns, utf8.RuneCountInString(before))
		left, right = append(left, before), append(right, f.Usage+after)
	}
	var b strings.Builder
	for i := range left {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%-*s   %s", columns, left[i], right[i])
	}
	return b.String()
}
