package session

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/backend/fault"
)

// PassphraseOptions is what `tenantry passphrase` needs.
type PassphraseOptions struct {
	IO     *term.IO
	Open   command.Opener
	Apart  bool
	Remove bool // instead of setting one
}

// NewPassphrase makes `tenantry passphrase`.
func NewPassphrase(l command.Line) *cobra.Command {
	o := &PassphraseOptions{IO: l.IO, Open: l.Open, Apart: l.Apart}
	c := l.Command("passphrase", "cli_passphrase_short", command.NoArgs, func(ctx context.Context, _ []string) error {
		return o.Open(func(a *app.App) error { return o.run(ctx, a) })
	})
	c.Long = l.IO.Word("cli_passphrase_long")
	c.Flags().BoolVar(&o.Remove, "remove", false, l.IO.Word("cli_passphrase_remove"))
	return c
}

func (o *PassphraseOptions) run(ctx context.Context, a *app.App) error {
	words := ""
	if !o.Remove {
		var err error
		if words, err = o.ask(ctx); err != nil {
			return err
		}
	}
	if err := a.Lock.SetPassphrase(words); err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"passphrase": !o.Remove})
	}
	if o.Remove {
		o.IO.Say("cli_passphrase_removed")
		return nil
	}
	o.IO.Say("cli_passphrase_set")
	return nil
}

// ask reads a new passphrase, twice where nobody sees what is typed.
func (o *PassphraseOptions) ask(ctx context.Context) (string, error) {
	if o.Apart {
		return "", fault.New(fault.Conflict, "cli_passphrase_apart").With(fault.CloseOther)
	}
	words, err := o.IO.Secret(ctx, o.IO.Word("cli_passphrase_new")+" ")
	if err == nil {
		err = app.CheckPassphrase(words)
	}
	if err != nil || !o.IO.Keyboard.There() {
		return words, err
	}
	again, err := o.IO.Secret(ctx, o.IO.Word("cli_passphrase_again")+" ")
	if err == nil && again != words {
		err = fault.New(fault.Invalid, "cli_passphrase_differ")
	}
	return words, err
}
