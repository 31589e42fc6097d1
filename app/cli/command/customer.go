package command

import (
	"fmt"

	"tenantry/app"
	"tenantry/app/cli/term"
	"tenantry/backend/fault"
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
	msg := fmt.Sprintf("no customer matches %q", term.Clean(text))
	if len(rows) > 0 {
		msg = fmt.Sprintf("%q fits several customers; give the tenant id or a domain", term.Clean(text))
	}
	return "", WithCandidates(fault.New(fault.Invalid, msg), rows)
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

// HealthSigns are the health states in words, with a sign that needs no colour.
var HealthSigns = map[string]string{"outage": "⛔ Outage", "degraded": "▲ Degraded", "advisory": "ℹ Advisory", "healthy": "✔ Healthy", "unknown": "? Unknown"}
