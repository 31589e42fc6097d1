package alerts

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// RulesOptions is what `tenantry alerts rules` needs.
type RulesOptions struct {
	IO    *term.IO
	Open  command.Opener
	Given contract.AlertRules
	Quiet []string // 22:00-07:00 or mon,fri/22:00-07:00, parted by blanks
	Reset bool
}

// newRules makes `tenantry alerts rules`, which shows the rules and sets those that are given.
func newRules(l command.Line) *cobra.Command {
	o := &RulesOptions{IO: l.IO, Open: l.Open}
	var c *cobra.Command
	c = l.Command("rules", "cli_alerts_rules_short", command.NoArgs, func(context.Context, []string) error { return o.run(c.Flags()) })
	c.Long = l.IO.Word("cli_alerts_rules_long")
	f := c.Flags()
	f.StringSliceVar(&o.Given.Off, "off", nil, l.IO.Word("cli_alerts_rules_off"))
	f.StringSliceVar(&o.Given.OnlyTags, "only-tags", nil, l.IO.Word("cli_alerts_rules_only_tags"))
	f.StringSliceVar(&o.Given.NeverTags, "never-tags", nil, l.IO.Word("cli_alerts_rules_never_tags"))
	f.StringSliceVar(&o.Given.OnlyServices, "only-services", nil, l.IO.Word("cli_alerts_rules_only_services"))
	f.StringSliceVar(&o.Given.NeverServices, "never-services", nil, l.IO.Word("cli_alerts_rules_never_services"))
	f.StringVar(&o.Given.Class, "class", "incident", l.IO.Word("cli_alerts_rules_class"))
	f.StringVar(&o.Given.Least, "least", "advisory", l.IO.Word("cli_alerts_rules_least"))
	f.StringArrayVar(&o.Quiet, "quiet", nil, l.IO.Word("cli_alerts_rules_quiet", "example", "22:00-07:00", "days", "sat,sun/00:00-23:59"))
	f.IntVar(&o.Given.WarnDays, "warn-days", 30, l.IO.Word("cli_alerts_rules_warn_days"))
	f.IntVar(&o.Given.StaleHours, "stale-hours", 24, l.IO.Word("cli_alerts_rules_stale_hours"))
	f.BoolVar(&o.Reset, "reset", false, l.IO.Word("cli_alerts_rules_reset"))
	command.Example(c, "tenantry alerts rules --off came,renewal --quiet 22:00-07:00", `tenantry alerts rules --never-tags lab --off ""`)
	return c
}

func (o *RulesOptions) run(f *pflag.FlagSet) error {
	return o.Open(func(a *app.App) error {
		rules, err := a.Alerts.Rules()
		if err != nil {
			return err
		}
		changed := o.Reset
		if o.Reset {
			rules = contract.AlertRules{}
		}
		for flag, set := range map[string]func(){
			"off": func() { rules.Off = filled(o.Given.Off) }, "only-tags": func() { rules.OnlyTags = filled(o.Given.OnlyTags) },
			"never-tags": func() { rules.NeverTags = filled(o.Given.NeverTags) }, "only-services": func() { rules.OnlyServices = filled(o.Given.OnlyServices) },
			"never-services": func() { rules.NeverServices = filled(o.Given.NeverServices) },
			"class":          func() { rules.Class = strings.TrimSuffix(o.Given.Class, "incident") }, "least": func() { rules.Least = o.Given.Least },
			"warn-days": func() { rules.WarnDays = o.Given.WarnDays }, "stale-hours": func() { rules.StaleHours = o.Given.StaleHours },
			"quiet": func() { rules.Quiet = quiet(o.Quiet) },
		} {
			if f.Changed(flag) {
				set()
				changed = true
			}
		}
		if changed {
			if err := a.Alerts.SetRules(rules.Listed()); err != nil {
				return err
			}
		}
		if o.IO.JSON {
			return o.IO.Print(rules.Listed())
		}
		o.page(rules)
		return nil
	})
}

// filled are the words that say something: `--off ""` is none.
func filled(list []string) (out []string) {
	for _, word := range list {
		if word = strings.TrimSpace(word); word != "" {
			out = append(out, word)
		}
	}
	return out
}

// quiet reads quiet hours. What is none is refused by who keeps it.
func quiet(texts []string) (out []contract.QuietHours) {
	for _, text := range filled(texts) {
		days, hours, some := strings.Cut(text, "/")
		if !some {
			days, hours = "", text
		}
		from, until, _ := strings.Cut(hours, "-")
		out = append(out, contract.QuietHours{From: from, Until: until, Days: contract.List(filled(strings.Split(strings.ToLower(days), ",")))})
	}
	return out
}

func (o *RulesOptions) page(r contract.AlertRules) {
	p := o.IO.Page(16)
	some := func(list []string) string { return cmp.Or(strings.Join(list, ", "), "–") }
	p.Add("cli_alerts_rule_off", some(r.Off))
	p.Add("cli_alerts_rule_only_tags", some(r.OnlyTags))
	p.Add("cli_alerts_rule_never_tags", some(r.NeverTags))
	p.Add("cli_alerts_rule_only_services", some(r.OnlyServices))
	p.Add("cli_alerts_rule_never_services", some(r.NeverServices))
	p.Add("cli_alerts_rule_class", cmp.Or(r.Class, "incident"))
	p.Add("cli_alerts_rule_least", cmp.Or(r.Least, "advisory"))
	for _, q := range r.Quiet {
		p.Add("cli_alerts_rule_quiet", term.If(len(q.Days) > 0, strings.Join(q.Days, ",")+"/")+q.From+"-"+q.Until)
	}
	p.Add("cli_alerts_rule_warn_days", strconv.Itoa(cmp.Or(r.WarnDays, 30)))
	p.Add("cli_alerts_rule_stale_hours", strconv.Itoa(cmp.Or(r.StaleHours, 24)))
	p.Print()
}
