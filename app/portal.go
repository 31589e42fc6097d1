package app

import (
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/portal"
)

// Portal opens Microsoft's admin centers in a customer's context.
type Portal struct {
	list   *readModel
	links  *portal.Directory
	window *window
}

// Links answers with the customer's admin-center links.
func (p *Portal) Links(tenantID string) ([]partner.Link, error) {
	_, kept, err := p.list.customer(tenantID)
	if err != nil {
		return nil, err
	}
	return contract.List(p.links.Links(kept)), nil
}

// Example is where a template of the user's own leads for a customer Contoso, if hosts may be led to besides Microsoft's;
// the fault says what is wrong with it.
func (p *Portal) Example(template string, hosts []string) (string, error) {
	return portal.Example(template, hosts)
}

// linkTo is the address of one of a customer's portals; empty where none is known.
func linkTo(links []partner.Link, key string) string {
	for _, l := range links {
		if l.Portal == key {
			return l.URL
		}
	}
	return ""
}

// Open opens one of the customer's portals in the browser, out of the cache and without waiting.
func (p *Portal) Open(tenantID, key string) error {
	_, kept, err := p.list.customer(tenantID)
	if err != nil {
		return err
	}
	if address := linkTo(p.links.Links(kept), key); address != "" {
		return p.open(address)
	}
	return fault.New(fault.Missing, "link_unknown", "portal", key)
}

// OpenURL opens an address that a text from outside holds, in the browser, where backend/portal lets such a text lead.
func (p *Portal) OpenURL(url string) error {
	address, err := p.links.Told(url)
	if err != nil {
		return err
	}
	return p.open(address)
}

// open opens an address that was judged.
func (p *Portal) open(address string) error {
	if !p.window.there() {
		return fault.New(fault.Invalid, "program_no_window_for_link")
	}
	return p.window.OpenURL(address)
}
