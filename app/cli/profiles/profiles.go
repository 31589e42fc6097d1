package profiles

import (
	"cmp"
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// Options is what the commands of profiles need.
type Options struct {
	IO     *term.IO
	All    func() *app.Profiles
	Label  string
	Colour string
	Yes    bool // the answer to the question
}

// New makes `tenantry profiles` and the commands below it.
func New(l command.Line) *cobra.Command {
	o := &Options{IO: l.IO, All: l.Profiles}
	c := l.List("profiles", "cli_profiles_short", command.NoArgs, func(context.Context, []string) error { return o.list() })
	c.Long = l.IO.Word("cli_profiles_long")
	add := l.Command("add LABEL", "cli_profiles_add_short", command.Args(1, 1, "LABEL"), func(_ context.Context, args []string) error { return o.add(args[0]) })
	add.Flags().StringVar(&o.Colour, "colour", "", l.IO.Word("cli_profiles_colour"))
	change := l.Command("change NAME", "cli_profiles_change_short", command.Args(1, 1, "NAME"), func(_ context.Context, args []string) error { return o.change(args[0]) })
	change.Flags().StringVar(&o.Label, "label", "", l.IO.Word("cli_profiles_label"))
	change.Flags().StringVar(&o.Colour, "colour", "", l.IO.Word("cli_profiles_colour"))
	remove := l.Command("remove NAME", "cli_profiles_remove_short", command.Args(1, 1, "NAME"), func(_ context.Context, args []string) error { return o.remove(args[0]) })
	remove.Flags().BoolVar(&o.Yes, "yes", false, l.IO.Word("cli_logout_yes"))
	c.AddCommand(add, change, remove)
	return c
}

func (o *Options) list() error {
	all, err := o.All().List()
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"profiles": all})
	}
	type row = contract.Profile
	return term.List(o.IO, all, []term.Column[row]{
		{Name: "name", Head: "cli_head_profile", Data: func(p row) string { return p.Name }},
		{Name: "label", Head: "cli_head_label", Wide: true, Data: func(p row) string { return p.Label }},
		{Name: "colour", Head: "cli_head_colour", Data: func(p row) string { return p.Colour }},
	})
}

func (o *Options) add(label string) error {
	made, err := o.All().Add(label, o.Colour)
	if err != nil {
		return err
	}
	return o.told(made)
}

func (o *Options) change(name string) error {
	if o.Label == "" && o.Colour == "" {
		return command.WrongUse("cli_use_either_missing", "one", "--label", "other", "--colour")
	}
	changed, err := o.All().Change(name, o.Label, o.Colour)
	if err != nil {
		return err
	}
	return o.told(changed)
}

func (o *Options) told(p contract.Profile) error {
	if o.IO.JSON {
		return o.IO.Print(p)
	}
	o.IO.Say("cli_profiles_is", "label", cmp.Or(p.Label, p.Name), "name", p.Name, "colour", p.Colour)
	return nil
}

func (o *Options) remove(name string) error {
	if !o.Yes {
		sure, err := o.IO.Ask(o.IO.Word("cli_profiles_remove_question", "name", name) + " ")
		if err != nil {
			return err
		}
		if !sure {
			return command.Ended(command.ExitError)
		}
	}
	if err := o.All().Remove(name); err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"profilesRemoved": []string{name}})
	}
	o.IO.Say("cli_profiles_removed", "name", name)
	return nil
}
