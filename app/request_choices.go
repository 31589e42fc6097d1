package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"tenantry/app/connection"
	"tenantry/app/contract"
	"tenantry/backend/partner"
)

// Keys of Azure's support catalogue in the cache's book; it is the same for every customer.
const (
	servicesKey = "azure-services"  // supportServices
	problemsKey = "azure-problems/" // + service: supportProblems
)

// How old what a new request chooses from may be before it is read again.
const (
	catalogueTTL     = 7 * 24 * time.Hour
	subscriptionsTTL = time.Hour
	choicesRest      = 30 * time.Second // between two tries to read them
)

type supportServices struct {
	At       time.Time                `cbor:"1,keyasint"`
	Services []partner.SupportService `cbor:"2,keyasint"`
}

type supportProblems struct {
	At       time.Time                       `cbor:"1,keyasint"`
	Problems []partner.ProblemClassification `cbor:"2,keyasint"`
}

// products are the Microsoft 365 products that are offered beside the customer's own services.
var products = []string{"Exchange Online", "Microsoft Teams", "SharePoint Online", "OneDrive for Business", "Microsoft Entra ID",
	"Microsoft Intune", "Microsoft 365 Apps", "Microsoft Defender", "Microsoft Purview", "Power BI", "Power Platform", "Windows 365"}

// Choices answers with what can be chosen for a customer's new request, from the cache. What of Azure's is
// missing or old is read in the background; EventOutbox says when it came.
func (r *Requests) Choices(tenantID string) (contract.RequestChoices, error) {
	entry, kept, err := r.a.customer(tenantID)
	if err != nil {
		return contract.RequestChoices{}, err
	}
	out := contract.RequestChoices{TenantID: string(kept.ID), Customer: entry.Name, Azure: contract.FreshnessOf(kept.Azure.Freshness()),
		Subscriptions: []contract.Choice{}, Products: productsOf(kept), Contact: r.a.contact(),
		Incidents: contract.Each(entry.OpenIssues, func(h partner.IssueHead) contract.IncidentHead {
			return contract.IncidentHead{ID: h.ID, Title: h.Title, Service: h.Service, State: h.State.String()}
		})}
	for _, s := range kept.Azure.Value {
		if s.Usable() {
			out.Subscriptions = append(out.Subscriptions, contract.Choice{ID: s.ID, Name: s.Name})
		}
	}
	var catalogue supportServices
	if _, err := r.a.cache.Book().Get(servicesKey, &catalogue); err != nil {
		return contract.RequestChoices{}, err
	}
	out.Services = contract.Each(catalogue.Services, func(s partner.SupportService) contract.Choice { return contract.Choice(s) })
	r.a.refreshChoices(kept, catalogue.At)
	return out, nil
}

func productsOf(c partner.Customer) []string {
	var out []string
	add := func(name string) {
		if name != "" && !slices.ContainsFunc(out, func(p string) bool { return strings.EqualFold(p, name) }) {
			out = append(out, name)
		}
	}
	for _, s := range c.Health.Value.Services {
		add(s.Name)
	}
	for _, p := range products {
		add(p)
	}
	return out
}

// refreshChoices reads in the background what of Azure's is missing or old, when the window is open.
func (a *App) refreshChoices(kept partner.Customer, catalogue time.Time) {
	now := time.Now()
	old := now.Sub(kept.Azure.AsOf) > subscriptionsTTL && (kept.Azure.Problem == nil || now.Sub(kept.Azure.Problem.At) > time.Minute)
	if !a.account.Connected() || a.shell == nil || !old && now.Sub(catalogue) <= catalogueTTL || !a.choosing.TryLock() {
		return
	}
	if now.Sub(a.chosen) < choicesRest { // also after a failure: an answer that never comes must not be asked for in a loop
		a.choosing.Unlock()
		return
	}
	a.chosen = now
	a.loops.Go(func() {
		defer a.choosing.Unlock()
		_ = a.account.Reach(a.ctx, func(ctx context.Context, c *connection.Connection) error {
			if old {
				if err := c.Refresh(ctx, kept.ID); err != nil {
					a.log.Warn("read the choices of a new request", "error", err)
				}
			}
			if now.Sub(catalogue) > catalogueTTL {
				if err := a.readCatalogue(ctx, c, kept.ID); err != nil {
					a.log.Warn("read Azure's support catalogue", "error", err)
				}
			}
			return nil
		})
		a.emit(contract.EventOutbox)
	})
}

// readCatalogue reads Azure's support catalogue, all of it, so that a request can be written offline.
func (a *App) readCatalogue(ctx context.Context, l *connection.Connection, tenant partner.TenantID) error {
	services, err := l.Services(ctx, tenant)
	if err != nil {
		return err
	}
	for _, s := range services {
		if _, err := a.readProblems(ctx, l, tenant, s.ID); err != nil {
			return err
		}
	}
	return a.cache.Book().Put(servicesKey, supportServices{At: time.Now(), Services: services})
}

func (a *App) readProblems(ctx context.Context, l *connection.Connection, tenant partner.TenantID, service string) ([]partner.ProblemClassification, error) {
	problems, err := l.Classifications(ctx, tenant, service)
	if err != nil {
		return nil, err
	}
	return problems, a.cache.Book().Put(problemsKey+service, supportProblems{At: time.Now(), Problems: problems})
}

// Classifications answers with the kinds of problems of one of Azure's services: from the cache, else
// from Azure with the customer's token.
func (r *Requests) Classifications(tenantID, service string) ([]contract.Choice, error) {
	return r.a.classifications(r.a.ctx, tenantID, service)
}

func (a *App) classifications(ctx context.Context, tenantID, service string) ([]contract.Choice, error) {
	_, kept, err := a.customer(tenantID)
	if err != nil {
		return nil, err
	}
	var known supportProblems
	if _, err := a.cache.Book().Get(problemsKey+service, &known); err != nil {
		return nil, err
	}
	asChoice := func(p partner.ProblemClassification) contract.Choice { return contract.Choice(p) }
	if time.Since(known.At) <= catalogueTTL {
		return contract.Each(known.Problems, asChoice), nil
	}
	var problems []partner.ProblemClassification
	err = a.account.Reach(ctx, func(ctx context.Context, c *connection.Connection) (err error) {
		problems, err = a.readProblems(ctx, c, kept.ID, service)
		return err
	})
	if err != nil && len(known.Problems) > 0 {
		return contract.Each(known.Problems, asChoice), nil // an old list is better than none
	}
	return contract.Each(problems, asChoice), err
}

// ReadChoices reads anew, with the customer, what a new request chooses from, for a command that waits for it.
func (a *App) ReadChoices(ctx context.Context, tenantID string) (contract.RequestChoices, error) {
	_, kept, err := a.customer(tenantID)
	if err != nil {
		return contract.RequestChoices{}, err
	}
	err = a.account.Reach(ctx, func(ctx context.Context, c *connection.Connection) error {
		if err := c.Refresh(ctx, kept.ID); err != nil {
			return err
		}
		var known supportServices
		if _, err := a.cache.Book().Get(servicesKey, &known); err != nil {
			return err
		}
		if time.Since(known.At) > catalogueTTL {
			return a.readCatalogue(ctx, c, kept.ID)
		}
		return nil
	})
	if err != nil {
		return contract.RequestChoices{}, err
	}
	return a.Requests.Choices(tenantID)
}
