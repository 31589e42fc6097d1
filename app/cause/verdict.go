package cause

import (
	"context"
	"iter"
	"slices"
	"sync"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/backend/catalog"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/verdict"
)

// Options is what is needed of an App.
type Options struct {
	// Await waits for the customers, and says why there are none.
	Await     func() error
	Customers func() iter.Seq[partner.Summary]
	Incidents func() []catalog.Incident
	// Ground is how the account's cloud is reached.
	Ground func() (connection.Ground, error)
	// Untried says that the user wants no host to be tried.
	Untried func() bool
	Kept    store.Settings // the journal's
}

// Verdict says whose trouble it is.
type Verdict struct {
	Options
	trying sync.Mutex // one round at a time: who asks meanwhile gets the same
}

// For makes the verdict of an App.
func For(o Options) *Verdict { return &Verdict{Options: o} }

// What is kept in the journal's settings: the last round, and Microsoft's list by the name of its cloud.
const roundKey, hostsKey = "verdict-round", "verdict-hosts-"

// restFor is for how long a round is not repeated, whoever asks.
const restFor = 30 * time.Second

// keptRound is a round, and of which cloud.
type keptRound struct {
	Cloud string
	Round verdict.Round
}

// Ask says whose trouble it is, of a service (a name that people use; empty: all) and a customer (empty: all), within ten
// seconds. It tries hosts from here unless the user wants none to be, or this question does not: then what is kept is all
// that counts.
func (v *Verdict) Ask(service, tenantID string, untried bool) (contract.Verdict, error) {
	begun := time.Now()
	if err := v.Await(); err != nil {
		return contract.Verdict{}, err
	}
	asked, err := verdict.Asked(service)
	if err != nil {
		return contract.Verdict{}, err
	}
	facts := verdict.Facts{Service: asked, Customer: tenantID}
	var list verdict.List
	if !untried && !v.Untried() {
		if facts.Round, list, err = v.round(); err != nil {
			return contract.Verdict{}, err
		}
	}
	facts.Now = time.Now()
	facts.Customers = customers(v.Customers())
	if tenantID != "" && !slices.ContainsFunc(facts.Customers, func(c verdict.Customer) bool { return c.ID == tenantID }) {
		return contract.Verdict{}, fault.New(fault.Missing, "customer_not_listed")
	}
	facts.Incidents = incidents(v.Incidents(), facts.Customers)
	out := contract.VerdictOf(verdict.Judge(facts))
	if facts.Round != nil {
		out.TriedAt, out.HostsDated = contract.Time(facts.Round.At), contract.Time(list.Dated)
	}
	out.TookMillis = time.Since(begun).Milliseconds()
	return out, nil
}

// round is what was tried within the last thirty seconds, or is tried now.
func (v *Verdict) round() (*verdict.Round, verdict.List, error) {
	v.trying.Lock()
	defer v.trying.Unlock()
	ground, err := v.Ground()
	if err != nil {
		return nil, verdict.List{}, err
	}
	list, err := v.list(ground.Cloud)
	if err != nil {
		return nil, verdict.List{}, err
	}
	targets := ground.Targets(list)
	var last keptRound
	if known, err := v.Kept.Get(roundKey, &last); err == nil && known && last.Cloud == ground.Cloud && fits(last.Round, targets) {
		if age := time.Since(last.Round.At); age >= 0 && age < restFor {
			return &last.Round, list, nil
		}
	}
	fresh := ground.Prober.Try(context.Background(), targets)
	return &fresh, list, v.Kept.Put(roundKey, keptRound{ground.Cloud, fresh})
}

// Forget throws away what was tried, in settings.
func Forget(kept store.Settings) error { return kept.Delete(roundKey) }

// fits says whether a round is of the hosts that would be tried now.
func fits(r verdict.Round, targets []verdict.Target) bool {
	return slices.EqualFunc(r.Probes, targets, func(p verdict.Probe, t verdict.Target) bool { return p.Host == t.At.Host && p.Service == t.Service })
}

// list is Microsoft's list as it was renewed last, or the program's own where that is newer or there is none.
func (v *Verdict) list(cloud string) (verdict.List, error) {
	own := verdict.Own(cloud)
	var kept verdict.List
	known, err := v.Kept.Get(hostsKey+cloud, &kept)
	switch {
	case fault.KindOf(err) == fault.Corrupt: // a damaged list gives way to the program's
		return own, nil
	case err != nil:
		return verdict.List{}, err
	case known && kept.Cloud == cloud && len(kept.Rows) > 0 && kept.Dated.After(own.Dated):
		return kept, nil
	}
	return own, nil
}

// renewFor bounds how long Microsoft's endpoint service is waited for.
const renewFor = 30 * time.Second

// Renew asks Microsoft for the hosts that it publishes today, and keeps them. Of a custom cloud it is a fault of kind
// Invalid; nothing changes unless the answer is good.
func (v *Verdict) Renew() (contract.Hosts, error) {
	if err := v.Await(); err != nil {
		return contract.Hosts{}, err
	}
	ground, err := v.Ground()
	if err != nil {
		return contract.Hosts{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), renewFor)
	defer cancel()
	l, err := ground.RenewHosts(ctx)
	if err != nil {
		return contract.Hosts{}, err
	}
	return contract.HostsOf(l), v.Kept.Put(hostsKey+l.Cloud, l)
}
