package requests

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"tenantry/backend/partner"
	"tenantry/backend/store"
)

// How old what a new request chooses from may be before it is read again.
const (
	catalogueTTL     = 7 * 24 * time.Hour
	subscriptionsTTL = time.Hour
	choicesRest      = 30 * time.Second // between two tries to read them
)

// Choices is what can be chosen for a new request.
type Choices struct {
	known
	contact    *contact
	values     store.Settings // the cache's: Azure's catalogue
	reach      Reach
	background func(func(context.Context))
	changed    func()
	log        *slog.Logger
	now        func() time.Time

	reading sync.Mutex // held while they are read in the background
	began   time.Time  // when that began last; under reading
}

// Choice is what can be chosen for one customer's new request.
type Choice struct {
	Tenant        partner.TenantID
	Customer      string
	Azure         partner.Freshness           // of the subscriptions
	Subscriptions []partner.AzureSubscription // those in which a ticket can be opened
	Services      []partner.SupportService    // Azure's support catalogue
	Products      []string                    // Microsoft 365 products, the customer's own first
	Incidents     []partner.IssueHead         // open at this customer
	Contact       Contact                     // whom Microsoft calls
}

// products are the Microsoft 365 products that are offered beside the customer's own services.
var products = []string{"Exchange Online", "Microsoft Teams", "SharePoint Online", "OneDrive for Business", "Microsoft Entra ID",
	"Microsoft Intune", "Microsoft 365 Apps", "Microsoft Defender", "Microsoft Purview", "Power BI", "Power Platform", "Windows 365"}

// For answers from the cache. What of Azure's is missing or old is read in the background; Changed says
// when it came.
func (c *Choices) For(id partner.TenantID) (Choice, error) {
	entry, kept, err := c.customer(id)
	if err != nil {
		return Choice{}, err
	}
	catalogue, err := c.catalogue()
	if err != nil {
		return Choice{}, err
	}
	c.refresh(kept, catalogue.At)
	return Choice{Tenant: kept.ID, Customer: entry.Name, Azure: kept.Azure.Freshness(), Subscriptions: usable(kept),
		Services: catalogue.Services, Products: productsOf(kept), Incidents: entry.OpenIssues, Contact: c.contact.last()}, nil
}

// Read is For for a caller who waits: it reads anew what it answers with.
func (c *Choices) Read(ctx context.Context, id partner.TenantID) (Choice, error) {
	if _, _, err := c.customer(id); err != nil {
		return Choice{}, err
	}
	err := c.reach(ctx, func(ctx context.Context, r Reader) error {
		if err := r.Refresh(ctx, id); err != nil {
			return err
		}
		known, err := c.catalogue()
		if err == nil && c.now().Sub(known.At) > catalogueTTL {
			err = c.readCatalogue(ctx, r, id)
		}
		return err
	})
	if err != nil {
		return Choice{}, err
	}
	return c.For(id)
}

// usable are the customer's subscriptions in which a ticket can be opened.
func usable(c partner.Customer) (out []partner.AzureSubscription) {
	for _, s := range c.Azure.Value {
		if s.Usable() {
			out = append(out, s)
		}
	}
	return out
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

// refresh reads in the background what of Azure's is missing or old.
func (c *Choices) refresh(kept partner.Customer, catalogueAt time.Time) {
	now := c.now()
	old := now.Sub(kept.Azure.AsOf) > subscriptionsTTL && (kept.Azure.Problem == nil || now.Sub(kept.Azure.Problem.At) > time.Minute)
	if c.background == nil || !old && now.Sub(catalogueAt) <= catalogueTTL || !c.reading.TryLock() {
		return
	}
	if now.Sub(c.began) < choicesRest { // also after a failure: an answer that never comes must not be asked for in a loop
		c.reading.Unlock()
		return
	}
	c.background(func(ctx context.Context) {
		defer c.reading.Unlock()
		err := c.reach(ctx, func(ctx context.Context, r Reader) error {
			c.began = now
			if old {
				if err := r.Refresh(ctx, kept.ID); err != nil {
					c.log.Warn("read the choices of a new request", "error", err)
				}
			}
			if now.Sub(catalogueAt) > catalogueTTL {
				if err := c.readCatalogue(ctx, r, kept.ID); err != nil {
					c.log.Warn("read Azure's support catalogue", "error", err)
				}
			}
			return nil
		})
		if err == nil { // else nobody is signed in: nothing was read
			c.changed()
		}
	})
}
