package requests

import (
	"strings"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// localID is a local id as a user may type it, "tnt-7f3k2m" or "[TNT-7F3K2M]"; "" when it is none.
func localID(text string) string {
	id := strings.ToUpper(strings.Trim(strings.TrimSpace(text), "[]"))
	if !strings.HasPrefix(id, "TNT-") {
		return ""
	}
	return id
}

// written finds something in the outbox by its local id.
func written(a *app.App, text string) (contract.OutgoingItem, error) {
	item, err := a.Outbox.Get(localID(text))
	if err == nil || fault.KindOf(err) != fault.Missing {
		return item, err
	}
	return contract.OutgoingItem{}, command.Detailed{Advice: message.Of("cli_advice_outbox"),
		Err: fault.New(fault.Invalid, "cli_requests_no_local_id", "text", command.Quoted(term.Clean(text)))}
}

// forWritten opens the profile and runs do for something in the outbox.
func forWritten(open command.Opener, text string, do func(*app.App, contract.OutgoingItem) error) error {
	return open(func(a *app.App) error {
		i, err := written(a, text)
		if err != nil {
			return err
		}
		return do(a, i)
	})
}

// locate finds the one request that the text means, Microsoft's number or a local id, and the customer
// that it belongs to. who names the customer of a number that is unknown here, or known at several.
func locate(a *app.App, text, who string) (contract.RequestRow, error) {
	if localID(text) != "" {
		item, err := written(a, text)
		return item.RequestRow, err
	}
	tenant := ""
	if who != "" {
		found, err := command.Customer(a, who)
		if err != nil {
			return contract.RequestRow{}, err
		}
		tenant = found
	}
	number := strings.TrimSpace(text)
	page, err := a.Requests.List(contract.RequestQuery{TenantID: tenant, Text: number})
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
		return contract.RequestRow{}, command.WithCandidates(fault.New(fault.Invalid, "cli_requests_several", "number", term.Clean(number)), rows)
	case tenant != "" && number != "":
		return contract.RequestRow{TenantID: tenant, ID: number}, nil
	}
	return contract.RequestRow{}, command.Detailed{Advice: message.Of("cli_advice_list"),
		Err: fault.New(fault.Invalid, "cli_requests_unknown", "text", command.Quoted(term.Clean(text)))}
}
