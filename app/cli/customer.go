package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// resolve finds the one customer that the text means: a tenant id, any domain, an exact name, or a
// text with exactly one best match.
func resolve(s session, text string) (string, error) {
	id, rows, err := s.Customers.Resolve(text)
	if err != nil {
		return "", err
	}
	if id != "" {
		return id, nil
	}
	msg := fmt.Sprintf("no customer matches %q", clean(text))
	if len(rows) > 0 {
		msg = fmt.Sprintf("%q fits several customers; give the tenant id or a domain", clean(text))
	}
	return "", withCandidates(fault.New(fault.Invalid, msg), rows)
}

// withCustomer opens the profile and runs do for the one customer that the text means.
func (st *state) withCustomer(text string, do func(s session, id string) error) error {
	return st.with(func(s session) error {
		id, err := resolve(s, text)
		if err != nil {
			return err
		}
		return do(s, id)
	})
}

func (st *state) customerCmd() *cobra.Command {
	return st.command("customer X", "everything known of one customer (X: tenant id, domain, name or a part of it)", argsBetween(1, 1, "X"),
		func(_ context.Context, args []string) error {
			return st.withCustomer(args[0], func(s session, id string) error {
				d, err := s.Customers.Get(id)
				if err != nil {
					return err
				}
				if st.json {
					return st.print(d)
				}
				st.customerPage(d)
				return nil
			})
		})
}

func (st *state) customerPage(d contract.CustomerDetails) {
	now := time.Now()
	line := func(name, format string, args ...any) {
		fmt.Fprintf(st.env.Out, "%-16s %s\n", name, clean(fmt.Sprintf(format, args...)))
	}
	line("Name", "%s", d.Name)
	line("Tenant id", "%s", d.TenantID)
	line("Primary domain", "%s", d.PrimaryDomain)
	line("Listed by", "%s", strings.Join(d.Sources, ", "))
	line("Health", "%s (%s)", signs[d.Health], age(d.HealthAsOf, now))
	if d.Problem != nil {
		line("Problem", "⚠ %s: %s", d.Problem.Message, d.Problem.Remedy)
	}
	a := d.Address
	var place []string
	for _, p := range []string{a.Street, strings.TrimSpace(a.PostalCode + " " + a.City), a.State, a.Country} {
		if p != "" {
			place = append(place, p)
		}
	}
	line("Address", "%s", strings.Join(place, ", "))
	line("Phones", "%s", strings.Join(d.Phones, ", "))
	line("Contacts", "%s", strings.Join(d.TechnicalContacts, ", "))
	line("Tags", "%s", strings.Join(d.Tags, ", "))
	for _, v := range d.VerifiedDomains {
		line("Domain", "%s", v.Display+flags(v.IsDefault, " (default)")+flags(v.IsInitial, " (initial)"))
	}
	for _, v := range d.Subscriptions {
		used := "?"
		if v.Used != nil {
			used = fmt.Sprint(*v.Used)
		}
		line("Subscription", "%s  %s/%d  %s  renews %s", v.Name, used, v.Total, v.Status, day(v.RenewsAt))
	}
	for _, v := range d.Delegations {
		line("Delegation", "%s  %s  %s  ends %s  %s", v.Name, v.Kind, v.Status, day(v.EndsAt), strings.Join(v.Roles, ", "))
	}
	for _, part := range []string{"details", "health", "subscriptions", "delegations", "requests"} {
		f := d.Freshness[part]
		text := "known " + age(f.AsOf, now)
		if f.AsOf == nil {
			text = "never read"
		}
		if f.Problem != nil {
			text += "; ⚠ " + f.Problem.Message + ": " + f.Problem.Remedy
		}
		line("· "+part, "%s", text)
	}
}

func flags(on bool, s string) string {
	if on {
		return s
	}
	return ""
}

func (st *state) linksCmd() *cobra.Command {
	return st.command("links X", "admin-center links of a customer", argsBetween(1, 1, "X"), func(_ context.Context, args []string) error {
		return st.withCustomer(args[0], func(s session, id string) error {
			links, err := s.Portal.Links(id)
			if err != nil {
				return err
			}
			if st.json {
				return st.print(map[string]any{"tenantId": id, "links": links})
			}
			rows := make([][]string, len(links))
			for i, l := range links {
				rows[i] = []string{l.Portal, l.URL, l.Source}
			}
			st.table([]string{"PORTAL", "ADDRESS", "FROM"}, rows, 0)
			return nil
		})
	})
}
