package alerts

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
)

// Options is what the commands of alerts need.
type Options struct {
	IO     *term.IO
	Open   command.Opener
	All    bool   // also what was acted on, is silent or is over
	Until  string // a time or a span
	Reason string
}

// New makes `tenantry alerts` and the commands below it.
func New(l command.Line) *cobra.Command {
	o := &Options{IO: l.IO, Open: l.Open}
	c := l.List("alerts", "cli_alerts_short", command.NoArgs, func(context.Context, []string) error { return o.Open(o.list) })
	c.Long = l.IO.Word("cli_alerts_long")
	c.Flags().BoolVar(&o.All, "all", false, l.IO.Word("cli_alerts_all"))
	act := func(use, short string, do func(*app.App, []string) error) *cobra.Command {
		a := l.Command(use, short, ids, func(_ context.Context, args []string) error {
			return o.Open(func(a *app.App) error {
				if err := do(a, args); err != nil {
					return err
				}
				return o.told(a, args)
			})
		})
		a.ValidArgsFunction = o.complete
		return a
	}
	snooze := l.Command("snooze ID…", "cli_alerts_snooze_short", ids, func(_ context.Context, args []string) error { return o.snooze(args) })
	snooze.ValidArgsFunction = o.complete
	snooze.Flags().StringVar(&o.Until, "until", "", l.IO.Word("cli_alerts_until", "examples", moments))
	snooze.Flags().StringVar(&o.Reason, "reason", "", l.IO.Word("cli_alerts_reason"))
	command.Example(snooze, `tenantry alerts snooze health-EX123456 --until 2h --reason "Microsoft works on it"`)
	c.AddCommand(act("ack ID…", "cli_alerts_ack_short", func(a *app.App, of []string) error { return a.Alerts.Acknowledge(of) }), snooze,
		act("reopen ID…", "cli_alerts_reopen_short", func(a *app.App, of []string) error { return a.Alerts.Reopen(of) }), newRules(l), newWebhook(l))
	return c
}

// ids wants one at least.
func ids(c *cobra.Command, args []string) error { return command.Args(1, 1000, "ID")(c, args) }

// complete names the alerts that something can be done with.
func (o *Options) complete(*cobra.Command, []string, string) (out []string, _ cobra.ShellCompDirective) {
	_ = o.Open(func(a *app.App) error { // who completes is told nothing but names
		all, err := a.Alerts.List(true)
		for _, one := range all.Alerts {
			if one.ClosedAt == nil {
				out = append(out, one.ID)
			}
		}
		return err
	})
	return out, cobra.ShellCompDirectiveNoFileComp
}

func (o *Options) list(a *app.App) error {
	all, err := a.Alerts.List(o.All)
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(all)
	}
	if !o.IO.Plain() && len(all.Alerts) == 0 {
		o.IO.Say("cli_alerts_none")
		return o.unspoken(a)
	}
	if err := o.print(all.Alerts); err != nil || o.IO.Plain() {
		return err
	}
	return o.unspoken(a)
}

// unspoken says of how many customers nobody knows whether they have something to tell.
func (o *Options) unspoken(a *app.App) error {
	n, err := a.Customers.Overview()
	if err == nil && n.NeverRead > 0 {
		o.IO.Say("cli_health_never_read", "count", n.NeverRead, "total", n.Customers)
	}
	return err
}

func (o *Options) print(all []contract.Alert) error {
	type row = contract.Alert
	return term.List(o.IO, all, []term.Column[row]{
		{Name: "id", Head: "cli_head_id", Data: func(v row) string { return v.ID }},
		{Name: "severity", Head: "cli_head_severity", Data: func(v row) string { return v.Severity }, Text: func(v row) string { return o.IO.Words(command.Known(severities, v.Severity)) }},
		{Name: "state", Head: "cli_head_state", Data: func(v row) string { return v.State }, Text: func(v row) string { return o.IO.Words(state(v)) }},
		{Name: "title", Head: "cli_head_title", Wide: true, Data: func(v row) string { return v.Title }, Text: func(v row) string { return o.IO.Words(v.Words()) }},
		{Name: "customers", Head: "cli_head_customers", Data: func(v row) string { return strconv.Itoa(v.Customers) }},
		{Name: "since", Head: "cli_head_since", Data: func(v row) string { return term.Deref(v.Since) }, Text: func(v row) string { return o.IO.Words(term.Minute(v.Since)) }},
		{Name: "kind", Data: func(v row) string { return v.Kind }},
		{Name: "tenantId", Data: func(v row) string { return term.Deref(v.TenantID) }},
		{Name: "customerName", Data: func(v row) string { return v.CustomerName }},
		{Name: "incidentId", Data: func(v row) string { return term.Deref(v.IncidentID) }},
		{Name: "until", Data: func(v row) string { return term.Deref(v.Until) }},
		{Name: "reason", Data: func(v row) string { return v.Reason }},
		{Name: "silencedBy", Data: func(v row) string { return v.SilencedBy }},
		{Name: "closedAt", Data: func(v row) string { return term.Deref(v.ClosedAt) }},
	})
}

var severities = map[string]string{"critical": "cli_alerts_critical", "warning": "cli_alerts_warning", "notice": "cli_alerts_notice"}

// silencers are the rules that keep an alert silent.
var silencers = map[string]string{"kind": "cli_alerts_by_kind", "tag": "cli_alerts_by_tag", "service": "cli_alerts_by_service", "class": "cli_alerts_by_class",
	"state": "cli_alerts_by_state"}

// state says how an alert stands, and why.
func state(v contract.Alert) message.Message {
	switch {
	case v.State == "closed":
		return message.Of("cli_alerts_closed", "at", term.Minute(v.ClosedAt))
	case v.SilencedBy != "":
		return message.Of("cli_alerts_silent", "rule", command.Known(silencers, v.SilencedBy))
	case v.State == "acknowledged":
		return message.Of("cli_alerts_acknowledged")
	case v.State == "snoozed":
		return message.Of("cli_alerts_snoozed", "at", term.Minute(v.Until), "reason", term.Clean(v.Reason))
	case v.Why == "worse":
		return message.Of("cli_alerts_worse")
	case v.Why == "woke":
		return message.Of("cli_alerts_woke")
	}
	return message.Of("cli_alerts_new")
}

// told says how alerts stand after something was done with them.
func (o *Options) told(a *app.App, of []string) error {
	all, err := a.Alerts.List(true)
	if err != nil {
		return err
	}
	done := contract.Alerts{Alerts: []contract.Alert{}}
	for _, one := range all.Alerts {
		if named(of, one.ID) {
			done.Alerts = append(done.Alerts, one)
		}
	}
	if o.IO.JSON {
		return o.IO.Print(done)
	}
	for _, one := range done.Alerts {
		o.IO.Say("cli_alerts_is", "id", one.ID, "state", state(one))
	}
	return nil
}
