package app

import (
	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// Portal opens Microsoft's admin centers in a customer's context.
type Portal struct{ a *App }

// Links answers with the customer's admin-center links.
func (p *Portal) Links(tenantID string) ([]contract.Link, error) {
	_, kept, err := p.a.customer(tenantID)
	if err != nil {
		return nil, err
	}
	out := []contract.Link{}
	for _, l := range p.a.portal.Links(kept) {
		out = append(out, contract.Link(l))
	}
	return out, nil
}

// Open opens one of the customer's portals in the browser, out of the cache and without waiting.
func (p *Portal) Open(tenantID, portal string) error {
	links, err := p.Links(tenantID)
	if err != nil {
		return err
	}
	for _, l := range links {
		if l.Portal == portal {
			return p.OpenURL(l.URL)
		}
	}
	return fault.New(fault.Missing, "link_unknown", "portal", portal)
}

// OpenURL opens an address in the browser if it is https and on a Microsoft host; others are refused,
// because texts from outside must not open anything else.
func (p *Portal) OpenURL(url string) error {
	if err := p.a.portal.Allowed(url); err != nil {
		return err
	}
	if p.a.shell == nil {
		return fault.New(fault.Invalid, "program_no_window_for_link")
	}
	return p.a.shell.OpenURL(url)
}
