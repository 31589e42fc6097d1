package app

import (
	"context"
	"fmt"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// Check is one finding of the doctor.
type Check struct {
	Name    string `json:"name"` // keychain, journal, cache, network, clock, sign-in, or a list's name
	OK      bool   `json:"ok"`
	Message string `json:"message"`
	Remedy  string `json:"remedy"`
	Code    string `json:"code"`
}

func checked(name, good string, err error) Check {
	if err == nil {
		return Check{Name: name, OK: true, Message: good}
	}
	f := contract.FailureOf(err)
	return Check{Name: name, Message: f.Message, Remedy: f.Remedy, Code: f.Code}
}

// Unopened is the finding that a profile can't be opened.
func Unopened(err error) Check { return checked("profile", "", err) }

// maxSkew is how wrong a clock may be before tokens and Retry-After stop making sense.
const maxSkew = 5 * time.Minute

// Doctor checks what Tenantry stands on and says what to mend. It changes nothing.
func (a *App) Doctor(ctx context.Context) []Check {
	loadErr := a.gate.await()
	if a.gate.failed != nil {
		return []Check{Unopened(a.gate.failed)}
	}
	out := []Check{
		checked("keychain", "the key is in: "+a.profile.secrets, nil),
		checked("journal", "opened in "+a.profile.dir, nil),
		checked("cache", fmt.Sprintf("%d customers", a.list.catalog.Len()), loadErr),
	}
	err := a.account.Reach(ctx, func(ctx context.Context, c *connection.Connection) error {
		out = append(out, reached(ctx, c)...)
		return nil
	})
	if err != nil {
		out = append(out, checked("sign-in", "", err))
	}
	return out
}

// reached checks what can only be checked over a connection.
func reached(ctx context.Context, c *connection.Connection) (out []Check) {
	served, err := c.ServerTime(ctx)
	out = append(out, checked("network", "the sign-in service answers", err))
	if err != nil {
		return out
	}
	skew := time.Since(served).Abs()
	var wrong error
	if skew > maxSkew {
		wrong = fault.New(fault.Invalid, "program_clock", "skew", skew.Round(time.Second)).With(fault.SetClock)
	}
	out = append(out, checked("clock", "right", wrong))
	username, err := c.CheckToken(ctx)
	out = append(out, checked("sign-in", "signed in as "+username, err))
	if err != nil {
		return out
	}
	for _, src := range c.Lists() {
		listed, err := src.Fetch(ctx)
		out = append(out, checked("list "+string(src.Source), fmt.Sprintf("%d customers", len(listed)), err))
	}
	return out
}
