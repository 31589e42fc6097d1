package app

import (
	"context"
	"strings"
	"sync"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/syncer"
)

// Unopened is the finding that a profile can't be opened.
func Unopened(err error) contract.Check {
	return contract.CheckOf("profile", message.Message{}, err)
}

// maxSkew is how wrong a clock may be before tokens and Retry-After stop making sense.
const maxSkew = 5 * time.Minute

// Doctor checks what Tenantry stands on and says what to mend. It changes nothing.
func (a *App) Doctor(ctx context.Context) []contract.Check {
	loadErr := a.gate.await()
	if failed := a.gate.broken(); failed != nil {
		return []contract.Check{Unopened(failed)}
	}
	out := []contract.Check{
		contract.CheckOf("keychain", message.Of("program_key_in", "place", a.profile.Secrets), nil),
		contract.CheckOf("journal", message.Of("program_opened_in", "folder", a.profile.Dir), nil),
		contract.CheckOf("cache", a.list.known(), loadErr),
	}
	err := a.account.Reach(ctx, func(ctx context.Context, c *connection.Connection) error {
		out = append(out, reached(ctx, c)...)
		return nil
	})
	if err != nil {
		out = append(out, contract.CheckOf("sign-in", message.Message{}, err))
	}
	return out
}

// proxyWords say which proxy is in use, and who named it.
func proxyWords(address, source string) message.Message {
	if address == "" {
		return message.Of("program_proxy_none")
	}
	return message.Of("program_proxy", "proxy", address, "source", source)
}

// trusted are to whom the requests go and whose word for it counts.
func trusted(c *connection.Connection) (out []contract.Check) {
	name, addresses := c.Cloud()
	out = append(out, contract.CheckOf("cloud", message.Of("program_cloud", "name", name, "addresses", strings.Join(addresses, ", ")), nil))
	for _, a := range c.Authorities() {
		out = append(out, contract.CheckOf("authority", message.Of("program_authority", "subject", a.Subject, "fingerprint", a.Fingerprint), nil))
	}
	return append(out, contract.CheckOf("proxy", proxyWords(c.Proxy()), nil))
}

// reached checks what can only be checked over a connection.
func reached(ctx context.Context, c *connection.Connection) (out []contract.Check) {
	out = trusted(c)
	served, err := c.ServerTime(ctx)
	out = append(out, contract.CheckOf("network", message.Of("program_sign_in_answers"), err))
	if err != nil {
		return out
	}
	skew := time.Since(served).Abs()
	var wrong error
	if skew > maxSkew {
		wrong = fault.New(fault.Invalid, "program_clock", "skew", skew.Round(time.Second)).With(fault.SetClock)
	}
	out = append(out, contract.CheckOf("clock", message.Of("program_clock_right"), wrong))
	username, err := c.CheckToken(ctx)
	out = append(out, contract.CheckOf("sign-in", message.Of("program_signed_in_as", "name", username), err))
	if err != nil {
		return out
	}
	return append(out, listsReached(ctx, c.Lists())...)
}

// listsReached reads all lists at once, as a sync does: those that nobody answers would be waited for one after another.
func listsReached(ctx context.Context, lists []syncer.List) []contract.Check {
	out := make([]contract.Check, len(lists))
	var all sync.WaitGroup
	for i, l := range lists {
		all.Go(func() {
			listed, err := l.Fetch(ctx)
			out[i] = contract.CheckOf("list "+string(l.Source), message.Of("program_customers", "count", len(listed)), err)
		})
	}
	all.Wait()
	return out
}
