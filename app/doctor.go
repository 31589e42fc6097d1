package app

import (
	"context"
	"fmt"
	"time"

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
	loadErr := a.await()
	out := []Check{
		checked("keychain", "the key is in: "+a.secrets, nil),
		checked("journal", "opened in "+a.dir, nil),
		checked("cache", fmt.Sprintf("%d customers", a.catalog.Len()), loadErr),
	}
	l := a.link.Load()
	if l == nil {
		return append(out, checked("sign-in", "", a.notSignedIn()))
	}
	served, err := l.serverTime(ctx)
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
	acc, _ := l.session.Account()
	_, err = l.session.Token(ctx, acc.Tenant, l.endpoints.GraphScope())
	out = append(out, checked("sign-in", "signed in as "+acc.Username, err))
	if err != nil {
		return out
	}
	for _, src := range l.lists {
		listed, err := src.Fetch(ctx)
		out = append(out, checked("list "+string(src.Source), fmt.Sprintf("%d customers", len(listed)), err))
	}
	return out
}
