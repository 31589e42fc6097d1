package command

import (
	"tenantry/app"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// Customer finds the one customer that the text means: a tenant id, any domain, an exact name, or a text
// with exactly one best match.
func Customer(a *app.App, text string) (string, error) {
	id, near, err := a.Customers.Resolve(text)
	if err != nil {
		return "", err
	}
	if id != "" {
		return id, nil
	}
	return "", WithCandidates(fault.Say(fault.Invalid, nobody(text, near)), near.Customers)
}

// nobody says why a text means no one customer.
func nobody(text string, near contract.Near) message.Message {
	what := Quoted(term.Clean(text))
	switch {
	case near.IsID:
		return message.Of("cli_customer_no_id", "text", near.Identifier)
	case near.Identifier != "":
		return message.Of("cli_customer_no_domain", "text", term.Clean(near.Identifier))
	case near.Several:
		return message.Of("cli_customer_several", "text", what)
	case len(near.Customers) > 0:
		return message.Of("cli_customer_near", "text", what)
	}
	return message.Of("cli_customer_none", "text", what)
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
