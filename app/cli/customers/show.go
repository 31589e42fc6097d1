package customers

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// ShowOptions is what `tenantry customer` needs.
type ShowOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewShow makes `tenantry customer`.
func NewShow(l command.Line) *cobra.Command {
	o := &ShowOptions{IO: l.IO, Open: l.Open}
	return command.New("customer X", "everything known of one customer (X: tenant id, domain, name or a part of it)", command.Args(1, 1, "X"),
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
	line := func(name, format string, args ...any) { o.IO.Field(16, name, fmt.Sprintf(format, args...)) }
	line("Name", "%s", d.Name)
	line("Tenant id", "%s", d.TenantID)
	line("Primary domain", "%s", d.PrimaryDomain)
	line("Listed by", "%s", strings.Join(d.Sources, ", "))
	line("Health", "%s (%s)", command.HealthSigns[d.Health], term.Age(d.HealthAsOf, now))
	if d.Problem != nil {
		line("Problem", "⚠ %s: %s", d.Problem.Message, d.Problem.Remedy)
	}
	line("Address", "%s", place(d))
	line("Phones", "%s", strings.Join(d.Phones, ", "))
	line("Contacts", "%s", strings.Join(d.TechnicalContacts, ", "))
	line("Tags", "%s", strings.Join(d.Tags, ", "))
	for _, v := range d.VerifiedDomains {
		line("Domain", "%s", v.Display+term.If(v.IsDefault, " (default)")+term.If(v.IsInitial, " (initial)"))
	}
	for _, v := range d.Subscriptions {
		used := "?"
		if v.Used != nil {
			used = fmt.Sprint(*v.Used)
		}
		line("Subscription", "%s  %s/%d  %s  renews %s", v.Name, used, v.Total, v.Status, term.Day(v.RenewsAt))
	}
	for _, v := range d.Delegations {
		line("Delegation", "%s  %s  %s  ends %s  %s", v.Name, v.Kind, v.Status, term.Day(v.EndsAt), strings.Join(v.Roles, ", "))
	}
	for _, part := range []string{"details", "health", "subscriptions", "delegations", "requests"} {
		f := d.Freshness[part]
		text := "known " + term.Age(f.AsOf, now)
		if f.AsOf == nil {
			text = "never read"
		}
		if f.Problem != nil {
			text += "; ⚠ " + f.Problem.Message + ": " + f.Problem.Remedy
		}
		line("· "+part, "%s", text)
	}
}

func place(d contract.CustomerDetails) string {
	a := d.Address
	var parts []string
	for _, p := range []string{a.Street, strings.TrimSpace(a.PostalCode + " " + a.City), a.State, a.Country} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}
