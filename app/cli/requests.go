package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app/contract"
	"tenantry/backend/fault"
)

func (st *state) requestsCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "requests",
		Short: "service requests: list, read, write, answer; the outbox",
		Long: "Service requests with Microsoft on behalf of customers.\n\n" +
			"What you write is kept in the outbox first and works without a network. An Azure request and a note go\n" +
			"out with `tenantry requests send`, or by themselves while the window is open. A Microsoft 365 request is\n" +
			"handed off: Microsoft has no interface that opens one, so Tenantry writes it and you file it on the\n" +
			"customer's support page.",
		Example: "  tenantry requests list --state waiting\n" +
			"  tenantry requests new contoso.com --title \"Mail is late\" --description \"Since 9:00 …\" --channel portal\n" +
			"  tenantry requests send",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return wrongUse("requests takes a command: " + strings.Join(names(c), ", "))
			}
			msg := fmt.Sprintf("unknown command %q of requests", args[0])
			if s := c.SuggestionsFor(args[0]); len(s) > 0 {
				msg += ", did you mean " + s[0] + "?"
			}
			return wrongUse(msg)
		},
		RunE:                       func(*cobra.Command, []string) error { return nil },
		SuggestionsMinimumDistance: 2,
	}
	c.AddCommand(st.requestsListCmd(), st.requestsShowCmd(), st.requestsNewCmd(), st.requestsEditCmd(), st.requestsNoteCmd(),
		st.requestsOutboxCmd(), st.requestsSendCmd(), st.requestsFiledCmd(), st.requestsRetryCmd(), st.requestsCancelCmd(),
		st.requestsTemplatesCmd())
	return c
}

func names(c *cobra.Command) []string {
	var out []string
	for _, sub := range c.Commands() {
		out = append(out, sub.Name())
	}
	return out
}

// example gives a command's help its example.
func example(c *cobra.Command, lines ...string) *cobra.Command {
	c.Example = "  " + strings.Join(lines, "\n  ")
	return c
}

// localID is a local id as a user may type it, "tnt-7f3k2m" or "[TNT-7F3K2M]"; "" when it is none.
func localID(text string) string {
	id := strings.ToUpper(strings.Trim(strings.TrimSpace(text), "[]"))
	if !strings.HasPrefix(id, "TNT-") {
		return ""
	}
	return id
}

// written finds something in the outbox by its local id.
func written(s session, text string) (contract.OutgoingItem, error) {
	item, err := s.Outbox.Get(localID(text))
	if err == nil || fault.KindOf(err) != fault.Missing {
		return item, err
	}
	return contract.OutgoingItem{}, detailedError{advice: "see: tenantry requests outbox",
		error: fault.New(fault.Invalid, fmt.Sprintf("nothing in the outbox has the local id %q", clean(text)))}
}

// locate finds the one request that the text means, Microsoft's number or a local id, and the customer
// that it belongs to. who names the customer of a number that is unknown here, or known at several.
func locate(s session, text, who string) (contract.RequestRow, error) {
	if localID(text) != "" {
		item, err := written(s, text)
		return item.RequestRow, err
	}
	tenant := ""
	if who != "" {
		found, err := resolve(s, who)
		if err != nil {
			return contract.RequestRow{}, err
		}
		tenant = found
	}
	number := strings.TrimSpace(text)
	page, err := s.Requests.List(contract.RequestQuery{TenantID: tenant, Text: number})
	if err != nil {
		return contract.RequestRow{}, err
	}
	at := map[string]contract.RequestRow{} // a request that was written here can be in the list twice
	var rows []contract.CustomerRow
	for _, r := range page.Requests {
		if _, twice := at[r.TenantID]; !twice && number != "" && strings.EqualFold(r.ID, number) {
			at[r.TenantID] = r
			rows = append(rows, contract.CustomerRow{TenantID: r.TenantID, Name: r.Customer, PrimaryDomain: r.Title})
		}
	}
	switch {
	case len(rows) == 1:
		return at[rows[0].TenantID], nil
	case len(rows) > 1:
		return contract.RequestRow{}, withCandidates(fault.New(fault.Invalid,
			fmt.Sprintf("several customers have a request %s; say whose with --customer", clean(number))), rows)
	case tenant != "" && number != "":
		return contract.RequestRow{TenantID: tenant, ID: number}, nil
	}
	return contract.RequestRow{}, detailedError{advice: "see: tenantry requests list; or name the customer with --customer",
		error: fault.New(fault.Invalid, fmt.Sprintf("no request with the number %q is known here", clean(text)))}
}
