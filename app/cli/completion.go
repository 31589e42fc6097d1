package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app/cli/term"
)

// explainCompletion says what the library's commands for shell completion do. The commands that a user is
// to type are no sentences and stand here.
func explainCompletion(root *cobra.Command, o *term.IO) {
	word := o.Word
	program := root.Name()
	code := func(lines ...string) string {
		return "\t" + strings.ReplaceAll(strings.Join(lines, "\n\t"), "PROGRAM", program)
	}
	always := func(linux, mac string) []string {
		return []string{word("cli_completion_always"), "#### Linux:", code(linux), "#### macOS:", code(mac), word("cli_completion_restart")}
	}
	long := map[string][]string{
		"bash": append([]string{word("cli_completion_shell", "shell", "bash"), word("cli_completion_package"), word("cli_completion_now"),
			code("source <(PROGRAM completion bash)")},
			always("PROGRAM completion bash > /etc/bash_completion.d/PROGRAM", "PROGRAM completion bash > $(brew --prefix)/etc/bash_completion.d/PROGRAM")...),
		"zsh": append([]string{word("cli_completion_shell", "shell", "zsh"), word("cli_completion_enable"), code(`echo "autoload -U compinit; compinit" >> ~/.zshrc`),
			word("cli_completion_now"), code("source <(PROGRAM completion zsh)")},
			always(`PROGRAM completion zsh > "${fpath[1]}/_PROGRAM"`, "PROGRAM completion zsh > $(brew --prefix)/share/zsh/site-functions/_PROGRAM")...),
		"fish": {word("cli_completion_shell", "shell", "fish"), word("cli_completion_now"), code("PROGRAM completion fish | source"),
			word("cli_completion_always"), code("PROGRAM completion fish > ~/.config/fish/completions/PROGRAM.fish"), word("cli_completion_restart")},
		"powershell": {word("cli_completion_powershell"), word("cli_completion_now"), code("PROGRAM completion powershell | Out-String | Invoke-Expression"),
			word("cli_completion_profile")},
	}
	completion, _, err := root.Find([]string{"completion"})
	if err != nil || completion == root {
		return
	}
	completion.Short = word("cli_completion_short")
	completion.Long = word("cli_completion_long", "program", program) + "\n"
	completion.Args = noArgsOf
	for _, c := range completion.Commands() {
		c.Short = word("cli_completion_for", "shell", c.Name())
		c.Long = strings.Join(long[c.Name()], "\n\n") + "\n"
		c.Args = noArgsOf
		if f := c.Flags().Lookup("no-descriptions"); f != nil {
			f.Usage = word("cli_completion_no_descriptions")
		}
	}
}
