package app

import (
	"context"

	"tenantry/app/connection"
	"tenantry/app/contract"
)

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
