package command

import (
	"tenantry/app"
	"tenantry/app/cli/term"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// Customer finds the one customer that the text means: a tenant id, any domain, an exact name, or a text
// with exactly one best match.
func Customer(a *app.App, text string) (string, error) {
	id, rows, err := a.Customers.Resolve(text)
	if err != nil {
		return "", err
	}
	if id != "" {
		return id, nil
	}
	text = Quoted(term.Clean(text))
	m := message.Of("cli_customer_none", "text", text)
	switch {
	case len(rows) == 1:
		m = message.Of("cli_customer_near", "text", text)
	case len(rows) > 1:
		m = message.Of("cli_customer_several", "text", text)
	}
	return "", WithCandidates(fault.Say(fault.Invalid, m), rows)
}

// For opens the profile and runs do for the one customer that the text means.
func (open Opener) For(text string, do func(a *app.App, id string) error) error {
	return open(func(a *app.App) error {
		id, err := Customer(a, text)
		if err != nil {
			return err
		}
		return do(a, id)
	})
}
