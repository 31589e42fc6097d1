package app

import (
	"context"
	"sync"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/backend/metered"
	"tenantry/backend/syncer"
)

// Sparing is the pace at which a network is read that is paid for by what goes over it.
var sparing = syncer.Pace{Health: time.Hour, Details: 3 * 24 * time.Hour}

// networkFor is how long what the system said of the network holds.
const networkFor = 10 * time.Second

// reading is what the preferences and the network make of what is read without anybody asking.
type reading struct {
	network func() metered.State

	mu      sync.Mutex
	kept    contract.Reading
	said    metered.State
	asked   time.Time
	changed func() // the status line says something else
}

// obey takes over what is preferred.
func (r *reading) obey(kept contract.Reading) {
	r.mu.Lock()
	before := r.kept
	r.kept = kept
	r.mu.Unlock()
	if before != kept && r.changed != nil {
		r.changed()
	}
}

// metered is what the system says of the network.
func (r *reading) metered() metered.State {
	r.mu.Lock()
	before, now := r.said, time.Now()
	if r.asked.IsZero() || now.Sub(r.asked).Abs() >= networkFor {
		r.said, r.asked = r.network(), now
	}
	said := r.said
	r.mu.Unlock()
	if said != before && r.changed != nil {
		r.changed()
	}
	return said
}

// preferred is what is preferred, and whether the network is known to be metered; it is asked only where that matters.
func (r *reading) preferred() (contract.Reading, bool) {
	r.mu.Lock()
	kept := r.kept
	r.mu.Unlock()
	return kept, kept.OnMetered != contract.MeteredAsUsual && r.metered() == metered.Metered
}

// pace is how old what was read may get.
func (r *reading) pace() syncer.Pace {
	kept, costs := r.preferred()
	p := syncer.Pace{Health: syncer.HealthTTL, Details: syncer.DetailsTTL}
	if kept.HealthEvery > 0 {
		p.Health = time.Duration(kept.HealthEvery) * time.Minute
	}
	if kept.DetailsEvery > 0 {
		p.Details = time.Duration(kept.DetailsEvery) * time.Hour
	}
	if costs {
		p.Health, p.Details = max(p.Health, sparing.Health), max(p.Details, sparing.Details)
	}
	return p
}

// rest is why nothing is read, or less, without anybody asking.
func (r *reading) rest() contract.Rest {
	kept, costs := r.preferred()
	switch {
	case kept.Paused:
		return contract.RestPaused
	case costs && kept.OnMetered == contract.MeteredNever:
		return contract.RestMetered
	case costs:
		return contract.RestSparing
	}
	return contract.RestNone
}

// rests says that nothing at all is read by itself.
func (r *reading) rests() bool {
	why := r.rest()
	return why == contract.RestPaused || why == contract.RestMetered
}

// Network is the way to Microsoft.
type Network struct {
	gate    *gate
	account *connection.Account
	life    *life
}

// Proxy says through what Microsoft is reached.
func (n *Network) Proxy() (contract.ProxyInUse, error) {
	if err := n.gate.await(); err != nil {
		return contract.ProxyInUse{}, err
	}
	p, err := connection.ProxyOf(n.account)
	return contract.ProxyInUse(p), err
}

// SetProxy has every request go through another proxy from now on: its address, perhaps with user and password, direct,
// or empty for what the environment and the system say.
func (n *Network) SetProxy(address string) error {
	if err := n.gate.await(); err != nil {
		return err
	}
	return connection.SetProxy(n.account, address)
}

// Try asks the sign-in service for its public document: whether it is reached, and if not, why.
func (n *Network) Try() error {
	if err := n.gate.await(); err != nil {
		return err
	}
	return n.account.Reach(n.life.ctx, func(ctx context.Context, c *connection.Connection) error {
		_, err := c.ServerTime(ctx)
		return err
	})
}

// Permissions asks Microsoft which permissions the partner's own tenant granted the app.
func (n *Network) Permissions() (out []contract.Permission, err error) {
	if err := n.gate.await(); err != nil {
		return nil, err
	}
	err = n.account.Reach(n.life.ctx, func(ctx context.Context, c *connection.Connection) error {
		for _, p := range c.Permissions(ctx) {
			out = append(out, contract.PermissionOf(p.Permission, p.Granted, p.Known, p.Err))
		}
		return nil
	})
	return out, err
}
