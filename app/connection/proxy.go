package connection

import (
	"cmp"
	"strings"

	"tenantry/backend/cloud"
	"tenantry/backend/transport"
)

// Proxy is through what Microsoft is reached.
type Proxy struct {
	Address string // without user and password; empty: none
	Source  string // who named it (see transport.Proxies)
	Fixed   bool   // this start was told one, which goes before the one that is kept
}

// ProxyOf says through what the account's sign-in goes, or would go. It touches no network.
func ProxyOf(a *Account) (Proxy, error) {
	out := Proxy{Fixed: a.o.Proxy != ""}
	if c := a.now.Load(); c != nil {
		out.Address, out.Source = c.Proxy()
		return out, nil
	}
	before, err := last(a.o.Settings)
	if err != nil {
		return out, err
	}
	p, err := proxiesOf(a.o, before)
	if err != nil {
		return out, err
	}
	e, err := before.endpoints()
	if err != nil { // nobody ever signed in
		e, err = cloud.Named("global")
	}
	if err != nil {
		return out, err
	}
	out.Address, out.Source = p.Shown(e.Login), p.Source
	return out, nil
}

// SetProxy keeps the proxy that every request goes through from now on: its address, transport.Direct, or empty for what
// the environment and the system say. What runs over the connection ends, and the sign-in goes on over a new one. An
// address that is none is a fault of kind Invalid, and changes nothing.
func SetProxy(a *Account, address string) error {
	address = strings.TrimSpace(address)
	if _, err := proxiesOf(Options{}, Settings{Proxy: cmp.Or(address, transport.Direct)}); err != nil {
		return err
	}
	if old := a.now.Swap(nil); old != nil {
		old.close()
	}
	err := a.keep.through(address)
	if again := a.Resume(); err == nil {
		err = again
	}
	return err
}

// through keeps the proxy of the sign-in there is, and of those to come.
func (s *sealing) through(proxy string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	in, err := kept(s.journal)
	if err != nil {
		return err
	}
	in.Settings.Proxy = proxy
	return s.put(in)
}
