package customers

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
	"tenantry/backend/postal"
)

// ShowOptions is what `tenantry customer` needs.
type ShowOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewShow makes `tenantry customer`.
func NewShow(l command.Line) *cobra.Command {
	o := &ShowOptions{IO: l.IO, Open: l.Open}
	return l.Command("customer X", "cli_customer_short", command.Args(1, 1, "X"),
		func(_ context.Context, args []string) error { return o.run(args[0]) })
}

func (o *ShowOptions) run(who string) error {
	return o.Open.For(who, func(a *app.App, id string) error {
		d, err := a.Customers.Get(id)
		if err != nil {
			return err
		}
		if o.IO.JSON {
			return o.IO.Print(d)
		}
		o.page(d)
		return nil
	})
}

func (o *ShowOptions) page(d contract.CustomerDetails) {
	now := time.Now()
	p := o.IO.Page(16)
	p.Add("cli_customer_name", d.Name)
	p.Add("cli_customer_id", d.TenantID)
	p.Add("cli_customer_domain", d.DisplayDomain)
	p.Add("cli_customer_sources", strings.Join(d.Sources, ", "))
	p.Add("cli_customer_health", o.IO.Word("cli_in_brackets", "what", command.HealthSign(d.Health), "more", term.Age(d.HealthAsOf, now)))
	if w := d.WithoutAccess; w != nil {
		p.Add("cli_customer_without", o.IO.Words(command.Advised(w.Words(), w.AdviceWords())))
	}
	if d.Problem != nil && d.WithoutAccess == nil { // that it refuses was said
		p.Add("cli_problem", "⚠ "+command.Problem(o.IO, d.Problem))
	}
	p.Add("cli_customer_address", o.from(d, "address", o.place(d)))
	p.Add("cli_customer_phones", o.from(d, "phones", strings.Join(d.Phones, ", ")))
	p.Add("cli_customer_contacts", o.from(d, "contacts", strings.Join(d.TechnicalContacts, ", ")))
	p.Add("cli_customer_tags", strings.Join(d.Tags, ", "))
	for _, v := range d.VerifiedDomains {
		name := v.Display + term.If(v.IsDefault, o.IO.Word("cli_customer_default")) + term.If(v.IsInitial, o.IO.Word("cli_customer_initial"))
		p.Add("cli_customer_verified", o.from(d, "domains", name))
	}
	for _, v := range d.Subscriptions {
		used := "?"
		if v.Used >= 0 {
			used = fmt.Sprint(v.Used)
		}
		next := ""
		if words, ok := v.NextWords(now, message.CalendarDay(v.RenewsAt)); ok {
			next = o.IO.Words(words)
		}
		p.Add("cli_customer_subscription", o.IO.Word("cli_customer_subscribed", "name", v.Name, "used", used, "total", v.Total,
			"status", command.Known(subscriptionStatuses, v.Status), "next", next))
	}
	for _, v := range d.Delegations {
		p.Add("cli_customer_delegation", o.IO.Word("cli_customer_delegated", "name", v.Name, "kind", command.Known(delegationKinds, v.Kind),
			"status", command.Known(delegationStatuses, v.Status), "day", message.CalendarDay(v.EndsAt), "roles", strings.Join(v.Roles, ", ")))
	}
	for _, part := range parts {
		f := d.Freshness[part.name]
		if d.WithoutAccess != nil {
			f.Problem = nil
		}
		p.Add(part.key, o.freshness(f, now))
	}
	p.Print()
	if w := d.WithoutAccess; w != nil && len(w.Letters) > 0 {
		o.IO.Line("")
		o.IO.Say("cli_customer_send")
		o.IO.Line(term.Indent(w.Letters[string(cmp.Or(o.IO.Language, message.English))]))
	}
}

// from adds who told a detail that the customer's own directory does not tell.
func (o *ShowOptions) from(d contract.CustomerDetails, group, text string) string {
	key := detailSources[d.DetailSources[group]]
	if text == "" || key == "" {
		return text
	}
	return o.IO.Word("cli_in_brackets", "what", text, "more", o.IO.Word(key))
}

// detailSources are those that are worth a word.
var detailSources = map[string]string{"partnercenter": "cli_customer_from_partnercenter",
	"tenantinformation": "cli_customer_from_tenantinformation"}

// parts are what a customer consists of, in the order of the page.
var parts = []struct{ name, key string }{{"details", "cli_part_details"}, {"health", "cli_part_health"}, {"subscriptions", "cli_part_subscriptions"},
	{"delegations", "cli_part_delegations"}, {"requests", "cli_part_requests"}}

// freshness says since when a part is known, and why it is not fresher.
func (o *ShowOptions) freshness(f contract.Freshness, now time.Time) string {
	text := o.IO.Word("cli_part_never")
	if f.AsOf != nil {
		text = o.IO.Word("cli_part_known", "age", term.Age(f.AsOf, now))
	}
	if f.Problem != nil {
		text = o.IO.Word("cli_part_problem", "known", text, "problem", command.Problem(o.IO, f.Problem))
	}
	return text
}

// The words of subscriptions and delegations.
var (
	subscriptionStatuses = map[string]string{"active": "cli_subscription_active", "enabled": "cli_subscription_enabled",
		"warning": "cli_subscription_warning", "suspended": "cli_subscription_suspended", "deleted": "cli_subscription_deleted",
		"disabled": "cli_subscription_disabled", "expired": "cli_subscription_expired", "pending": "cli_subscription_pending",
		"lockedout": "cli_subscription_locked_out"}
	delegationKinds    = map[string]string{"gdap": "cli_delegation_gdap", "dap": "cli_delegation_dap", "reseller": "cli_delegation_reseller"}
	delegationStatuses = map[string]string{"active": "cli_delegation_active", "expiring": "cli_delegation_expiring",
		"expired": "cli_delegation_expired", "created": "cli_delegation_created", "approved": "cli_delegation_approved",
		"approvalpending": "cli_delegation_approval_pending", "activating": "cli_delegation_activating",
		"terminated": "cli_delegation_terminated", "terminating": "cli_delegation_terminating",
		"terminationrequested": "cli_delegation_termination_requested"}
)

// place is the address in one line, the country in the reader's language.
func (o *ShowOptions) place(d contract.CustomerDetails) string {
	lines := d.AddressLines
	if country := postal.Country(d.Address.Country, string(cmp.Or(o.IO.Language, message.English))); country != "" {
		lines = append(slices.Clone(lines), country)
	}
	return strings.Join(lines, ", ")
}
